package gseanalysis

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// packedWords are the words of gse's dictionary that are kept, with their frequencies,
// compressed for the weight of the program. genterms makes it, and beside it words.txt,
// which is what is read and reviewed.
//
//go:embed words.txt.zst
var packedWords []byte

// words is the text of the list.
var words = sync.OnceValues(func() (string, error) { return Unpack(packedWords) })

// Unpack reads what Pack made.
func Unpack(data []byte) (string, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return "", fmt.Errorf("unpacking the words: %w", err)
	}
	defer r.Close()
	text, err := r.DecodeAll(data, nil)
	if err != nil {
		return "", fmt.Errorf("unpacking the words: %w", err)
	}
	return string(text), nil
}

// Pack compresses a list of words as the program embeds it.
func Pack(text string) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("packing the words: %w", err)
	}
	defer w.Close()
	return w.EncodeAll([]byte(text), nil), nil
}
