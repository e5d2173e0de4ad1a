package pages

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// citingGroup are the texts of one kind that cite an article: laws with their articles, or a list
// of documents.
type citingGroup struct {
	Name    string
	ID      string // on the page
	Count   int
	Laws    []citingLaw
	List    []citingLine
	Earlier string // says that what is listed, or what of it is marked, cites an earlier text
	Notice  string // that nobody knows how many there are; "" where they are counted
	More    string // the page that lists all of them; "" where they are listed
}

// citingLaw is a law whose articles cite another, under the name that readers give it.
type citingLaw struct {
	Name  string
	Full  string // its title, where the name is short
	URL   string
	Date  statute.Date
	Lines []citingLine
}

// citingLine is a text that cites, with the sentences that do.
type citingLine struct {
	Title  string
	URL    string
	Place  string
	Quotes []citingQuote
}

// citingKinds are the groups in the order of a page: what refines an article, what applies and
// carries it out, what explains it, and other laws.
var citingKinds = [...]struct{ kind, name string }{
	{"interpretation", textCitingInterpretation},
	{"case", textCitingCase},
	{"regulation", textCitingRegulation},
	{"rule", textCitingRule},
	{"local", textCitingLocal},
	{"commentary", textCitingCommentary},
	{"law", textCitingLaw},
	{"consultation", textCitingConsultation},
}

// How many citations a page lists: of all kinds together, of those that have others before them,
// and of the one kind that is asked for whole.
const (
	shownCiting  = 60
	shownOfKind  = 30
	shownOfWhole = 500
	citingParam  = "citing"
	maxTogether  = 6
)

// citedBy asks who cites a place. What refines and applies it is listed also where others are many.
func (r *request) citedBy(q citegraph.CitedByQuery) (*citegraph.CitedBy, error) {
	q.Limit, q.OnDay = shownCiting, r.asked
	cited, err := r.Graph.CitedBy(r.ctx(), q)
	if err != nil || cited.Total <= shownCiting {
		return cited, err
	}
	for _, k := range citingKinds {
		have := 0
		for _, c := range cited.List {
			if c.Kind == k.kind {
				have++
			}
		}
		q.Kind, q.Limit = k.kind, shownOfKind
		if r.QueryParam(citingParam) == k.kind {
			q.Limit = shownOfWhole
		}
		if have >= min(cited.ByKind[k.kind], q.Limit) {
			continue
		}
		of, err := r.Graph.CitedBy(r.ctx(), q)
		if err != nil {
			return nil, err
		}
		cited.List = slices.DeleteFunc(cited.List, func(c citegraph.Citing) bool { return c.Kind == k.kind })
		cited.List = append(cited.List, of.List...)
	}
	return cited, nil
}

// citingGroups are those who cite a provision, by kind.
func (r *request) citingGroups(of statute.Address, cited *citegraph.CitedBy) []citingGroup {
	var groups []citingGroup
	for _, k := range citingKinds {
		g := citingGroup{Name: k.name, ID: "by-" + k.kind, Count: cited.ByKind[k.kind]}
		listed, earlier, same := 0, 0, 0
		for _, c := range cited.List {
			if c.Kind != k.kind {
				continue
			}
			listed++
			if c.Earlier {
				earlier++
			}
			if sameOfOlder(c, of) {
				same++
			}
			if line := r.citingLine(of, c); c.Address.Law != "" {
				g.addLaw(r, c, line)
			} else {
				g.List = added(g.List, line)
			}
		}
		if cited.WithoutCases && k.kind == string(statute.DocCase) {
			g.Notice = engine.ErrUnavailable.Error()
			groups = append(groups, g)
			continue
		}
		if g.Count == 0 {
			continue
		}
		slices.SortStableFunc(g.Laws, func(a, b citingLaw) int { return cmp.Compare(b.Date, a.Date) })
		switch {
		case earlier > 0 && earlier == listed:
			g.Earlier = textAllEarlier
			g.unmark()
		case earlier > 0:
			g.Earlier = textSomeEarlier
		case same > 0:
			g.Earlier = textSameOfOlder(same, listed)
		}
		if listed < g.Count && listed < shownOfWhole {
			g.More = r.withParam(citingParam, k.kind) + "#" + g.ID
		}
		groups = append(groups, g)
	}
	return groups
}

// unmark takes the marks of earlier texts from the lines: the group says it of all.
func (g *citingGroup) unmark() {
	lines := [][]citingLine{g.List}
	for _, l := range g.Laws {
		lines = append(lines, l.Lines)
	}
	for _, list := range lines {
		for _, l := range list {
			for i := range l.Quotes {
				l.Quotes[i].Earlier = false
			}
		}
	}
}

// crimeFirst puts the interpretations that are about a crime before the others.
func (g *citingGroup) crimeFirst(crimes string) {
	crime := strings.TrimSuffix(crimes, textCrime)
	if crime == "" {
		return
	}
	slices.SortStableFunc(g.Laws, func(a, b citingLaw) int { return farFromCrime(a.Full, crime) - farFromCrime(b.Full, crime) })
}

// farFromCrime is 0 for the title of what is about the cases of a crime, 1 for what is about some of them, 2 for others.
func farFromCrime(title, crime string) int {
	switch {
	case strings.Contains(title, crime+textCriminalCases), strings.Contains(title, crime+textOfCases):
		return 0
	case strings.Contains(title, crime):
		return 1
	}
	return 2
}

// withParam is the address of this page with a parameter.
func (r *request) withParam(name, value string) string {
	params := url.Values{}
	for n, v := range r.QueryParams() {
		params[n] = v
	}
	params.Set(name, value)
	return r.Request().URL.EscapedPath() + "?" + params.Encode()
}

// addLaw adds a citation by an article of a law.
func (g *citingGroup) addLaw(r *request, c citegraph.Citing, line citingLine) {
	key := c.Address.Law
	i := slices.IndexFunc(g.Laws, func(l citingLaw) bool { return l.Full == key })
	if i < 0 {
		i = len(g.Laws)
		g.Laws = append(g.Laws, citingLaw{Name: r.Names.Short(key), Full: key, URL: r.law(key), Date: c.Document.Date})
	}
	line.Title = cmp.Or(c.Address.Provision.Chinese(), c.Label, textWholeText)
	g.Laws[i].Lines = added(g.Laws[i].Lines, line)
}

// added appends a citation. Those of one text stand under its title; a sentence
// that cites the same twice stands once.
func added(list []citingLine, l citingLine) []citingLine {
	for i := range list {
		have := &list[i]
		if have.URL != l.URL || have.Place != l.Place {
			continue
		}
		if !slices.Contains(have.Quotes, l.Quotes[0]) {
			have.Quotes = append(have.Quotes, l.Quotes...)
		}
		return list
	}
	return append(list, l)
}

// sameOfOlder reports whether a citation is of the same article in an older text: nothing has moved, so it need
// not be told of each.
func sameOfOlder(c citegraph.Citing, of statute.Address) bool {
	f := c.Former
	return f != nil && f.Sure == concordance.Certain && f.Address.Law == of.Law &&
		f.Address.Provision.AtArticle() == of.Provision.AtArticle()
}

func (l links) citingLine(of statute.Address, c citegraph.Citing) citingLine {
	quote := citingQuote{Sentence: c.Sentence, Earlier: c.Earlier}
	if c.Former != nil && !sameOfOlder(c, of) {
		quote.Former = c.Former.Chinese(of.Law)
	} else {
		quote.Depth = depthOf(c.Targets)
	}
	line := citingLine{Title: c.Title, Place: c.Label}
	if c.Address.Law != "" {
		line.URL = l.address(c.Address)
		line.Place = ""
		quote.Sentence = withoutLabel(quote.Sentence, c.Label)
		line.Quotes = []citingQuote{quote}
		return line
	}
	line.URL = l.document(c.Document)
	if c.Document.Date != "" {
		line.Place = strings.TrimSpace(string(c.Document.Date) + " " + line.Place)
	}
	line.Quotes = []citingQuote{quote}
	return line
}

// withoutLabel is a sentence without the number of its article, which stands beside it.
func withoutLabel(sentence, label string) string {
	if rest, ok := strings.CutPrefix(sentence, label); ok && label != "" {
		return strings.TrimSpace(rest)
	}
	return sentence
}

// togetherWith are the articles that are cited most often together with a place.
func (r *request) togetherWith(q citegraph.CitedByQuery) ([]relatedLine, error) {
	q.Limit, q.OnDay = maxTogether, r.asked
	found, err := r.Graph.CitedTogether(r.ctx(), q)
	if err != nil {
		return nil, err
	}
	var list []relatedLine
	for _, t := range found {
		name := strings.TrimSpace(r.Names.Short(t.Address.Law) + " " + t.Address.Provision.Chinese())
		list = append(list, relatedLine{choice{Name: name, URL: r.address(t.Address), Count: t.Count}, r.firstWords(t.Address)})
	}
	return list, nil
}

// firstWords are the first words of a provision, or the crime that it punishes; "" where it is not there.
func (r *request) firstWords(a statute.Address) string {
	if crime := crimesOf(a); crime != "" {
		return crime
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if err != nil || place.Unit == nil {
		return "" // it is named all the same
	}
	return opening(place.Unit)
}

// maxOpening is the length of the first words of an article in a list, in characters.
const maxOpening = 28

// opening are the first words of an article in a list.
func opening(u *kb.Unit) string { return clipped(u.Text(), maxOpening) }

// clipped is the beginning of a text in one line.
func clipped(text string, most int) string {
	return excerpt.Clip(strings.ReplaceAll(text, "\n", " "), most)
}
