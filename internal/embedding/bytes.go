package embedding

import "unsafe"

// asInt8 sees bytes as signed numbers without copying them: a mapped file
// stays where it is.
func asInt8(b []byte) []int8 {
	// #nosec G103 -- both kinds of element have one byte, and the length stays
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}
