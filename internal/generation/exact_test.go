package generation

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// A backup is compared to its last byte: what stands behind it, in what fills its blocks
// up, or behind the end of its archive is no part of a backup.
func TestRestoreIsExact(t *testing.T) {
	t.Parallel()
	s := made(t, "one")
	var file bytes.Buffer
	if _, err := s.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	archive := unpacked(t, file.Bytes())
	changed := func(at int) []byte {
		bad := bytes.Clone(archive)
		bad[at] ^= 1
		return packedAgain(t, bad)
	}
	size := bytes.IndexByte(archive[tarBlock:], 0) // of the manifest, which has no zeros
	for name, bad := range map[string][]byte{
		"bytes behind it":                      append(bytes.Clone(file.Bytes()), "more"...),
		"a zero behind it":                     append(bytes.Clone(file.Bytes()), 0),
		"a frame without content behind it":    append(bytes.Clone(file.Bytes()), packedAgain(t, nil)...),
		"a frame that is skipped behind it":    append(bytes.Clone(file.Bytes()), 0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 'x'),
		"a frame that is skipped before it":    append([]byte{0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 'x'}, file.Bytes()...),
		"the backup twice":                     append(bytes.Clone(file.Bytes()), file.Bytes()...),
		"a bit behind the manifest":            changed(tarBlock + size),
		"a bit before the next head":           changed(tarBlock + (size+tarBlock-1)/tarBlock*tarBlock - 1),
		"a bit behind the last file":           changed(len(archive) - 2*tarBlock - 1),
		"a bit in the first block of the end":  changed(len(archive) - 2*tarBlock),
		"a bit in the second block of the end": changed(len(archive) - 1),
		"zeros behind the end":                 packedAgain(t, append(bytes.Clone(archive), make([]byte, tarBlock)...)),
		"without the end":                      packedAgain(t, archive[:len(archive)-2*tarBlock]),
		"half an end":                          packedAgain(t, archive[:len(archive)-tarBlock]),
	} {
		other := made(t, "else")
		if _, err := other.Restore(t.Context(), bytes.NewReader(bad), func(Manifest) error { return nil }); err == nil {
			t.Errorf("%s: it is restored", name)
		}
		if got, err := wholeContent(other.dir); err != nil || got != "else" {
			t.Errorf("%s: the folder holds %q, %v", name, got, err)
		}
	}
	other := made(t, "else")
	for name, good := range map[string][]byte{"as it is": file.Bytes(), "packed again": packedAgain(t, archive)} {
		if _, err := other.Restore(t.Context(), sevenBytes{bytes.NewReader(good)}, func(Manifest) error { return nil }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// sevenBytes gives seven bytes at a time, so that heads are cut anywhere.
type sevenBytes struct{ r io.Reader }

func (r sevenBytes) Read(b []byte) (int, error) { return r.r.Read(b[:min(len(b), 7)]) }

func unpacked(t *testing.T, file []byte) []byte {
	t.Helper()
	r, err := zstd.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func packedAgain(t *testing.T, archive []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithZeroFrames(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(archive); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
