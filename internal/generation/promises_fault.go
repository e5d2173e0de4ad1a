//go:build fault

package generation

import "os"

// leftOut reports whether the promise that FATIAO_LEAVE_OUT names is broken: sync
// (files are not made durable), rename (CURRENT is written in place), verify
// (checksums are not looked at), hold (what somebody reads is removed all the same),
// lock (ingests do not wait for each other). Only programs built with the tag fault
// have this; internal/faults/leaveout.sh runs the tests with each.
func leftOut(promise string) bool { return os.Getenv("FATIAO_LEAVE_OUT") == promise }
