package wholefile

import (
	"errors"
	"io"
	"os"
)

// Link gives a file that is never written again a second name; where the file system cannot, that
// is a copy. The error says nothing of what the file is for.
func Link(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	return Copy(from, to)
}

// Copy copies a file. It is not durable.
func Copy(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
