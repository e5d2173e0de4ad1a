// Package promise breaks a promise of the program on purpose, to see that the tests which
// prove it fail then. Only programs built with the tag fault can: in all others
// [Broken] is always false, and what stands behind it is not compiled.
//
// The promises, each broken where it is kept; .ci/run names the tests that must fail:
//
//	sync         files are durable before a generation becomes the current one
//	last         a generation is complete before it becomes the current one
//	rename       CURRENT is replaced in one step
//	beside       a generation is made in the data folder, not in a place for temporary files
//	verify       checksums are compared before data are used
//	hold         what somebody reads is not removed
//	lock         of two ingests at once the second is refused
//	clock        citations are read again when another text is in force than when they were read
//	before       where the current generation cannot be opened, the one before is served
//	drain        a generation stays open while requests use it
//	stop         a server that ends answers what it has begun
//	timeouts     clients that are slow are cut off
//	headers      heads of requests are bounded
//	connections  a thousand connections are open at once
//	transfer     a place to work in is not held while an answer is sent
package promise
