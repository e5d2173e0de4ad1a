package pages

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/subject"
)

// subjectsPage lists the subjects that people ask about.
type subjectsPage struct {
	frame
	List []subjectCard
}

// subjectCard is a subject with what it is about.
type subjectCard struct{ Name, About, URL string }

// subjectPage is a way into one subject: its laws and what is often asked.
type subjectPage struct {
	frame
	Name, About string
	Laws        []choice // those that are loaded
	Questions   []choice
	Cases       string // the list of cases, "" where there is none
	Others      []subjectCard
}

func (l links) subjectCards() []subjectCard {
	cards := make([]subjectCard, len(subject.All))
	for i, s := range subject.All {
		cards[i] = subjectCard{s.Name, s.About, l.Link("/subjects/" + url.PathEscape(s.Name))}
	}
	return cards
}

func (s *Site) subjects(r *request) error {
	return s.render(r, http.StatusOK, "subjects", subjectsPage{r.frame(textSubjects, ""), r.subjectCards()})
}

func (s *Site) subject(r *request) error {
	name, err := param(r, "name")
	if err != nil {
		return err
	}
	x := subject.Named(name)
	if x == nil {
		return echo.NewHTTPError(http.StatusNotFound, textNotFound)
	}
	p := subjectPage{frame: r.frame(x.Name, ""), Name: x.Name, About: x.About, Others: r.subjectCards()}
	p.Meta.describe(x.Name, x.About)
	for _, law := range x.Laws {
		if keys := r.Names.Resolve(law); len(keys) == 1 && r.Names.IsLoaded(keys[0]) {
			p.Laws = append(p.Laws, choice{Name: keys[0], URL: r.law(keys[0])})
		}
	}
	for _, q := range x.Questions {
		p.Questions = append(p.Questions, choice{Name: q, URL: r.Link("/search?q=" + url.QueryEscape(q))})
	}
	name, value, _ := strings.Cut(x.Cases, "=")
	if x.Cause != "" {
		name, value = "cause", x.Cause
	}
	p.Cases = r.Link("/cases?" + url.Values{name: {value}}.Encode())
	return s.render(r, http.StatusOK, "subject", p)
}

// open leads to the law and the article of two fields: what stands in them is put together as it
// would be typed into the box.
func (s *Site) open(r *request) error {
	law, article := r.QueryParam("law"), r.QueryParam("article")
	if law == "" {
		return r.Redirect(http.StatusFound, r.Link("/laws"))
	}
	return r.Redirect(http.StatusFound, r.Link("/search?q="+url.QueryEscape(law+article)))
}
