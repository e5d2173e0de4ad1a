package main

// idleness tells when a server that was busy has nothing to do any more: then memory that
// it took for the work goes back to the system, which the runtime would keep.
type idleness struct {
	asked int // how often data was asked for up to the last tick
	quiet int // ticks since then without more
	freed int // asked, when memory was last given back
}

const (
	idleTicks = 10  // without anybody asking
	idleWork  = 200 // times that data was asked for since memory was given back: looks at its health are no work
)

// reached reports, once for each busy time, that enough ticks went by without anybody
// asking. It is called at every tick.
func (i *idleness) reached(asked int) bool {
	if asked != i.asked {
		i.asked, i.quiet = asked, 0
		return false
	}
	if i.quiet++; i.quiet < idleTicks || asked-i.freed < idleWork {
		return false
	}
	i.freed = asked
	return true
}
