package casefile

import (
	"regexp"

	"github.com/fatiao/fatiao/internal/statute"
)

// yearIn is the year in the number of a case, as printed or normalised.
var yearIn = regexp.MustCompile(`(?:^|[（(〔\[【])((?:19|20)\d{2})(?:年|[）)〕\]】]|\p{Han})`)

// DayOfLaw is the day whose law a case speaks of: that of its decision or release, else
// the last of the year in its number, by which it had begun. It is "" where neither is
// known; then nothing tells which texts its citations mean.
func DayOfLaw(date statute.Date, number string) statute.Date {
	if date != "" {
		return date
	}
	if m := yearIn.FindStringSubmatch(number); m != nil {
		return statute.Date(m[1] + "-12-31")
	}
	return ""
}
