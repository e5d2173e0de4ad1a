package download

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/wholefile"
)

// State is what is known of a file that was fetched whole. It lies beside the file, as
// NAME.json.
type State struct {
	URL          string `json:"url"` // as it was asked for, before redirections
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Fresh says that LastModified is the second in which it was sent: the file may have changed again
	// within that second, so nothing can be asked by it.
	Fresh  bool   `json:"fresh,omitempty"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	// Fetched is when it was last found to be as it is there: RFC 3339, UTC.
	Fetched string `json:"fetched"`
	// Direct is where the address led, "" where it does not lead on or that may be another place the
	// next time; Led is when it did, RFC 3339, UTC. See [State.direct].
	Direct string `json:"direct,omitempty"`
	Led    string `json:"led,omitempty"`
}

const stateSuffix = ".json"

// Load reads what is known of a file; ok is false where there is no file, or it is not the
// one that was fetched.
func Load(path string) (s State, ok bool) {
	data, err := os.ReadFile(path + stateSuffix)
	if err != nil || json.Unmarshal(data, &s) != nil {
		return State{}, false
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() != s.Bytes {
		return State{}, false
	}
	return s, true
}

// Put writes what is known of a file beside it.
func (s State) Put(path string) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding what is known of a download: %w", err)
	}
	return wholefile.Write(path+stateSuffix, append(data, '\n'), 0o600)
}

// Sum is the SHA-256 of a file with its length.
func Sum(path string) (sum string, bytes int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	if bytes, err = io.Copy(h, f); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(h.Sum(nil)), bytes, nil
}

// part is what was fetched of a file that is not whole: NAME.part, and what must hold for
// the rest to belong to it in NAME.part.json.
type part struct {
	path string
	partState
	bytes int64
}

type partState struct {
	URL       string `json:"url"`
	Validator string `json:"validator"` // by which the server knows the same content again
	Total     int64  `json:"total"`     // -1 where the server does not say
}

const partSuffix = ".part"

// openPart finds what an earlier call left of a file, as far as the rest can be asked for.
func openPart(path, url string) (*part, error) {
	p := &part{path: path + partSuffix}
	data, err := os.ReadFile(p.path + stateSuffix)
	if err == nil && json.Unmarshal(data, &p.partState) == nil && p.URL == url && p.Validator != "" {
		if info, err := os.Stat(p.path); err == nil && (p.Total < 0 || info.Size() <= p.Total) {
			p.bytes = info.Size()
			return p, nil
		}
	}
	p.partState = partState{URL: url, Total: -1}
	return p, p.remove()
}

// begin starts anew with the content of an answer.
func (p *part) begin(h http.Header, total int64) error {
	if err := p.remove(); err != nil {
		return err
	}
	p.Validator, p.Total = validator(h), total
	if p.Validator == "" {
		return nil
	}
	data, err := json.Marshal(p.partState)
	if err != nil {
		return fmt.Errorf("encoding what is known of a download: %w", err)
	}
	return wholefile.Write(p.path+stateSuffix, data, 0o600)
}

// canGoOn reports whether the rest can be asked for.
func (p *part) canGoOn() bool { return p.Validator != "" && p.bytes > 0 }

// remove forgets what was fetched.
func (p *part) remove() error {
	p.bytes = 0
	for _, name := range [...]string{p.path, p.path + stateSuffix} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// validator is what a server tells a content by, byte for byte: a strong ETag, or the day and
// time of its last change. "" where it gives neither.
func validator(h http.Header) string {
	if tag := h.Get("ETag"); tag != "" {
		if strings.HasPrefix(tag, "W/") {
			return "" // the same law in other bytes
		}
		return tag
	}
	if isFresh(h) {
		return ""
	}
	return h.Get("Last-Modified")
}

// isFresh reports whether a file changed in the second in which it was sent, by the server's
// clock (RFC 9110, 8.8.2.2).
func isFresh(h http.Header) bool {
	changed, err := http.ParseTime(h.Get("Last-Modified"))
	if err != nil {
		return false
	}
	sent, err := http.ParseTime(h.Get("Date"))
	return err == nil && sent.Sub(changed) < time.Second
}
