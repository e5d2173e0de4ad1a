package casefile

import (
	"strconv"
	"strings"
)

// Money writes an amount of yuan, from ten thousand on in units of that: 9999元, 1.23万元.
func Money(yuan int64) string {
	if yuan < 10_000 {
		return strconv.FormatInt(yuan, 10) + "元"
	}
	tenThousands := strconv.FormatFloat(float64(yuan)/10_000, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(tenThousands, "0"), ".") + "万元"
}
