package kb

import (
	"database/sql/driver"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
	"modernc.org/sqlite"
)

// The texts of cases, commentaries and consultations are most of a large knowledge base and are
// read one at a time, so they are stored compressed: a blob is a frame of zstd, a string is the text
// itself. In SQL pack makes the one of the other and unpack gives back the text, of either.

// leastPacked is the length in bytes from which a text is worth a frame.
const leastPacked = 256

// maxUnpacked bounds what a damaged frame may ask for, in bytes.
const maxUnpacked = 1 << 30

// registerPacking makes the two functions known to SQLite, for all connections opened afterwards.
var registerPacking = sync.OnceValue(func() error {
	packer, err := zstd.NewWriter(nil, zstd.WithLowerEncoderMem(true))
	if err != nil {
		return fmt.Errorf("making a compressor: %w", err)
	}
	unpacker, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderLowmem(true))
	if err != nil {
		return fmt.Errorf("making a decompressor: %w", err)
	}
	for name, f := range map[string]func(driver.Value) (driver.Value, error){
		"pack": func(v driver.Value) (driver.Value, error) {
			text, ok := v.(string)
			if !ok || len(text) < leastPacked {
				return v, nil
			}
			return packer.EncodeAll([]byte(text), nil), nil
		},
		"unpack": func(v driver.Value) (driver.Value, error) {
			frame, ok := v.([]byte)
			if !ok {
				return v, nil
			}
			text, err := unpacker.DecodeAll(frame, nil)
			if err != nil {
				return nil, fmt.Errorf("unpacking a text: %w", err)
			}
			return string(text), nil
		},
	} {
		err := sqlite.RegisterDeterministicScalarFunction(name, 1,
			func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) { return f(args[0]) })
		if err != nil {
			return fmt.Errorf("registering the function %s with SQLite: %w", name, err)
		}
	}
	return nil
})
