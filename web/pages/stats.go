package pages

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

// holdingPage says what is loaded and what is missing.
type holdingPage struct {
	frame
	Held         *holding.Holding
	Cited        *bars // the articles that are cited most
	Changes      *bars // what happened in each year
	Status       *bars // how citations end
	ByYear       *yearTable
	Years        []*yearsPlot
	ByLevel      []levelBar
	Brought      []missingLine // collections that were brought as a whole, with their day
	Missing      []missingLine
	MissingMore  int // laws that are not listed
	MissingTexts []missingLine
	TextsMore    int
	Undated      int
}

// levelBar is a level with a bar of its texts.
type levelBar struct {
	holding.Level
	Width int // of the bar, of 100
}

// missingLine is a law that is cited and not loaded, or of which a text is not.
type missingLine struct {
	Name, URL, Note string
	Count           int
}

// maxMissing bounds the lists of what is missing.
const maxMissing = 60

// stats shows what is loaded, what is missing, and what is counted of it.
func (s *Site) stats(r *request) error {
	counted, err := s.statsOf.get(r, r.countStats)
	if err != nil {
		return err
	}
	h := counted.held
	p := holdingPage{frame: r.frame(textHolding, ""), Held: h}
	most := 1
	for _, l := range h.Levels {
		most = max(most, l.Versions)
	}
	for _, l := range h.Levels {
		p.ByLevel = append(p.ByLevel, levelBar{l, max(1, 100*l.Versions/most)})
	}
	for _, y := range h.Years {
		if y.Year == "" {
			p.Undated += y.Versions
		}
	}
	p.Years = yearsPlots(h.Years, plotHeight)
	for _, c := range h.Collections {
		p.Brought = append(p.Brought, missingLine{Name: c.Title, Note: textBrought(c)})
	}
	for _, m := range h.Missing[:min(maxMissing, len(h.Missing))] {
		p.Missing = append(p.Missing, missingLine{Name: m.Law, URL: r.Link("/search?q=" + url.QueryEscape("《"+m.Law+"》")), Count: m.Count,
			Note: textCitedBy(m.Example)})
	}
	for _, m := range h.MissingTexts[:min(maxMissing, len(h.MissingTexts))] {
		p.MissingTexts = append(p.MissingTexts, missingLine{Name: m.Law, URL: r.law(m.Law), Count: m.Count,
			Note: textInstead(statute.LabelChinese(m.Version))})
	}
	p.MissingMore, p.TextsMore = len(h.Missing)-len(p.Missing), len(h.MissingTexts)-len(p.MissingTexts)
	if err := p.measure(r, counted); err != nil {
		return err
	}
	return s.render(r, http.StatusOK, "stats", p)
}

// yearTable has the texts of each year and level, the latest year first.
type yearTable struct {
	Levels []statute.Level
	Rows   []yearRow
}

type yearRow struct {
	Year   string
	Counts []int // by level
}

// countedStats is what is counted for the page from all texts and citations.
type countedStats struct {
	held  *holding.Holding
	cited []citegraph.CitedArticle
	cites citegraph.Counts
}

// countStats counts it.
func (r *request) countStats() (c countedStats, err error) {
	if c.held, err = holding.Read(r.ctx(), r.Laws, r.Graph); err != nil {
		return c, err
	}
	if c.cited, err = r.Graph.MostCited(r.ctx(), shownCited); err != nil {
		return c, err
	}
	c.cites, err = r.Graph.Counts(r.ctx())
	return c, err
}

// shownCited is how many of the articles that are cited most are listed.
const shownCited = 20

// measure fills what is counted of citations and changes.
func (p *holdingPage) measure(r *request, counted countedStats) (err error) {
	p.Cited = newBars(textMostCited, textHeadArticle, textCitedTexts)
	for _, a := range counted.cited {
		p.Cited.add(a.Address.Law+" "+a.Address.Provision.Chinese(), r.address(a.Address), a.Count)
	}
	p.Status = newBars(textCiteStatus, textHeadCite, textCitePlaces)
	p.Status.add(textCiteResolved, "", counted.cites.Resolved)
	p.Status.add(textCiteUnknownLaw, "", counted.cites.UnknownLaw)
	p.Status.add(textCiteDangling, r.Link("/dangling"), counted.cites.Dangling)
	p.Status.add(textCiteAmbiguous, "", counted.cites.Ambiguous)
	if p.Changes, err = r.changesByYear(); err != nil {
		return err
	}
	p.ByYear = yearTableOf(counted.held)
	return nil
}

// changesByYear counts what happened in each year, the latest first.
func (r *request) changesByYear() (*bars, error) {
	all, err := r.History.Effects(r.ctx())
	if err != nil {
		return nil, err
	}
	b := newBars(textChangesByYear, textHeadYear, textChangesCount)
	link := r.list("/changes", nil)
	for i := 0; i < len(all); {
		year, from := all[i].Day.Date[:4], i
		kinds := map[lawhistory.EffectKind]int{}
		for ; i < len(all) && all[i].Day.Date[:4] == year; i++ {
			kinds[all[i].Kind]++
		}
		b.add(textYear(string(year)), link.with("year", string(year)), i-from)
		b.Rows[len(b.Rows)-1].Note = textKindsOfYear(kinds[lawhistory.Enacted], kinds[lawhistory.Amended], kinds[lawhistory.Repealed])
	}
	return b, nil
}

func yearTableOf(h *holding.Holding) *yearTable {
	t := &yearTable{}
	for _, l := range h.Levels {
		t.Levels = append(t.Levels, l.Level)
	}
	at := map[string]map[statute.Level]int{}
	for _, y := range h.Years {
		if at[y.Year] == nil {
			at[y.Year] = map[statute.Level]int{}
		}
		at[y.Year][y.Level] += y.Versions
	}
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(at))) {
		row := yearRow{Year: cmp.Or(year, textUndatedYear)}
		for _, l := range t.Levels {
			row.Counts = append(row.Counts, at[year][l])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
