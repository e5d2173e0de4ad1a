package pages

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/web/guard"
)

// dayAsked reads the day for which a page is to be shown, "" where none is asked for. The
// error is in the user's words.
func dayAsked(c echo.Context) (statute.Date, error) {
	typed := lastOf(c.QueryParams()[dayParam])
	if typed == "" {
		return "", nil
	}
	return statute.ReadDay(typed)
}

// lastOf is the last of some values of a field that says something: what was typed stands behind
// what a calendar gave.
func lastOf(values []string) string {
	for _, v := range slices.Backward(values) {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// refuseDay says what is wrong with the day that was asked for, and leads to the page of
// today.
func (s *Site) refuseDay(c echo.Context, problem error) error {
	f := frame{Title: problem.Error(), TodayURL: todayURL(c)}
	return s.render(c, http.StatusBadRequest, "error", errorPage{frame: f, ErrorPage: guard.ErrorPage{Status: http.StatusBadRequest,
		Message: problem.Error(), ID: c.Response().Header().Get(echo.HeaderXRequestID)}})
}

// todayURL is the address of a page as it is asked for, without a day.
func todayURL(c echo.Context) string {
	params := c.QueryParams()
	values := make(url.Values, len(params))
	for name, list := range params {
		if name != dayParam {
			values[name] = list
		}
	}
	if len(values) == 0 {
		return c.Request().URL.EscapedPath()
	}
	return c.Request().URL.EscapedPath() + "?" + values.Encode()
}

// dayForm asks for the day for which a page is shown.
type dayForm struct {
	Action string
	Value  string // ISO, "" for today
	Kept   []box  // the other parameters of the page
}

// dayForm is the form that shows the page at a path for another day, with the parameters that
// it has now, or with others, of which each name stands before its value; "" leaves what it is.
func (r *request) dayForm(path string, others ...string) *dayForm {
	f := &dayForm{Action: path, Value: string(r.asOf)}
	params := url.Values{}
	maps.Copy(params, r.QueryParams())
	for i := 0; i+1 < len(others); i += 2 {
		if others[i+1] != "" {
			params.Set(others[i], others[i+1])
		}
	}
	names := make([]string, 0, len(params))
	for name := range params {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range params[name] {
			if name != dayParam && name != "page" && value != "" {
				f.Kept = append(f.Kept, box{Name: name, Value: value})
			}
		}
	}
	return f
}

// badge is the status on the day of the page of the text of a place: that it is in force with
// the day up to which that is known.
func (r *request) badge(place *kb.Provision) statusBadge {
	v := place.Version
	b := badgeOf(v.StatusOn(r.day))
	switch {
	case r.asked && place.StandsIn(r.day):
		return statusBadge{Name: textNotLoadedOnTheDay, Class: string(statute.StatusUnverified)}
	case r.asked && (v.StatusOn(r.day) != statute.StatusInForce || v.StatusText(r.day) == textUpTo(r.day, b.Name)):
		b.Name = textOnTheDay(b.Name)
	case v.StatusOn(r.day) == statute.StatusInForce:
		b.Name = v.StatusText(r.day)
		return b
	}
	if v.Computed != "" {
		b.Name += textComputedMark
	}
	return b
}

// todayOf tells what a text is today, where that is not what it is on the day of the page;
// "" otherwise.
func (r *request) todayOf(v kb.Version) string {
	if status := v.StatusOn(r.today); r.asOf != "" && status != v.StatusOn(r.day) {
		return textToday(v.StatusText(r.today))
	}
	return ""
}

// warningOf says in a sentence why a text must be used with care on the day of the page.
func (r *request) warningOf(place *kb.Provision) string {
	v := place.Version
	var parts []string
	_, ended := v.Ended()
	switch status := v.StatusOn(r.day); {
	case statute.IsDraft(place.Law.Title):
		parts = append(parts, textDraft)
	case r.asOf != "" && place.StandsIn(r.day):
		parts = append(parts, textStandsIn(r.asOf, v.Name()))
	case status == statute.StatusRepealed && v.RepealedBy == "" && ended:
		parts = append(parts, r.notInForce(place, textEnded(place.Law.Title, v.InForceTo)))
	case status == statute.StatusRepealed:
		parts = append(parts, r.notInForce(place, textOfThisLaw(place.Law.Title, v.StatusText(r.day))))
	case status == statute.StatusAmended:
		parts = append(parts, textReplaced(v.To()))
	case status == statute.StatusNotYet:
		from := v.From()
		if from.Date == "" {
			from = timeline.DayOf(v.Begins(), timeline.Assumed)
		}
		parts = append(parts, r.notInForce(place, textNotYet(from)))
	case status == statute.StatusUnverified && v.Begins() == "":
		parts = append(parts, textUnverified)
	case status == statute.StatusUnverified:
		parts = append(parts, textOfThisLaw(place.Law.Title, v.StatusText(r.day)))
	}
	if v.Computed != "" {
		parts = append(parts, textComputed(v.Computed, place.Law.Versions[0].ID != v.ID))
	}
	if v.Incomplete {
		parts = append(parts, textIncomplete(v.Lacks))
	}
	return strings.Join(parts, "")
}

// notInForce says of the text that answers for a day on which its law was not in force that it
// is the one before or after it; reason says from when to when it was.
func (r *request) notInForce(place *kb.Provision, reason string) string {
	switch {
	case r.asOf == "" || place.Law.On(r.asOf).Label != place.Version.Label: // another text was asked for by its day
		return reason
	case place.Version.StatusOn(r.asOf) == statute.StatusNotYet:
		return textBeforeTheLaw(place.Law.Title, r.asOf) + reason
	}
	return textAfterTheLaw(place.Law.Title, r.asOf) + reason
}
