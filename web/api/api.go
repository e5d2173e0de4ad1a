// Package api serves the JSON API under /api/v1 and its description at
// /api/openapi.json, which is made from the types of requests here and of answers in
// internal/wire. Handlers are thin: they read parameters, ask the readers, and hand out
// a form of wire. What the API says in Chinese stands in words.go.
//
// Start with [Register]; what the API reads is in readers.go.
package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/pressfacts"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
	"github.com/fatiao/fatiao/web/guard"
)

// Options configure the API.
type Options struct {
	// Acquire opens the generation in use for the time of a request; release lets it go.
	Acquire func() (r Readers, release func())
	Guard   *guard.Guard
	Now     func() time.Time
	Log     *slog.Logger
	// Citable reads a text that was sent in: what it is, of which day. It keeps the number
	// of characters.
	Citable func(text string) *citation.CitingText
}

type server struct {
	Options
	facts pressfacts.Cache // of commentary
}

// Register adds the routes of the API.
func Register(e *echo.Echo, o Options) {
	s := &server{Options: o}
	c := huma.DefaultConfig(textAPITitle, "1")
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "/api/openapi", "", ""
	c.CreateHooks = nil // no links to schemas in the answers
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Transformers = append(c.Transformers, inChinese)
	c.Info.Description = textAPIAbout
	a := humaecho.New(e, c)
	sent := &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{ // a text, in either form
		"application/json": {Schema: a.OpenAPI().Components.Schemas.Schema(citationsBodyType, true, "CitationsBody")},
		"text/plain":       {Schema: &huma.Schema{Type: "string"}},
	}}
	huma.Register(a, huma.Operation{
		OperationID: "cite", Method: http.MethodPost, Path: "/api/v1/citations", Summary: textAPICite,
		Description: textAPICiteHow,
		RequestBody: sent, SkipValidateBody: true, MaxBodyBytes: guard.MaxBody,
	}, s.apiCitations)
	huma.Register(a, huma.Operation{
		OperationID: "check", Method: http.MethodPost, Path: "/api/v1/check", Summary: textAPICheck,
		Description: textAPICheckHow,
		RequestBody: sent, SkipValidateBody: true, MaxBodyBytes: guard.MaxBody,
	}, s.apiCheck)
	huma.Register(a, huma.Operation{
		OperationID: "article", Method: http.MethodGet, Path: "/api/v1/articles/{key}/{article}", Summary: textAPIArticle,
	}, s.apiArticle)
	huma.Register(a, huma.Operation{
		OperationID: "cited-by", Method: http.MethodGet, Path: "/api/v1/articles/{key}/{article}/cited-by", Summary: textAPICitedBy,
		Description: textAPICitedByHow,
	}, s.apiCitedBy)
	s.searches(a)
	s.cases(a)
	s.laws(a)
	s.strays(a)
	s.history(a)
	s.documents(a)
	s.related(a)
	describeSite(a.OpenAPI())
	describeErrors(a.OpenAPI())
}

// schemaNames are the names of forms in the description, where they differ from those of
// the types: clients that were made from the description keep theirs.
var schemaNames = map[string]string{
	"CaseDocument": "CaseOutputBody",
	"CaseList":     "CaseListOutputBody",
	"CitationList": "ApiCitations",
	"CitedByPage":  "ApiCitedBy",
	"Law":          "LawOutputBody",
	"LawHeading":   "ApiHeading",
	"LawList":      "LawListOutputBody",
	"LawUnit":      "ApiUnit",
	"LawVersion":   "ApiVersion",
	"Search":       "Result",
	"Section":      "ApiSection",
	"Suggestions":  "SuggestOutputBody",
}

// schemaName is the name of a form in the description.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	return cmp.Or(schemaNames[name], name)
}

// answer is an answer with a JSON form.
type answer[T any] struct{ Body *T }

// acquire opens the generation in use for the time of a call.
func (s *server) acquire() (data Readers, today statute.Date, release func()) {
	data, release = s.Acquire()
	return data, statute.Today(s.Now()), release
}

// acquireOn is acquire for a call that may ask for a day; day is today where it does not.
func (s *server) acquireOn(in DayAsked) (data Readers, day statute.Date, release func(), err error) {
	day, err = in.day()
	if err != nil {
		return data, "", nil, badDay(err)
	}
	data, today, release := s.acquire()
	return data, cmp.Or(day, today), release, nil
}

// DayAsked is the day that a call asks for. It is exported so that huma fills it where it is
// embedded.
type DayAsked struct {
	AsOf string `query:"as_of" doc:"按哪一天的法律，如 2018-06-01、2018-6-1、2018年6月1日；默认今天"`
}

// day is the day that is asked for, "" where none is. The error is in the user's words.
func (in DayAsked) day() (statute.Date, error) {
	if strings.TrimSpace(in.AsOf) == "" {
		return "", nil
	}
	return statute.ReadDay(in.AsOf)
}

var (
	citationsBodyType = reflect.TypeFor[citationsBody]()
	problemType       = reflect.TypeFor[guard.Problem]()
)

// citationsInput is the body of a POST with a text, in either form.
type citationsInput struct {
	DayAsked
	ContentType string `header:"Content-Type"`
	RawBody     []byte
}

func (s *server) apiCitations(ctx context.Context, in *citationsInput) (*answer[wire.CitationList], error) {
	doc, text, err := s.readDraft(in)
	if err != nil {
		return nil, err
	}
	data, today, release := s.acquire()
	defer release()
	cites, err := data.Citations.Cite(ctx, doc, today)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewCitationList(doc, text, cites)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.CitationList]{j}, nil
}

// apiCheck judges the citations of a draft, which is not stored.
func (s *server) apiCheck(ctx context.Context, in *citationsInput) (*answer[wire.CheckedDraft], error) {
	doc, _, err := s.readDraft(in)
	if err != nil {
		return nil, err
	}
	data, today, release := s.acquire()
	defer release()
	r, err := citecheck.Check(ctx, citecheck.Sources{Finder: data.Citations, Laws: data.Laws, History: data.History}, doc, today)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewCheckedDraft("", r, today)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.CheckedDraft]{j}, nil
}

// readDraft reads the text that was sent, with its day where that is given.
func (s *server) readDraft(in *citationsInput) (doc *citation.CitingText, text string, err error) {
	body, err := readCitationsBody(in)
	if err != nil {
		return nil, "", err
	}
	asked, err := in.day()
	if err != nil {
		return nil, "", badDay(err)
	}
	doc = s.Citable(body.Text)
	doc.Day = cmp.Or(body.Date, asked, doc.Day)
	return doc, body.Text, nil
}

// citationsBody is the JSON form of the body.
type citationsBody struct {
	Text string       `json:"text" doc:"要找引用的文字"`
	Date statute.Date `json:"date,omitempty" doc:"文书的日期，决定看哪一天有效的文本，如 2018-06-01；没有时用文中写明的"`
}

func readCitationsBody(in *citationsInput) (*citationsBody, error) {
	b := &citationsBody{Text: string(in.RawBody)}
	if strings.HasPrefix(in.ContentType, "application/json") || in.ContentType == "" && strings.HasPrefix(strings.TrimSpace(b.Text), "{") {
		*b = citationsBody{}
		if err := json.Unmarshal(in.RawBody, b); err != nil {
			return nil, refuseAs(codeBadText, http.StatusBadRequest, textNotJSON)
		}
	}
	if b.Date != "" {
		day, err := statute.ReadDay(string(b.Date))
		if err != nil {
			return nil, badDay(err)
		}
		b.Date = day
	}
	switch {
	case !utf8.ValidString(b.Text):
		return nil, refuseAs(codeBadText, http.StatusBadRequest, textNotUTF8)
	case strings.TrimSpace(b.Text) == "":
		return nil, refuseAs(codeBadText, http.StatusBadRequest, textNoText)
	}
	return b, nil
}

// ArticleInput names an article. It is exported so that huma fills it where it
// is embedded.
type ArticleInput struct {
	DayAsked
	Key     string `path:"key" doc:"法律的名称；旧文本加 @ 和日期"`
	Article string `path:"article" doc:"条号，如 1036、287-2；附件1"`
	At      string `query:"at" doc:"其中的款项，如 k1/x2"`
}

type citedByInput struct {
	ArticleInput
	Kind string `query:"kind" enum:"law,interpretation,regulation,rule,local,case,commentary,consultation" doc:"只列这一种"`
	Page int    `query:"page" minimum:"1" default:"1"`
	Size int    `query:"size" minimum:"1" maximum:"100" default:"20"`
}

// place finds an article, or a part of it.
func (s *server) place(ctx context.Context, data Readers, in ArticleInput, day statute.Date) (*kb.Provision, error) {
	name, version, _ := strings.Cut(in.Key, "@")
	name = named(data, name)
	p, err := statute.ParseProvision(strings.Trim(in.Article+"/"+in.At, "/"))
	if err != nil {
		return nil, badAddress(err)
	}
	place, err := data.Laws.Lookup(ctx, statute.Address{Law: name, Version: version, Provision: p}, day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return nil, missing(m)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	return place, nil
}

func (s *server) apiArticle(ctx context.Context, in *ArticleInput) (*answer[wire.Place], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	place, err := s.place(ctx, data, *in, day)
	if err != nil {
		return nil, err
	}
	describe := wire.NewPlace
	if in.AsOf != "" {
		describe = wire.NewPlaceOn
	}
	j, err := describe(ctx, data.Laws, data.Graph, place, day)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Place]{j}, nil
}

func (s *server) apiCitedBy(ctx context.Context, in *citedByInput) (*answer[wire.CitedByPage], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	place, err := s.place(ctx, data, in.ArticleInput, day)
	if err != nil {
		return nil, err
	}
	q := citegraph.QueryFor(place, day)
	q.OnDay = in.AsOf != ""
	q.Kind, q.Limit, q.Offset = in.Kind, in.Size, (in.Page-1)*in.Size
	cited, err := data.Graph.CitedBy(ctx, q)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewCitedByPage(place.Address(day), day, cited, in.Page, in.Size)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.CitedByPage]{j}, nil
}
