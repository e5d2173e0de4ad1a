// Package packed reads lists that ship in the program compressed, for its weight. Beside
// each text, which is what is read and reviewed (index/gseanalysis/words.txt), lies what is
// embedded, with .gz behind its name. After a change, `go test ./internal/packed -update`
// makes the second from the first.
package packed

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// Text unpacks an embedded list.
func Text(data []byte) (string, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("unpacking a list: %w", err)
	}
	var text bytes.Buffer
	if _, err := io.Copy(&text, r); err != nil { // #nosec G110 -- embedded in the program
		return "", fmt.Errorf("unpacking a list: %w", err)
	}
	return text.String(), nil
}
