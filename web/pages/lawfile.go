package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// articlesParam is the parameter of a file that takes some articles: 1034-1038, b4/z6.
const articlesParam = "articles"

// lawTypes are the media types of the formats of laws.
var lawTypes = map[string]string{"docx": export.WordType, "md": export.MarkdownType, "txt": export.TextType,
	"json": echo.MIMEApplicationJSON, "xml": export.AKNType}

// cutFormat takes the ending of a file off a path: 民法典.docx. format is "" where there is none.
func cutFormat(path string) (rest, format string) {
	i := strings.LastIndexByte(path, '.')
	if i > 0 && slices.Contains(export.LawFormats[:], path[i+1:]) {
		return path[:i], path[i+1:]
	}
	return path, ""
}

// lawFile hands out a law, or local in it, as a file. name is the law of the path.
func (s *Site) lawFile(r *request, name, local, format string) error {
	key, version, _ := strings.Cut(name, "@")
	a := statute.Address{Law: key, Version: version}
	if !r.Names.IsLoaded(key) {
		if keys := r.Names.Resolve(key); len(keys) == 1 && keys[0] != key {
			a.Law = keys[0]
			to := r.law(a.Whole().String(), local) + "." + format // with the other parameters it would be another file
			return r.Redirect(http.StatusFound, r.withArticles(to))
		}
	}
	var err error
	if a.Provision, err = statute.ParseProvision(local); err != nil && local != "" {
		return echo.NewHTTPError(http.StatusNotFound, err.Error())
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	if r.isFresh() {
		return r.NoContent(http.StatusNotModified)
	}
	t, err := export.ReadLaw(r.ctx(), r.Laws, place, r.QueryParam(articlesParam), r.day, r.today)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if said, ok := usererr.Text(err); ok {
		return echo.NewHTTPError(http.StatusBadRequest, said)
	}
	if err != nil {
		return err
	}
	t.Page = r.base + lawPath(t.Law.Key+"@"+t.Version.Label, a.Provision.String())
	content, err := t.Encode(r.ctx(), format, func() (map[int64][]citegraph.Cite, error) { return r.citesIn(t) })
	if err != nil {
		return err
	}
	return r.download(t.FileName()+"."+format, lawTypes[format], content)
}

// withArticles keeps the parameter of a range in a link.
func (r *request) withArticles(link string) string {
	v := r.QueryParam(articlesParam)
	if v == "" {
		return link
	}
	joint := "?"
	if strings.Contains(link, "?") {
		joint = "&"
	}
	return link + joint + articlesParam + "=" + url.QueryEscape(v)
}

// citesIn are the citations of what is handed out, on the day that was asked for.
func (r *request) citesIn(t *export.LawText) (map[int64][]citegraph.Cite, error) {
	if r.asked {
		return r.Graph.CitesOfVersionOn(r.ctx(), t.Version.ID, r.day)
	}
	return r.Graph.CitesOfVersion(r.ctx(), t.Version.ID, r.day)
}

// fileLink is a file that a page offers.
type fileLink struct{ Name, URL string }

// filesOf are the files of a page by its path.
func (r *request) filesOf(path string) []fileLink {
	var list []fileLink
	for _, f := range [...][2]string{{"Word", "docx"}, {"Markdown", "md"}, {textPlain, "txt"}, {"JSON", "json"}, {"Akoma Ntoso", "xml"}} {
		list = append(list, fileLink{f[0], r.Link(path + "." + f[1])})
	}
	return list
}
