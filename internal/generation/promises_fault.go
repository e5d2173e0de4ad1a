//go:build fault

package generation

import "os"

// LeftOut reports whether the promise that FATIAO_LEAVE_OUT names is broken. Only
// programs built with the tag fault have this; .ci/run runs a test with each:
//
//	sync      files are not made durable before a generation becomes the current one
//	last      a generation becomes the current one before it is complete
//	rename    CURRENT is written in place
//	verify    checksums are not looked at
//	hold      what somebody reads is removed all the same
//	lock      ingests do not wait for each other
//	drain     a generation is closed while requests use it
//	timeouts  clients may be as slow as they like
func LeftOut(promise string) bool { return os.Getenv("FATIAO_LEAVE_OUT") == promise }
