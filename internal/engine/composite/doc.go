// Package composite is the engine of a collection whose cases stand elsewhere: law, commentary
// and consultations are found on this machine by package local, cases on a cluster by package
// opensearch, and both answers become one.
//
// Start with [New]. Where the cluster gives no whole answer, what is found here is shown, and the
// answer says that cases are not among it.
package composite
