package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// The page of a net of citations: /law/刑法/264/graph, /law/刑法/graph, and its files: graph.svg.
const (
	netPath   = "graph"
	stepParam = "steps"
	kindParam = "kind"
	openParam = "open" // the group that is shown whole
	fromParam = "from" // from which of its texts on
)

// netFormats are the files of a net.
var netFormats = [...]string{"svg", "csv", "json", "graphml"}

// shownNet is how many texts a net shows at first, openNet how many of a group that is opened.
const (
	shownNet = 60
	openNet  = 60
)

type netPage struct {
	frame
	Heading  string
	Of       choice
	IsLaw    bool
	Said     string
	Left     string // says that the second step is not whole
	Action   string // of the form that chooses kinds and steps
	Kinds    []netKind
	Two      bool // whether two steps are shown
	Picture  *netPicture
	Groups   []netGroup
	Files    []fileLink
	Versions []choice
	Kept     []box
}

// netKind is a kind of texts that the net may be narrowed to.
type netKind struct {
	Value, Name string
	Count       int // at the first step
	Chosen      bool
}

// cutNet takes the end of the path of a net off: 264/graph.csv is 264 and csv. ok is false for other
// paths.
func cutNet(local string) (rest, format string, ok bool) {
	last := local[strings.LastIndexByte(local, '/')+1:]
	name, format, _ := strings.Cut(last, ".")
	if name != netPath || format != "" && !slices.Contains(netFormats[:], format) {
		return "", "", false
	}
	return strings.TrimSuffix(strings.TrimSuffix(local, last), "/"), format, true
}

// net shows what cites an article or a law and what it cites, as a picture and as a list.
func (s *Site) net(r *request, local, format string) error {
	a, redirect, err := lawOf(r, r.Param("*"))
	if err != nil {
		return err
	}
	if redirect != "" {
		return r.Redirect(http.StatusFound, redirect)
	}
	if local != "" {
		if a.Provision, err = statute.ParseProvision(local); err != nil {
			return echo.NewHTTPError(http.StatusNotFound, err.Error())
		}
		a.Provision = a.Provision.AtArticle()
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	if place.Unit == nil && local != "" {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	v, err := r.netOf(place)
	if err != nil {
		return err
	}
	if format != "" {
		return s.netFile(r, v, format)
	}
	return s.render(r, http.StatusOK, "net", v.page())
}

// netView is a net as it is shown: narrowed to kinds, with names.
type netView struct {
	*request
	place *kb.Provision
	net   *citegraph.Net
	path  string    // of its page
	two   bool      // with a second step
	kinds []netKind // of the whole net
	name  string    // of what it is of
}

// netOf reads the net around a place, as the parameters of the page ask for it.
func (r *request) netOf(place *kb.Provision) (*netView, error) {
	v := &netView{request: r, place: place, two: place.Unit != nil && r.QueryParam(stepParam) == "2"}
	own := place.Address(r.day)
	own.Provision = own.Provision.AtArticle()
	v.name = titleOf(own)
	key, unit := own.Whole().String(), ""
	if place.Unit != nil {
		unit = place.Unit.Address
	}
	v.path = lawPath(key, unit, netPath)
	q := citegraph.QueryFor(place, r.day)
	q.OnDay = r.asked
	var err error
	if v.net, err = r.Graph.Net(r.ctx(), place, q); err != nil {
		return nil, err
	}
	v.keepNumbers()
	chosen := r.QueryParams()[kindParam]
	counts := map[string]int{}
	for _, x := range v.net.Nodes[1:] {
		counts[x.Kind]++
	}
	for _, k := range netKinds() {
		if n := counts[k.Value]; n > 0 {
			k.Count, k.Chosen = n, slices.Contains(chosen, k.Value)
			v.kinds = append(v.kinds, k)
		}
	}
	if len(chosen) > 0 {
		v.net = v.net.Only(func(kind string) bool { return slices.Contains(chosen, kind) })
	}
	if !v.two {
		return v, nil
	}
	if err := r.Graph.Widen(r.ctx(), v.net); err != nil {
		return nil, err
	}
	if len(chosen) > 0 {
		v.net = v.net.Only(func(kind string) bool { return slices.Contains(chosen, kind) })
	}
	return v, nil
}

// keepNumbers is [citegraph.CitedBy.KeepNumbers] for what cites the place that the net is of.
func (v *netView) keepNumbers() {
	counted, ok := citegraph.CountedAnew(v.place.Version)
	for i := range v.net.Edges {
		e := &v.net.Edges[i]
		if date := v.net.Nodes[e.From].Document.Date; ok && e.To == 0 && date != "" && date >= counted {
			e.Earlier = false
		}
	}
}

// netKinds are all kinds in the order of the page.
func netKinds() []netKind {
	var list []netKind
	for _, k := range citingKinds {
		list = append(list, netKind{Value: k.kind, Name: k.name})
	}
	return append(list, netKind{Value: citegraph.KindUnloaded, Name: textNetUnloaded})
}

// link is the address of the page or of one of its files, with the parameters that choose the net
// and others.
func (v *netView) link(path string, others ...string) string {
	params := url.Values{}
	if v.two {
		params.Set(stepParam, "2")
	}
	for _, k := range v.kinds {
		if k.Chosen {
			params.Add(kindParam, k.Value)
		}
	}
	for i := 0; i+1 < len(others); i += 2 {
		params.Set(others[i], others[i+1])
	}
	if len(params) > 0 {
		path += "?" + params.Encode()
	}
	return v.Link(path)
}

func (v *netView) page() netPage {
	from, _ := strconv.Atoi(v.QueryParam(fromParam)) // what is no number is the beginning
	groups := v.groups()
	shown := v.choose(groups, shownNet, v.QueryParam(openParam), from)
	cites := 0
	for _, e := range v.net.Edges {
		cites += e.Count
	}
	f := v.frame(textNetOf(v.name), "")
	p := netPage{frame: f, Heading: textNetOf(v.name), Of: choice{Name: v.name, URL: v.address(v.ofAddress())}, IsLaw: v.place.Unit == nil,
		Said: textNetSaid(len(v.net.Nodes)-1, cites, shown), Action: v.path,
		Kinds: v.kinds, Two: v.two, Picture: v.picture(groups), Groups: groups}
	if v.net.Left > 0 {
		p.Left = textNetLeft(v.net.Left)
	}
	if v.asOf != "" {
		p.Kept = []box{{Name: dayParam, Value: string(v.asOf)}}
	}
	p.Day = v.dayForm(v.path)
	for i, format := range netFormats {
		p.Files = append(p.Files, fileLink{[...]string{"SVG", "CSV", "JSON", "GraphML"}[i], v.link(v.path + "." + format)})
	}
	if len(v.place.Law.Versions) > 1 {
		for _, o := range v.place.Law.Versions {
			path := lawPath(v.place.Law.Key+"@"+o.Label, v.ofAddress().Provision.String(), netPath)
			one := choice{Name: statute.LabelChinese(o.Label), URL: v.link(path), Chosen: o.ID == v.place.Version.ID}
			p.Versions = append(p.Versions, one)
		}
	}
	return p
}

// ofAddress is the address of what the net is of.
func (v *netView) ofAddress() statute.Address {
	a := v.place.Address(v.day)
	a.Provision = a.Provision.AtArticle()
	return a
}
