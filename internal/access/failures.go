package access

import (
	"net/netip"
	"sync"
	"time"
)

// maxFailures is how often a client may be wrong within failureWindow.
const (
	maxFailures   = 10
	failureWindow = time.Minute
	// maxClients bounds the clients that are counted one by one. Further ones are
	// counted together.
	maxClients = 10_000
)

// failures count how often each client was wrong.
type failures struct {
	now func() time.Time

	mu sync.Mutex
	by map[string]*window
}

// window is the time in which a client's failures are counted together.
type window struct {
	count int
	end   time.Time
}

func newFailures(now func() time.Time) *failures {
	return &failures{now: now, by: map[string]*window{}}
}

// blocked returns an error where a client was wrong too often.
func (f *failures) blocked(client string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	w := f.by[f.key(client)]
	if w == nil || w.count < maxFailures {
		return nil
	}
	if wait := w.end.Sub(f.now()); wait > 0 {
		return &TooManyError{wait}
	}
	return nil
}

// add counts a failure.
func (f *failures) add(client string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.now()
	key := f.key(client)
	w := f.by[key]
	if w == nil || !w.end.After(now) {
		w = &window{end: now.Add(failureWindow)}
		f.by[key] = w
	}
	w.count++
}

// ClientOf is what the client with an address is counted by: an IPv6 client owns a network
// of addresses.
func ClientOf(address string) string {
	if a, err := netip.ParseAddr(address); err == nil {
		if a = a.Unmap(); a.Is6() {
			if p, err := a.Prefix(64); err == nil {
				return p.String()
			}
		}
	}
	return address
}

// key is what a client is counted by. Where there is no room for another client, it is
// counted with all others.
func (f *failures) key(address string) string {
	client := ClientOf(address)
	if _, known := f.by[client]; known || len(f.by) < maxClients {
		return client
	}
	for c, w := range f.by {
		if !w.end.After(f.now()) {
			delete(f.by, c)
		}
	}
	if len(f.by) < maxClients {
		return client
	}
	return ""
}
