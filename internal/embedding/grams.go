package embedding

import "unicode"

// maxGram is the length of the longest n-gram, in characters.
const maxGram = 3

// eachGram calls f with the key of every n-gram of 1 to maxGram characters of
// text, within runs of letters and digits, in lower case.
func eachGram(text string, f func(key uint32)) {
	var run [maxGram]rune
	n := 0 // characters of the run so far, up to maxGram
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			n = 0
			continue
		}
		r = unicode.ToLower(r)
		run[0], run[1], run[2] = run[1], run[2], r
		n = min(n+1, maxGram)
		for length := 1; length <= n; length++ {
			f(gramKey(run[maxGram-length:]))
		}
	}
}

// gramKey hashes an n-gram (FNV-1a over its runes, mixed once more). Two grams
// with one key share a row: rare, with 64,000 keys of 32 bits.
func gramKey(gram []rune) uint32 {
	h := uint64(14695981039346656037)
	for _, r := range gram {
		h = (h ^ uint64(r)) * 1099511628211
	}
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return uint32(h >> 32)
}
