// Package faultpoint leaves out one of the program's safeguards on purpose, to see that
// the tests which prove it fail then.
//
// Only programs built with the tag fault can do that: the environment variable
// FATIAO_FAULT names the point (active.go). In all other programs [Active] is always
// false (inactive.go), and what stands behind it is not compiled. Each point is asked
// for where its safeguard is; .ci/faults names the tests that must fail.
package faultpoint

// Env is the environment variable that names the point to leave out.
const Env = "FATIAO_FAULT"

// Point is a place where a safeguard can be left out.
type Point string

// The points, with what happens where one is active.
const (
	Sync        Point = "sync"        // files are not made durable before a generation becomes the current one
	Order       Point = "order"       // a generation becomes the current one before it is complete
	Rename      Point = "rename"      // CURRENT is written in place instead of being replaced in one step
	Temp        Point = "temp"        // a generation is made in a place for temporary files, not in the data folder
	Checksum    Point = "checksum"    // checksums are not compared before data are used
	Hold        Point = "hold"        // what somebody reads is removed
	Lock        Point = "lock"        // two ingests run at once
	Recite      Point = "recite"      // citations are not read again when another text is in force than when they were read
	Follow      Point = "follow"      // what articles became is not found again when another text comes between two
	Fallback    Point = "fallback"    // where the current generation cannot be opened, the one before is not served
	Drain       Point = "drain"       // a generation is closed while requests use it
	Stop        Point = "stop"        // a server that ends does not answer what it has begun
	Timeouts    Point = "timeouts"    // clients that are slow are not cut off
	Headers     Point = "headers"     // heads of requests have no bound
	Connections Point = "connections" // few connections are open at once
	Transfer    Point = "transfer"    // a place to work in is held while an answer is sent

	// Of cases on a cluster.

	Entry   Point = "entry"   // a file is noted as done before its cases were taken
	Counted Point = "counted" // a generation of cases is put in use without being counted
	IDs     Point = "ids"     // cases are sent under names of their own
	Again   Point = "again"   // the cluster is asked once, whatever it answers
	Partial Point = "partial" // part of an answer is taken for the whole
	Switch  Point = "switch"  // a generation of cases is put in the place of another in two steps
)
