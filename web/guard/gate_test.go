package guard

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A gate lets so many in, so many wait, and gives places back.
func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 1, time.Nanosecond)
		some := flow{"somebody", "something"}
		leave, err := g.enter(t.Context(), some)
		if err != nil {
			t.Fatal(err)
		}
		var refused *Refusal
		if _, err := g.enter(t.Context(), some); !errors.As(err, &refused) || refused.Reason != ReasonBusy || refused.Wait <= 0 {
			t.Errorf("who would wait too long: %v", err)
		}
		g.wait = time.Hour
		ctx, cancel := context.WithCancel(t.Context())
		waited := make(chan error)
		go func() {
			_, err := g.enter(ctx, some)
			waited <- err
		}()
		synctest.Wait()
		if _, err := g.enter(t.Context(), some); !errors.As(err, &refused) {
			t.Errorf("who finds no place to wait: %v", err)
		}
		cancel()
		if err := <-waited; !errors.Is(err, context.Canceled) {
			t.Errorf("who leaves: %v", err)
		}
		leave()
		if leave, err = g.enter(t.Context(), some); err != nil {
			t.Fatalf("afterwards: %v", err)
		}
		leave()
		if g.held() != 0 || len(g.ends) != 0 {
			t.Errorf("%d work or wait, %d flows", g.held(), len(g.ends))
		}
	})
}

// Work that takes longer than was thought keeps nobody waiting longer than was said.
func TestWaitIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 5, time.Second)
		leave, err := g.enter(t.Context(), flow{"a", "long"})
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		began := time.Now()
		var refused *Refusal
		if _, err := g.enter(t.Context(), flow{"b", "short"}); !errors.As(err, &refused) || refused.Wait < time.Second {
			t.Errorf("who waited in vain: %v", err)
		}
		if waited := time.Since(began); waited != time.Second {
			t.Errorf("waited for %v", waited)
		}
	})
}

// work holds a place for a while, and says when it was let in.
func work(ctx context.Context, g *gate, f flow, long time.Duration) (time.Time, error) {
	leave, err := g.enter(ctx, f)
	if err != nil {
		return time.Time{}, err
	}
	at := time.Now()
	time.Sleep(long)
	leave()
	return at, nil
}

// One who asks now and then is not behind all that a program asked at once, be it that
// program's or another kind of work of the same client.
func TestSeldomFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 100, time.Hour)
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				if _, err := work(t.Context(), g, flow{"program", "question"}, 100*time.Millisecond); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(250 * time.Millisecond)
		for _, f := range []flow{{"reader", "question"}, {"program", "article"}} {
			asked := time.Now()
			at, err := work(t.Context(), g, f, 10*time.Millisecond)
			if waited := at.Sub(asked); err != nil || waited > 200*time.Millisecond {
				t.Errorf("%v waited for %v: %v", f, waited, err)
			}
		}
		all.Wait()
	})
}

// Clients that ask without a pause get equal shares of the time, whatever they ask, and
// however many they ask at once.
func TestSharesAreEqual(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(2, 300, time.Hour)
		ctx, stop := context.WithTimeout(t.Context(), 200*time.Second)
		defer stop()
		var mu sync.Mutex
		got := map[string]time.Duration{}
		var all sync.WaitGroup
		ask := func(client string, at int, long time.Duration) {
			for range at {
				all.Go(func() {
					for ctx.Err() == nil {
						if _, err := work(ctx, g, flow{client, client}, long); err != nil {
							return
						}
						mu.Lock()
						got[client] += long
						mu.Unlock()
					}
				})
			}
		}
		for i := range 10 {
			ask(fmt.Sprint("one at a time ", i), 4, 50*time.Millisecond)
		}
		ask("many", 100, 50*time.Millisecond)
		ask("dear", 4, 400*time.Millisecond)
		all.Wait()
		var shares []float64
		for client, d := range got {
			shares = append(shares, d.Seconds())
			if len(got) != 12 || math.Abs(d.Seconds()-400./12) > 4 {
				t.Errorf("%s got %v", client, d)
			}
		}
		slices.Sort(shares)
		t.Logf("seconds of 400: %.1f", shares)
	})
}

// Whoever is told to come back is let in when he does.
func TestRetryAfterIsTrue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(2, 200, time.Second)
		for range 50 { // what the work costs is known by then
			if _, err := work(t.Context(), g, flow{"a", "question"}, 100*time.Millisecond); err != nil {
				t.Fatal(err)
			}
		}
		var mu sync.Mutex
		first, second := 0, 0
		var latest time.Duration
		var all sync.WaitGroup
		for i := range 150 {
			all.Go(func() {
				f := flow{fmt.Sprint(i), "question"}
				_, err := work(t.Context(), g, f, 100*time.Millisecond)
				var refused *Refusal
				if !errors.As(err, &refused) {
					mu.Lock()
					defer mu.Unlock()
					first++
					return
				}
				wait := time.Duration(math.Ceil(refused.Wait.Seconds())) * time.Second // as the header says
				time.Sleep(wait)
				if _, err := work(t.Context(), g, f, 100*time.Millisecond); err != nil {
					t.Errorf("told to come back in %v: %v", wait, err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				second++
				latest = max(latest, wait)
			})
		}
		all.Wait()
		// All work takes 7.5 s: nobody is sent away for much longer.
		if first < 20 || second < 100 || latest > 9*time.Second {
			t.Errorf("%d were let in at once, %d the second time, the latest after %v", first, second, latest)
		}
	})
}
