package pages

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// citeLine is a provision that an article cites.
type citeLine struct {
	Title  string
	URL    string
	Status string // "" where it is there
	InLaw  bool   // a provision, not a whole law or paper
}

type citingQuote struct {
	Depth    string // what of the article is cited: 第一款第（二）项
	Verbatim string // what of the article is quoted to the letter: 第二款
	Sentence string
	Earlier  bool   // an earlier text is meant, which is not loaded
	Former   string // from what became the article: 引自旧文本第十六条
}

// preview is what a citation names, shown when the link to it is pointed at or
// has the focus.
type preview struct {
	ID    string
	Title string
	Lines []string
	Note  string // why there is no text, or which text it is
}

// maxPreviews bounds how many provisions a page looks up.
const maxPreviews = 200

// maxPreviewText bounds the text of a preview, in characters.
const maxPreviewText = 260

// previews looks up what the citations name, by the index of the citation.
func (r *request) previews(cites []citegraph.Cite) (map[int]*preview, error) {
	found := map[int]*preview{}
	known := map[string]*preview{}
	for i, c := range cites {
		if len(known) == maxPreviews {
			break
		}
		key := ""
		if len(c.Targets) > 0 {
			key = c.Targets[0].Address.String() + " " + c.Targets[len(c.Targets)-1].Address.String()
		} else {
			key = strings.Join(c.Candidates, " ")
		}
		p := known[key]
		if p == nil {
			var err error
			if p, err = r.preview(c); err != nil {
				return nil, err
			}
			known[key] = p
		}
		found[i] = p
	}
	return found, nil
}

func (r *request) preview(c citegraph.Cite) (*preview, error) {
	if c.Status == citation.Ambiguous {
		p := &preview{Title: textUnsureWhichLaw}
		for _, k := range c.Candidates {
			p.Lines = append(p.Lines, textMaybeLaw(k))
		}
		return p, nil
	}
	if len(c.Targets) == 0 {
		return nil, nil
	}
	t := c.Targets[0]
	p := &preview{Title: titleOf(t.Address)}
	if n := len(c.Targets); n > 1 {
		p.Title += textAndOthers(n)
	}
	place, err := r.Laws.Lookup(r.ctx(), t.Address, r.day)
	var missing *kb.MissingError
	switch {
	case errors.As(err, &missing):
		p.Note = missing.Error()
		if t.Why != nil && len(t.Why.Now) > 0 {
			p.Note += "；" + t.Why.Chinese(t.Address.Law)
		}
		return p, nil
	case err != nil:
		return nil, err
	}
	p.Lines, p.Note = r.shown(c, place)
	return p, nil
}

// previewLines are the first lines of a place.
func previewLines(place *kb.Provision) []string {
	return strings.Split(excerpt.Clip(wholeText(place), maxPreviewText), "\n")
}

// wholeText is the text of a place; of a heading or a law, its name.
func wholeText(place *kb.Provision) string {
	switch {
	case place.Part != nil:
		return kb.TextOf([]kb.Part{*place.Part})
	case place.Unit != nil:
		return place.Unit.Text()
	case place.Heading != nil:
		return place.Heading.Name()
	}
	return place.Law.Title
}

// textNote says which text of the law a preview shows, where that is not plain.
func (r *request) textNote(c citegraph.Cite, place *kb.Provision) string {
	status, onDay := place.Version.StatusOn(r.today), place.Version.StatusOn(r.day)
	switch {
	case c.Stated != "" && c.Basis != citation.ByStatement:
		return textEarlierMeant(place.Version.Name())
	case c.Basis == citation.Undated:
		return textUndated(place.Version.Name())
	case c.Former != "" && c.Basis != citation.StandIn:
		return textLedToDay(statute.LabelChinese(c.Former), place.Version.Name(), c.Targets[0])
	case c.Basis == citation.StandIn:
		return textTextOfDayMissing(place.Version.Name())
	case r.asked && (onDay == statute.StatusNotYet || onDay == statute.StatusRepealed):
		return textOnTheDay(onDay.Chinese())
	case status == statute.StatusAmended:
		return textAmendedSince(place.Version.Name())
	case status == statute.StatusRepealed:
		return textRepealedToday
	case status == statute.StatusNotYet:
		return textNotInForce
	}
	return ""
}

// titleOf writes an address as a reader reads it.
func titleOf(a statute.Address) string {
	title := a.Law
	if a.Version != "" {
		title += "（" + a.Version + "）"
	}
	return strings.TrimSpace(title + " " + a.Provision.Chinese())
}

// citesOfPassage are the citations of a passage of a document. Of a decision they lead to the
// texts of its day; where one is not loaded, they do not name the one that stands for it.
func (r *request) citesOfPassage(unit int64) ([]citegraph.Cite, error) {
	cites, err := r.Graph.CitesOf(r.ctx(), unit, r.day)
	if err != nil || !r.ofDecision {
		return cites, err
	}
	return citegraph.WithoutStandIns(cites), nil
}

// citesOf are the citations of an article, of the texts of the day for which the page is read.
func (r *request) citesOf(unit int64) ([]citegraph.Cite, error) {
	if r.asOf != "" {
		return r.Graph.CitesOn(r.ctx(), unit, r.asOf)
	}
	return r.Graph.CitesOf(r.ctx(), unit, r.day)
}

// citesOfVersion is citesOf for all articles of a text.
func (r *request) citesOfVersion(version int64) (map[int64][]citegraph.Cite, error) {
	if r.asOf != "" {
		return r.Graph.CitesOfVersionOn(r.ctx(), version, r.asOf)
	}
	return r.Graph.CitesOfVersion(r.ctx(), version, r.day)
}

// citeLines lists what is cited, each once; what is in the article that cites
// is left out.
func (r *request) citeLines(cites []citegraph.Cite, own statute.Address) []citeLine {
	var lines []citeLine
	seen := map[string]bool{}
	add := func(line citeLine) {
		if !seen[line.Title] {
			seen[line.Title] = true
			lines = append(lines, line)
		}
	}
	for _, c := range cites {
		if c.Status == citation.Ambiguous && len(c.Candidates) > 0 {
			add(citeLine{Title: c.Name + c.Quote, Status: textUnsureWhichLaw, InLaw: true})
		}
		for _, t := range c.Targets {
			if own.Law == t.Address.Law && !own.Provision.IsZero() && t.Address.Provision.AtArticle() == own.Provision {
				continue
			}
			line := citeLine{Title: titleOf(t.Address), URL: r.target(t), InLaw: !t.Address.Provision.IsZero()}
			switch {
			case r.ofDecision && c.Basis == citation.StandIn && c.Stated == "":
				line.Status = textNotLoadedOnTheDay
			case c.Status == citation.UnknownLaw:
				line.Status = textLawNotLoaded
			case c.Status == citation.Dangling && !t.Found:
				line.Status = textNoSuchPlace
				if t.Why != nil {
					line.Status = t.Why.Chinese(t.Address.Law)
				}
			}
			add(line)
		}
	}
	return lines
}

// markVerbatim says which paragraphs of an article the citing sentences quote to
// the letter.
func markVerbatim(groups []citingGroup, u *kb.Unit) {
	mark := func(lines []citingLine) {
		for l := range lines {
			quotes := lines[l].Quotes
			for i := range quotes {
				quotes[i].Verbatim = verbatim(quotes[i].Sentence, u)
			}
		}
	}
	for g := range groups {
		mark(groups[g].List)
		for l := range groups[g].Laws {
			mark(groups[g].Laws[l].Lines)
		}
	}
}

// verbatim are the paragraphs of an article that a sentence quotes to the letter: 第二款.
func verbatim(sentence string, u *kb.Unit) string {
	quoted := ""
	sentence = statute.NormName(sentence)
	for n, p := range u.Parts {
		text := statute.NormName(kb.TextOf([]kb.Part{p}))
		if utf8.RuneCountInString(text) >= leastVerbatim && strings.Contains(sentence, text) {
			quoted += textParagraph(n + 1)
		}
	}
	return quoted
}

// leastVerbatim is the length of a paragraph that is not quoted by chance, in
// characters.
const leastVerbatim = 15

// depthOf writes what is cited below the article, if all is of one article.
func depthOf(targets []statute.Address) string {
	var parts []string
	for _, t := range targets {
		below := strings.TrimPrefix(t.Provision.Chinese(), t.Provision.AtArticle().Chinese())
		if below == "" || t.Provision.Article.IsZero() || t.Provision.Article != targets[0].Provision.Article {
			return ""
		}
		parts = append(parts, below)
	}
	if len(parts) > 3 {
		return parts[0] + textEtc
	}
	return strings.Join(parts, "、")
}
