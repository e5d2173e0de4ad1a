package access

import (
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// A right password is computed once, also by many at once; an unknown name costs the
// hash of a known one.
func TestHashesComputed(t *testing.T) {
	line, err := PasswordLine("li", "battery staple")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "names")
	if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := Open(Options{Names: path, Log: slog.New(slog.DiscardHandler), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	var hashes [2]atomic.Int64 // computed, by whether they cost what those of new passwords cost
	a.compare = func(hash, password []byte) error {
		costly := 0
		if cost, err := bcrypt.Cost(hash); err == nil && cost == bcrypt.DefaultCost {
			costly = 1
		}
		hashes[costly].Add(1)
		return bcrypt.CompareHashAndPassword(hash, password)
	}
	for _, name := range []string{"li", "nobody"} {
		before := hashes[1].Load()
		if err := a.CheckPassword(t.Context(), "1", name, "wrong"); err != ErrRefused {
			t.Errorf("%s with a wrong password: %v", name, err)
		}
		if n := hashes[1].Load() - before; n != 1 {
			t.Errorf("%s: %d costly hashes", name, n)
		}
	}
	before := hashes[1].Load()
	var running sync.WaitGroup
	for range 1000 {
		running.Go(func() {
			if err := a.CheckPassword(t.Context(), "2", "li", "battery staple"); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	if n := hashes[1].Load() - before; n != 1 {
		t.Errorf("a thousand right ones cost %d hashes", n)
	}
	if n := hashes[0].Load(); n != 0 {
		t.Errorf("%d cheap hashes were computed", n)
	}
}
