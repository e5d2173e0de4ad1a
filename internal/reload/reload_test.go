package reload

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestValue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	write := func(s string) {
		t.Helper()
		if err := os.WriteFile(path+".new", []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
	}
	reads := 0
	read := func() (string, error) {
		reads++
		b, err := os.ReadFile(path)
		if err == nil && string(b) == "bad" {
			err = errors.New("makes no sense")
		}
		return string(b), err
	}
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, nil))
	if _, err := Open(log, time.Now, read, path); err == nil {
		t.Error("a file that is not there was opened")
	}
	write("one")
	reads = 0
	v, err := Open(log, time.Now, read, path)
	if err != nil {
		t.Fatal(err)
	}
	v.every = 0
	for _, c := range []struct {
		change func()
		want   string
		reads  int
		errors int
	}{
		{func() {}, "one", 1, 0},
		{func() { write("two") }, "two", 2, 0},
		{func() {}, "two", 2, 0},
		{func() { write("bad") }, "two", 3, 1},
		{func() {}, "two", 3, 1}, // said once
		{func() { os.Remove(path) }, "two", 4, 2},
		{func() { write("one") }, "one", 5, 2},
	} {
		c.change()
		if got := v.Get(); got != c.want || reads != c.reads {
			t.Errorf("got %q after %d reads; want %q after %d", got, reads, c.want, c.reads)
		}
		if n := strings.Count(said.String(), "level=ERROR"); n != c.errors {
			t.Errorf("%d errors in the log; want %d", n, c.errors)
		}
	}
}
