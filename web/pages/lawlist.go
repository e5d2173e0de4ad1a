package pages

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/subject"
)

// lawsPage lists laws.
type lawsPage struct {
	frame
	Words    string
	Selects  []selectBox
	Sort     selectBox
	Cards    bool
	View     choice // the other way to show them
	Clear    string // the list without conditions, "" where there are none
	Total    int
	Held     int // of all laws
	Laws     []lawRow
	Prev     string
	Next     string
	From, To int    // of the rows that are shown
	Dangling string // the page of citations that lead nowhere
}

// selectBox is a choice of one among several in a form.
type selectBox struct {
	Name, Label string
	Options     []selectOption
}

type selectOption struct {
	Value, Name string
	Chosen      bool
}

// lawRow is a law in the list.
type lawRow struct {
	Key, URL string
	Level    statute.Level
	Date     string
	Number   string
	Status   string
	Class    string // of the badge of the status
	Texts    int
	History  string
}

// listedLaw is a law with what it is found and sorted by.
type listedLaw struct {
	lawRow
	year             string
	pinyin, initials string
	syllables        string // as [search.Speller.Syllables] gives them
}

// lawsOnPage is how many laws a page of the list has.
const lawsOnPage = 60

// laws lists the laws that a form asks for.
func (s *Site) laws(r *request) error {
	all, err := s.lawsOfDay.get(r, r.listLaws)
	if err != nil {
		return err
	}
	link := r.list("/laws", r.QueryParams())
	ask := lawAsk{words: strings.TrimSpace(r.QueryParam("q")), level: r.QueryParam("level"), status: r.QueryParam("status"),
		year: r.QueryParam("year"), subject: r.QueryParam("subject")}
	p := lawsPage{frame: r.frame(textLaws, ""), Words: ask.words, Held: len(all), Cards: r.QueryParam("view") == "cards",
		Dangling: r.Link("/dangling")}
	p.Selects = ask.selects(all)
	found := ask.find(all)
	order := r.QueryParam("sort")
	sortLaws(found, order)
	p.Sort = selectBox{"sort", textSortBy, []selectOption{{"", textByPinyin, order == ""}, {"date", textByDate, order == "date"},
		{"texts", textByTexts, order == "texts"}}}
	p.View = choice{Name: textAsCards, URL: link.with("view", "cards")}
	if p.Cards {
		p.View = choice{Name: textAsTable, URL: link.with("view", "")}
	}
	if ask != (lawAsk{}) {
		p.Clear = r.Link("/laws")
	}
	page, _ := strconv.Atoi(r.QueryParam("page"))
	page = max(1, min(page, (len(found)+lawsOnPage-1)/lawsOnPage))
	p.Total, p.From, p.To = len(found), (page-1)*lawsOnPage, min(page*lawsOnPage, len(found))
	for _, l := range found[p.From:p.To] {
		row := l.lawRow
		row.URL, row.History = r.law(row.Key), r.law(row.Key, historyPath)
		p.Laws = append(p.Laws, row)
	}
	if page > 1 {
		p.Prev = link.page(page - 1)
	}
	if p.To < p.Total {
		p.Next = link.page(page + 1)
	}
	p.From++
	return s.render(r, http.StatusOK, "laws", p)
}

// listLaws is the list of all laws as it is on the day of the page: the status of each is counted from all its texts,
// and its name spelt.
func (r *request) listLaws() ([]listedLaw, error) {
	versions, err := r.Laws.Versions(r.ctx())
	if err != nil {
		return nil, err
	}
	of := map[string][]kb.Version{}
	var keys []string
	for _, v := range versions {
		if of[v.Law] == nil {
			keys = append(keys, v.Law)
		}
		of[v.Law] = append(of[v.Law], v)
	}
	spelling := search.NewSpeller()
	list := make([]listedLaw, 0, len(keys))
	for _, key := range keys {
		texts := of[key]
		kb.SortVersions(texts)
		law := &kb.Law{Versions: texts}
		v := law.On(r.day)
		status := v.StatusOn(r.day)
		l := listedLaw{lawRow: lawRow{Key: key, Level: v.Level, Date: v.Name(), Number: v.Number, Status: status.Chinese(),
			Class: string(status), Texts: len(texts)}, year: yearOfLabel(v.Label)}
		if (&kb.Provision{Law: law, Version: v}).StandsIn(r.day) {
			l.Status, l.Class = textNotLoadedOnTheDay, string(statute.StatusUnverified)
		}
		l.pinyin, l.initials = spelling.Spell(key)
		l.syllables = spelling.Syllables(key)
		list = append(list, l)
	}
	return list, nil
}

// yearOfLabel is the year of the label of a text, "" where it has no date.
func yearOfLabel(label string) string {
	if !yearAhead.MatchString(label) {
		return ""
	}
	return label[:4]
}

var yearAhead = regexp.MustCompile(`^\d{4}-`)

// lawAsk is what a form asks for.
type lawAsk struct{ words, level, status, year, subject string }

// meets reports whether a law is asked for; but leaves out one of the conditions.
func (a lawAsk) meets(l listedLaw, but string) bool {
	return (but == "level" || a.level == "" || string(l.Level) == a.level) && (but == "status" || a.status == "" || l.Class == a.status) &&
		(but == "year" || a.year == "" || l.year == a.year) && (but == "subject" || a.subject == "" || ofSubject(l.Key, a.subject)) &&
		a.named(l)
}

// named reports whether each word is in the name of a law, in its pinyin or its number.
func (a lawAsk) named(l listedLaw) bool {
	for word := range strings.FieldsSeq(strings.ToLower(a.words)) {
		if !strings.Contains(strings.ToLower(l.Key), word) && !strings.Contains(l.Number, word) && !strings.HasPrefix(l.Date, word) &&
			!(isLetters.MatchString(word) && (strings.Contains(l.pinyin, word) || strings.Contains(l.initials, word))) {
			return false
		}
	}
	return true
}

var isLetters = regexp.MustCompile(`^[a-z]+$`)

// ofSubject reports whether a law belongs to a subject, by its name.
func ofSubject(key, name string) bool {
	s := subject.Named(name)
	return s != nil && s.Has(key)
}

func (a lawAsk) find(all []listedLaw) []listedLaw {
	var found []listedLaw
	for _, l := range all {
		if a.meets(l, "") {
			found = append(found, l)
		}
	}
	return found
}

// selects are the choices of the form, each with how many laws it would find.
func (a lawAsk) selects(all []listedLaw) []selectBox {
	level, status, year := map[string]int{}, map[string]int{}, map[string]int{}
	bySubject := map[string]int{}
	for _, l := range all {
		if a.meets(l, "level") {
			level[string(l.Level)]++
		}
		if a.meets(l, "status") {
			status[l.Class]++
		}
		if a.meets(l, "year") && l.year != "" {
			year[l.year]++
		}
		if a.meets(l, "subject") {
			for i := range subject.All {
				if s := &subject.All[i]; s.Has(l.Key) {
					bySubject[s.Name]++
				}
			}
		}
	}
	levels := make([]selectOption, 0, len(statute.Levels))
	for _, l := range statute.Levels {
		levels = append(levels, selectOption{Value: string(l), Name: string(l)})
	}
	statuses := make([]selectOption, 0, len(statute.Statuses))
	for _, x := range statute.Statuses {
		statuses = append(statuses, selectOption{Value: string(x), Name: x.Chinese()})
	}
	var years, names []selectOption
	for y := range year {
		years = append(years, selectOption{Value: y, Name: textYear(y)})
	}
	slices.SortFunc(years, func(x, y selectOption) int { return cmp.Compare(y.Value, x.Value) })
	for _, s := range subject.All {
		names = append(names, selectOption{Value: s.Name, Name: s.Name})
	}
	return []selectBox{counted("level", textLevel, levels, level, a.level), counted("status", textStatus, statuses, status, a.status),
		counted("year", textYearOf, years, year, a.year), counted("subject", textSubject, names, bySubject, a.subject)}
}

// counted is a choice of those values that find something, and of the one that was chosen.
func counted(name, label string, options []selectOption, counts map[string]int, chosen string) selectBox {
	b := selectBox{name, label, []selectOption{{"", textAny, chosen == ""}}}
	for _, o := range options {
		if n := counts[o.Value]; n > 0 || o.Value == chosen {
			o.Name += "（" + strconv.Itoa(n) + "）"
			o.Chosen = o.Value == chosen
			b.Options = append(b.Options, o)
		}
	}
	return b
}

func sortLaws(list []listedLaw, order string) {
	slices.SortStableFunc(list, func(a, b listedLaw) int {
		by := 0
		switch order {
		case "date":
			by = cmp.Compare(b.Date, a.Date)
		case "texts":
			by = cmp.Compare(b.Texts, a.Texts)
		}
		return cmp.Or(by, cmp.Compare(a.syllables, b.syllables), cmp.Compare(a.Key, b.Key))
	})
}
