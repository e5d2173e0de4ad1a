package guard

import (
	"container/heap"
	"context"
	"math"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/access"
)

// gate lets so many in at once. Others wait for their turn, and turns are shared fairly
// (start-time fair queuing): of two clients who ask without a pause each gets half of the
// places, measured in the time that their work takes, and one who asks now and then comes
// before both. Whoever would wait too long is told so at once, and when there will be room.
type gate struct {
	places, queue int           // how many work at once, how many wait for that at most
	wait          time.Duration // how long, at most

	mu      sync.Mutex
	working int
	waiting turns
	arrived uint64
	// now is where in virtual time, in seconds of work, the latest to be let in began; ends
	// is where the next request of each flow begins, which is left out where that is now.
	now  float64
	ends map[flow]float64
	// costs are how many seconds each kind of work holds a place, as measured lately.
	costs map[string]float64
	// room is when there will be a place for the next who is told to come back.
	room time.Time
}

// flow is what places are shared among: the requests of one client for one kind of work,
// so that a reader's articles do not wait behind a program's questions.
type flow struct{ client, work string }

// turn is one that waits.
type turn struct {
	start   float64 // in virtual time
	arrived uint64
	cost    float64
	place   int // in the heap; -1 when it was let in or left
	letIn   chan struct{}
}

// The costs that measuring starts with, and how much one measurement counts.
const (
	firstCost  = 0.02
	costWeight = 0.1
)

// longestAway is how far ahead somebody is told to come back at most.
const longestAway = 30 * time.Second

func newGate(places, queue int, wait time.Duration) *gate {
	return &gate{places: places, queue: queue, wait: wait, ends: map[flow]float64{}, costs: map[string]float64{}}
}

// enter waits for a place; leave gives it back. Where there is none in time, the error
// is a [Refusal]; where the context ends first, it is the context's.
func (g *gate) enter(ctx context.Context, f flow) (leave func(), err error) {
	g.mu.Lock()
	if g.working < g.places && len(g.waiting) == 0 {
		g.working++
		g.begin(f)
		g.mu.Unlock()
		return g.leaver(f.work), nil
	}
	t := g.turn(f)
	if away := g.ahead(t); len(g.waiting) >= g.queue || away > g.wait {
		refusal := g.refuse(away, t.cost)
		g.mu.Unlock()
		return nil, refusal
	}
	t.start = g.begin(f)
	heap.Push(&g.waiting, t)
	g.mu.Unlock()
	return g.await(ctx, t, f.work)
}

// await waits until a turn comes, for as long as anybody waits.
func (g *gate) await(ctx context.Context, t *turn, work string) (leave func(), err error) {
	timeout := time.NewTimer(g.wait)
	defer timeout.Stop()
	select {
	case <-t.letIn:
		return g.leaver(work), nil
	case <-timeout.C:
	case <-ctx.Done():
		err = ctx.Err()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if t.place < 0 { // it came at the same moment
		return g.leaver(work), nil
	}
	heap.Remove(&g.waiting, t.place)
	if err == nil {
		err = g.refuse(max(g.ahead(t), g.wait), t.cost) // work takes longer than was thought
	}
	return nil, err
}

// turn is one that would wait for its turn. The gate is locked, here and below.
func (g *gate) turn(f flow) *turn {
	g.arrived++
	return &turn{start: max(g.now, g.ends[f]), arrived: g.arrived, cost: g.cost(f.work), letIn: make(chan struct{})}
}

// begin counts the work of one more request of a flow, and returns where it begins.
func (g *gate) begin(f flow) (start float64) {
	start = max(g.now, g.ends[f])
	g.ends[f] = start + g.cost(f.work)
	return start
}

func (g *gate) cost(work string) float64 {
	if c, known := g.costs[work]; known {
		return c
	}
	return firstCost
}

// ahead is how long the work takes that comes before a turn. Those who work are taken to
// be half way through work like that of the one who asks.
func (g *gate) ahead(t *turn) time.Duration {
	seconds := float64(g.working) * t.cost / 2
	for _, other := range g.waiting {
		if other.before(t) {
			seconds += other.cost
		}
	}
	return inSeconds(seconds / float64(g.places))
}

// refuse says when there will be room. Each who is told so is given a time of its own,
// so that they do not all come back at once.
func (g *gate) refuse(away time.Duration, cost float64) *Refusal {
	now := time.Now()
	if earliest := now.Add(away); g.room.Before(earliest) {
		g.room = earliest
	}
	g.room = g.room.Add(inSeconds(cost / float64(g.places)))
	if latest := now.Add(longestAway); g.room.After(latest) {
		g.room = latest
	}
	return busy(g.room.Sub(now))
}

// leaver gives a place back once, and lets in whose turn it is.
func (g *gate) leaver(work string) func() {
	began := time.Now()
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		took := time.Since(began).Seconds()
		if c, known := g.costs[work]; known {
			took = c + costWeight*(took-c)
		}
		g.costs[work] = took
		g.working--
		g.letIn()
	}
}

// letIn lets in who waits, as long as there are places.
func (g *gate) letIn() {
	for g.working < g.places && len(g.waiting) > 0 {
		t := heap.Pop(&g.waiting).(*turn)
		g.now = max(g.now, t.start)
		g.working++
		close(t.letIn)
	}
	if len(g.waiting) == 0 { // nobody is owed anything
		g.now = 0
		clear(g.ends)
	} else if len(g.ends) > 2*(g.queue+g.places) {
		for f, end := range g.ends {
			if end <= g.now {
				delete(g.ends, f)
			}
		}
	}
}

// held is how many work or wait.
func (g *gate) held() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.working + len(g.waiting)
}

func inSeconds(s float64) time.Duration {
	return time.Duration(math.Min(s, longestAway.Seconds()) * float64(time.Second))
}

// turns is a heap of those who wait, the next one first.
type turns []*turn

func (t *turn) before(u *turn) bool {
	if t.start != u.start {
		return t.start < u.start
	}
	return t.arrived < u.arrived
}

// Len implements heap.Interface.
func (q turns) Len() int { return len(q) }

// Less implements heap.Interface.
func (q turns) Less(i, j int) bool { return q[i].before(q[j]) }

// Swap implements heap.Interface.
func (q turns) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].place, q[j].place = i, j
}

// Push implements heap.Interface.
func (q *turns) Push(x any) {
	t := x.(*turn)
	t.place = len(*q)
	*q = append(*q, t)
}

// Pop implements heap.Interface.
func (q *turns) Pop() any {
	old := *q
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	t.place = -1
	return t
}

// EnterUpload waits for a place to read a file in, which may take seconds; leave gives
// it back. Where there is none in time, the error is a [Refusal]; where the context ends
// first, it is the context's.
func (g *Guard) EnterUpload(ctx context.Context) (leave func(), err error) {
	return g.uploads.enter(ctx, flow{work: "upload"})
}

// flowOf is what a request counts as. Work is told by its route, so there are few kinds.
func flowOf(c echo.Context) flow {
	return flow{access.ClientOf(c.RealIP()), methodOf(c) + " " + c.Path()}
}

// admitted keeps all clients together from asking for more than the server has.
func (g *Guard) admitted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if exempt(c) {
			return next(c)
		}
		leave, err := g.requests.enter(c.Request().Context(), flowOf(c))
		if err != nil {
			return err
		}
		defer leave()
		return next(c)
	}
}
