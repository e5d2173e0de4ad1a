package pages

import (
	"strings"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
)

// collationView is how the sources of a text differ from the copy that is shown.
type collationView struct {
	Summary string
	Chosen  string // from which source the text is, and why
	Letters []readingView
	Signs   []readingView
	More    string // that not all are listed
}

// readingView is a place in which other sources read otherwise.
type readingView struct {
	Place string // 第三条
	URL   string // of the article
	Kind  string
	Said  string
}

// maxReadings is how many places a page lists.
const maxReadings = 120

// collationOf compares the sources of a version, nil where none differs.
func (r *request) collationOf(v kb.Version) (*collationView, error) {
	variants, err := r.Laws.Variants(r.ctx(), v.ID, "")
	if err != nil || len(variants) == 0 {
		return nil, err
	}
	shown, err := r.Laws.ShownSources(r.ctx(), v.ID)
	if err != nil {
		return nil, err
	}
	c := &collationView{Chosen: textChosen(namesOf(shown), v.ChosenBy.Chinese())}
	letters := 0
	for _, x := range variants {
		list := &c.Signs
		if x.Kind.IsOfLetters() {
			list = &c.Letters
			letters++
		}
		if len(*list) < maxReadings {
			*list = append(*list, r.reading(x))
		}
	}
	c.Summary = textLettersDiffer(letters)
	if letters == 0 {
		c.Summary = textSignsDiffer(len(variants))
	}
	if more := len(variants) - len(c.Letters) - len(c.Signs); more > 0 {
		c.More = textMoreReadings(more)
	}
	return c, nil
}

// readingsOf are what other sources read in one article.
func (r *request) readingsOf(v kb.Version, address string) ([]readingView, error) {
	if address == "" {
		return nil, nil
	}
	variants, err := r.Laws.Variants(r.ctx(), v.ID, address)
	var list []readingView
	for _, x := range variants {
		list = append(list, r.reading(x))
	}
	return list, err
}

func (r *request) reading(v kb.Variant) readingView {
	view := readingView{Place: v.Place(), Kind: v.Kind.Chinese(), Said: textReading(namesOf(v.Sources), v.Reading())}
	if v.Kind != collation.Extra {
		view.URL = r.law(v.Law+"@"+v.Version, v.Address)
	}
	return view
}

// maxSourceNames is how many sources a sentence names.
const maxSourceNames = 3

func namesOf(sources []kb.Source) string {
	var names []string
	for _, s := range sources[:min(len(sources), maxSourceNames)] {
		names = append(names, s.Name())
	}
	said := strings.Join(names, "、")
	if len(sources) > maxSourceNames {
		said += textSourceCount(len(sources))
	}
	return said
}
