package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// apiLaws registers what answers for laws.
func (s *server) laws(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "laws", Method: http.MethodGet, Path: "/api/v1/laws", Summary: textAPILaws}, s.apiLawList)
	huma.Register(a, huma.Operation{OperationID: "law", Method: http.MethodGet, Path: "/api/v1/laws/{key}", Summary: textAPILaw}, s.apiLaw)
}

type lawListInput struct {
	Q     string `query:"q" doc:"名称中的字"`
	Level string `query:"level" doc:"级别，如 司法解释"`
	Page  int    `query:"page" minimum:"1" default:"1"`
	Size  int    `query:"size" minimum:"1" maximum:"100" default:"20"`
}

type lawListOutput struct {
	Body struct {
		Total int          `json:"total"`
		Page  int          `json:"page"`
		Size  int          `json:"size"`
		Laws  []lawSummary `json:"laws"`
	}
}

// lawSummary is a law in a list.
type lawSummary struct {
	Law      string        `json:"law" doc:"地址里的名称"`
	Level    statute.Level `json:"level"`
	Issuers  []string      `json:"issuers"`
	Versions int           `json:"versions"`
	Latest   string        `json:"latest" doc:"最新文本的日期"`
}

func (s *server) apiLawList(ctx context.Context, in *lawListInput) (*lawListOutput, error) {
	data, _, release := s.acquire()
	defer release()
	all, err := data.Laws.Laws(ctx)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	out := &lawListOutput{}
	b := &out.Body
	b.Page, b.Size, b.Laws = in.Page, in.Size, []lawSummary{}
	for _, l := range all {
		if !strings.Contains(l.Key, in.Q) || in.Level != "" && string(l.Level) != in.Level {
			continue
		}
		if b.Total++; b.Total > (in.Page-1)*in.Size && len(b.Laws) < in.Size {
			b.Laws = append(b.Laws, lawSummary{l.Key, l.Level, append([]string{}, l.Issuers...), l.Versions, l.Latest})
		}
	}
	return out, nil
}

type lawInput struct {
	Key string `path:"key" doc:"法律的名称；旧文本加 @ 和日期"`
}

type lawOutput struct {
	Body struct {
		Law         string         `json:"law"`
		Title       string         `json:"title"`
		Level       statute.Level  `json:"level"`
		Issuers     []string       `json:"issuers"`
		Version     string         `json:"version"`
		Number      string         `json:"document_number"`
		Status      statute.Status `json:"status"`
		InForceFrom statute.Date   `json:"in_force_from"`
		Versions    []apiVersion   `json:"versions"`
		Contents    []apiHeading   `json:"contents"`
		Articles    []apiUnit      `json:"articles"`
	}
}

type apiVersion struct {
	Version     string         `json:"version"`
	Status      statute.Status `json:"status"`
	InForceFrom statute.Date   `json:"in_force_from"`
}

type apiHeading struct {
	Address string `json:"address,omitempty"`
	Title   string `json:"title"`
}

type apiUnit struct {
	Address string `json:"address"`
	Number  string `json:"number"`
	Text    string `json:"text"`
}

func (s *server) apiLaw(ctx context.Context, in *lawInput) (*lawOutput, error) {
	data, today, release := s.acquire()
	defer release()
	name, version, _ := strings.Cut(in.Key, "@")
	if keys := data.Names.Resolve(name); len(keys) == 1 {
		name = keys[0]
	}
	place, err := data.Laws.Lookup(ctx, statute.Address{Law: name, Version: version}, today)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return nil, huma.Error404NotFound(m.Error())
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	out := &lawOutput{}
	b := &out.Body
	v := place.Version
	b.Law, b.Title, b.Level, b.Issuers, b.Version, b.Number, b.Status, b.InForceFrom = place.Law.Key, place.Law.Title, place.Law.Level, append([]string{}, place.Law.Issuers...), v.Label, v.Number, v.StatusOn(today), v.InForceFrom
	b.Versions, b.Contents, b.Articles = []apiVersion{}, []apiHeading{}, []apiUnit{}
	for _, o := range place.Law.Versions {
		b.Versions = append(b.Versions, apiVersion{o.Label, o.StatusOn(today), o.InForceFrom})
	}
	if err := contentsOf(ctx, data.Laws, place, today, out); err != nil {
		return nil, s.apiError(ctx, err)
	}
	return out, nil
}

// contentsOf fills headings and articles, in reading order.
func contentsOf(ctx context.Context, laws LawReader, place *kb.Place, today statute.Date, out *lawOutput) error {
	headings, err := laws.Headings(ctx, place.Version.ID)
	if err != nil {
		return err
	}
	for _, h := range headings {
		out.Body.Contents = append(out.Body.Contents, apiHeading{h.Address, h.Name()})
	}
	units, err := laws.Units(ctx, place.Version.ID)
	if err != nil {
		return err
	}
	of := place.Address(today).Whole().String()
	for _, u := range units {
		if u.Address != "" {
			out.Body.Articles = append(out.Body.Articles, apiUnit{of + "/" + u.Address, u.Label, u.Text()})
		}
	}
	return nil
}
