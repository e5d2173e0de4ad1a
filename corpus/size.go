package corpus

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fatiao/fatiao/corpus/docx"
)

// UnpackedSize is about how many bytes the files have that [Walk] gives of a file on disk: its own
// size, or that of what an archive says to hold, where its name is that of one.
func UnpackedSize(path string, info fs.FileInfo) int64 {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".zip", ".whl":
		return zipSize(path, info.Size())
	case ".gz", ".tgz":
		return gzipSize(path, info.Size())
	}
	return info.Size()
}

func zipSize(path string, size int64) int64 {
	archive, err := zip.OpenReader(path)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return size
	}
	defer archive.Close()
	if docx.KindOf(&archive.Reader) != docx.Other {
		return size
	}
	program, total := isWheel(&archive.Reader), int64(0)
	for _, e := range archive.File {
		if !strings.HasSuffix(e.Name, "/") && (!program || isData(e.Name)) {
			total += int64(min(e.UncompressedSize64, uint64(DefaultLimits.FileBytes))) // #nosec G115 -- of at most that
		}
	}
	return total
}

// gzipSize reads how much is packed from the end, where it stands to 4 GB.
func gzipSize(path string, size int64) int64 {
	f, err := os.Open(path) // #nosec G304 -- a file that the user names
	if err != nil {
		return size
	}
	defer f.Close()
	var last [4]byte
	if _, err := f.ReadAt(last[:], size-int64(len(last))); err != nil {
		return size
	}
	return int64(binary.LittleEndian.Uint32(last[:]))
}
