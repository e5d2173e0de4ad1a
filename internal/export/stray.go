package export

import (
	"bytes"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
)

// strayTitles name the columns of StrayTSV.
var strayTitles = [...]string{"law", "text", "provision", "cause", "cause_text", "now", "sure", "kind", "citing", "date", "quote"}

// StrayTSV is a list of citations that lead to no provision of today as a table, a line each,
// the fields divided by tabs, below a line of titles: the law that is cited, the text in which
// the provision was looked up, the provision, the cause as a word of the API and in Chinese,
// what the provision is now (addresses divided by spaces) and how sure that is, the kind of the
// citing text, its address or title, its date, and the words of the citation.
func StrayTSV(list []citegraph.Stray) []byte {
	var b bytes.Buffer
	b.WriteString(strings.Join(strayTitles[:], "\t") + "\n")
	for _, s := range list {
		cause, text, now, sure := s.Outcome()
		citing := s.Title
		if s.Address.Law != "" {
			citing = s.Address.String()
		}
		var places []string
		for _, a := range now {
			places = append(places, a.String())
		}
		fields := []string{s.Target.Law, s.Target.Version, s.Target.Provision.String(), cause, text, strings.Join(places, " "),
			string(sure), s.Kind, citing, string(s.Document.Date), s.Quote}
		for i, f := range fields {
			fields[i] = strings.Join(strings.Fields(f), " ") // no tab and no line end
		}
		b.WriteString(strings.Join(fields, "\t") + "\n")
	}
	return b.Bytes()
}
