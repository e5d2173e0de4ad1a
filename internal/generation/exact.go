package generation

import (
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// tarBlock is the unit in which tar archives are written, in bytes.
const tarBlock = 512

// maxUSTAR is the size from which archive/tar needs a header of its own for the size of
// a file.
const maxUSTAR = 8 << 30

// paddedReader reads a tar archive for archive/tar, which skips what fills a block up
// without looking at it. The filling must be zeros, as Backup writes it.
type paddedReader struct {
	r    io.Reader
	fill int64 // bytes that come next and must be zeros
	read int64 // bytes read so far
	next int64 // where the next head or the end stands
}

// after says that the file whose content was just read has so many bytes.
func (p *paddedReader) after(size int64) {
	p.fill = (tarBlock - size%tarBlock) % tarBlock
	p.next = p.read + p.fill
}

// ended reports whether an archive that has no more files has its end, two blocks of
// zeros: archive/tar takes one that was cut off before them, too.
func (p *paddedReader) ended() bool { return p.read == p.next+2*tarBlock }

func (p *paddedReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.read += int64(n)
	for _, c := range b[:min(int64(n), p.fill)] {
		if c != 0 {
			return 0, errPadding
		}
	}
	p.fill -= min(int64(n), p.fill)
	return n, err
}

var errPadding = errors.New("the filling behind a file is not zeros")

// oneFrame reads a file that must be one frame of zstd and nothing else. The decoder
// takes any number of frames, and passes over those that have no content.
//
// A frame (RFC 8878) is a head, blocks with three bytes before each, which say how long
// it is and whether it is the last, and a checksum where the head says so.
type oneFrame struct {
	r    io.Reader
	head []byte // of the file, until the head of its frame is known
	skip int64  // bytes to come before the next head of a block
	// block collects the three bytes before a block.
	block []byte
	sum   int64 // bytes of the checksum behind the last block
	state frameState
}

type frameState int

const (
	inHead frameState = iota
	inBlocks
	inSum // the last block, the checksum, and the end
)

// The longest head of a frame, in bytes.
const maxFrameHead = 18

var errFrame = errors.New("the file is not one frame of zstd")

func (f *oneFrame) Read(b []byte) (int, error) {
	n, err := f.r.Read(b)
	if scanErr := f.scan(b[:n]); scanErr != nil {
		return 0, scanErr
	}
	if errors.Is(err, io.EOF) && !f.whole() {
		err = fmt.Errorf("%w: %w", errFrame, io.ErrUnexpectedEOF)
	}
	return n, err
}

// whole reports whether the frame came to its end.
func (f *oneFrame) whole() bool { return f.state == inSum && f.skip == 0 }

func (f *oneFrame) scan(b []byte) error {
	if f.state == inHead {
		f.head = append(f.head, b...)
		if len(f.head) < maxFrameHead {
			return nil // a backup is longer
		}
		var h zstd.Header
		if err := h.Decode(f.head); err != nil || h.Skippable {
			return fmt.Errorf("%w: %w", errFrame, err)
		}
		if h.HasCheckSum {
			f.sum = 4
		}
		b, f.head, f.state = f.head[h.HeaderSize:], nil, inBlocks
	}
	for len(b) > 0 {
		if f.skip > 0 {
			n := min(f.skip, int64(len(b)))
			f.skip -= n
			b = b[n:]
			continue
		}
		if f.state != inBlocks {
			return errFrame // something follows
		}
		if f.block = append(f.block, b[0]); len(f.block) == 3 {
			f.next(uint32(f.block[0]) | uint32(f.block[1])<<8 | uint32(f.block[2])<<16)
			f.block = f.block[:0]
		}
		b = b[1:]
	}
	return nil
}

// next takes what stands before a block: whether it is the last, its kind, its size.
func (f *oneFrame) next(head uint32) {
	const repeated = 1 // one byte stands for the whole block
	f.skip = int64(head >> 3)
	if head>>1&3 == repeated {
		f.skip = 1
	}
	if head&1 == 1 {
		f.skip += f.sum
		f.state = inSum
	}
}
