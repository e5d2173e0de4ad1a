package main

// rest tells when a server that was busy has come to rest: then memory that it took for
// the work goes back to the system, which the runtime would keep.
type rest struct {
	asked, quiet, done int // counted up to the last tick; ticks without more; counted when memory was last given back
}

const (
	restTicks = 10  // without anybody asking
	restWork  = 200 // times that data was asked for since memory was given back: looks at its health are no work
)

func (r *rest) due(asked int) bool {
	if asked != r.asked {
		r.asked, r.quiet = asked, 0
		return false
	}
	if r.quiet++; r.quiet < restTicks || asked-r.done < restWork {
		return false
	}
	r.done = asked
	return true
}
