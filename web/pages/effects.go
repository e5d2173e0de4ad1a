package pages

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/fatiao/fatiao/internal/lawhistory"
)

type effectsPage struct {
	frame
	Soon  []effectDay // what is to come, the nearest first; on the first page of the latest year
	Year  string
	Years []choice
	Older []choice
	Days  []effectDay
	Pages []choice
	// Updates are of the collection, on the first page of the latest year.
	Updates []updateView
	// Subscribe are the feeds of all that happens, and of each kind.
	Subscribe []choice
}

// effectDay is what happened on a day.
type effectDay struct {
	Date    string
	Assumed string // says that no source tells the day
	List    []effectView
}

type effectView struct {
	Law, URL string
	Level    string
	Class    string
	What     string
	By       string
	Changes  string
	DiffURL  string
}

// effectsOnPage is how many a page of a year lists.
const effectsOnPage = 60

// newYears is how many years a page names; the others are folded away.
const newYears = 12

// effects shows what changed, by year, and what is to come.
func (s *Site) effects(r *request) error {
	all, err := r.History.Effects(r.ctx())
	if err != nil {
		return err
	}
	coming := slices.IndexFunc(all, func(e lawhistory.Effect) bool { return e.Day.Date <= r.day })
	if coming < 0 {
		coming = len(all)
	}
	past := all[coming:]
	p := effectsPage{frame: r.frame(textEffects, ""), Year: r.QueryParam("year")}
	link := r.list("/changes", r.QueryParams())
	latest := p.years(past, link)
	page, _ := strconv.Atoi(r.QueryParam("page"))
	if page = max(page, 1); p.Year == latest && page == 1 {
		soon := slices.Clone(all[:coming])
		slices.SortStableFunc(soon, func(x, y lawhistory.Effect) int { return cmp.Compare(x.Day.Date, y.Day.Date) })
		if p.Soon, err = r.effectDays(soon); err != nil {
			return err
		}
		if p.Updates, err = r.updates(); err != nil {
			return err
		}
	}
	var of []lawhistory.Effect
	for _, e := range past {
		if string(e.Day.Date)[:4] == p.Year {
			of = append(of, e)
		}
	}
	count := (len(of) + effectsOnPage - 1) / effectsOnPage
	page = max(1, min(page, count))
	for i := 1; count > 1 && i <= count; i++ {
		p.Pages = append(p.Pages, choice{Name: strconv.Itoa(i), URL: link.page(i), Chosen: i == page})
	}
	if p.Days, err = r.effectDays(of[min((page-1)*effectsOnPage, len(of)):min(page*effectsOnPage, len(of))]); err != nil {
		return err
	}
	p.Day = r.dayForm("/changes")
	for _, category := range [...]string{"", feedNew, feedAmended, feedRepealed, feedComing} {
		p.Subscribe = append(p.Subscribe, choice{Name: cmp.Or(textFeedCategories[category], textAllEffects),
			URL: r.list(feedPath, nil).with("category", category)})
	}
	return s.render(r, http.StatusOK, "changes", p)
}

// years lists the years in which something happened, and chooses the latest where none, or one
// without anything, was asked for.
func (p *effectsPage) years(past []lawhistory.Effect, link pageLink) (latest string) {
	var years []string
	counts := map[string]int{}
	for _, e := range past {
		year := string(e.Day.Date)[:4]
		if counts[year]++; counts[year] == 1 {
			years = append(years, year)
		}
	}
	if len(years) == 0 {
		return ""
	}
	if counts[p.Year] == 0 {
		p.Year = years[0]
	}
	for _, y := range years {
		p.Years = append(p.Years, choice{Name: textYear(y), URL: link.with("year", y), Chosen: y == p.Year, Count: counts[y]})
	}
	at := min(newYears, len(p.Years))
	p.Years, p.Older = p.Years[:at], p.Years[at:]
	return years[0]
}

// effectDays groups effects by day.
func (r *request) effectDays(list []lawhistory.Effect) ([]effectDay, error) {
	var out []effectDay
	for _, e := range list {
		v := e.Version
		x := effectView{Law: v.Law, URL: r.law(v.Law + "@" + v.Label), Level: string(v.Level), Class: string(e.Kind), What: textEffect(e),
			By: textDecision(v.Instrument())}
		switch {
		case e.Kind == lawhistory.Repealed:
			x.By = ""
			next, ok, err := r.History.Following(r.ctx(), v)
			if err != nil {
				return nil, err
			}
			if ok && next.Law != v.Law {
				x.DiffURL = r.diff(next, v)
			}
		case e.Before != nil:
			c, err := r.History.Changes(r.ctx(), *e.Before, v)
			if err != nil {
				return nil, err
			}
			x.Changes, x.DiffURL = textChanges(*c), r.diff(v, *e.Before)
		case e.Kind == lawhistory.Amended:
			x.Changes = textBeforeMissing
		}
		assumed := ""
		if !e.Day.IsKnown() {
			assumed = textAssumedDay
		}
		n := len(out)
		if n == 0 || out[n-1].Date != string(e.Day.Date) || out[n-1].Assumed != assumed {
			out, n = append(out, effectDay{Date: string(e.Day.Date), Assumed: assumed}), n+1
		}
		out[n-1].List = append(out[n-1].List, x)
	}
	return out, nil
}
