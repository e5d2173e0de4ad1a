package pages

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/statute"
)

// views are the parsed templates and the static files with their checksums.
type views struct {
	pages  map[string]*template.Template
	assets map[string]asset
}

type asset struct {
	content []byte
	mime    string
	sum     string
}

// loadViews parses every page together with the layout.
func loadViews(files fs.FS) (*views, error) {
	v := &views{pages: map[string]*template.Template{}, assets: map[string]asset{}}
	static, err := fs.ReadDir(files, "static")
	if err != nil {
		return nil, fmt.Errorf("reading the static files: %w", err)
	}
	for _, f := range static {
		content, err := fs.ReadFile(files, "static/"+f.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the static files: %w", err)
		}
		content = withoutComments(path.Ext(f.Name()), content)
		sum := sha256.Sum256(content)
		v.assets[f.Name()] = asset{content, mime.TypeByExtension(path.Ext(f.Name())), hex.EncodeToString(sum[:6])}
	}
	pages, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	for _, p := range pages {
		name := strings.TrimSuffix(path.Base(p), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		root, parts := "layout.html", []string{"templates/layout.html", "templates/parts.html", p}
		switch name {
		case "report": // a page to be saved has nothing around it
			root, parts = "report.html", []string{p}
		case "netfile":
			root, parts = "netfile.html", []string{"templates/parts.html", p}
		}
		t, err := template.New(root).Funcs(v.functions()).ParseFS(files, parts...)
		if err != nil {
			return nil, fmt.Errorf("parsing the template %s: %w", name, err)
		}
		v.pages[name] = t
	}
	return v, nil
}

// Comments of style sheets and the space around what divides them, and comments of scripts that stand in lines of
// their own.
var (
	styleComment  = regexp.MustCompile(`(?s)/\*.*?\*/\s*`)
	styleSpace    = regexp.MustCompile(`\s*([{};,])\s*`)
	scriptComment = regexp.MustCompile(`(?m)^[ \t]*//.*\n`)
)

// withoutComments leaves out what is for the readers of the sources: every first view pays for it.
func withoutComments(ext string, content []byte) []byte {
	switch ext {
	case ".css":
		return styleSpace.ReplaceAll(styleComment.ReplaceAll(content, nil), []byte("$1"))
	case ".js":
		return scriptComment.ReplaceAll(content, nil)
	}
	return content
}

func (v *views) functions() template.FuncMap {
	return template.FuncMap{
		"asset": func(name string) (string, error) {
			a, ok := v.assets[name]
			if !ok {
				return "", fmt.Errorf("no static file %q", name)
			}
			return "/static/" + name + "?v=" + a.sum, nil
		},
	}
}

// frame is what every page shows around its content.
type frame struct {
	links
	Read     statute.Date // the day for which what is on the page is read, "" where it is today
	Title    string       // of the page, shown in the window
	Query    string       // in the search box
	Until    string       // the date up to which the collection goes
	Also     *choice      // the results of the query that led here
	TodayURL string       // where a page is read for a day, or was to be: the same of today
	Day      *dayForm
	Here     string // path of the page with its parameters, for its print and to share
	Printed  string // in a print: of which day the text is, and where it comes from
	Home     bool   // whether the search box stands on the page instead of above it
	Meta     meta
}

// AsOf is the day that was asked for, which the forms of the page keep; "" where none was.
func (f frame) AsOf() string { return string(f.asOf) }

// Share is the address of the page for others: with its day and what it shows, without the query that
// led to it.
func (f frame) Share() string {
	u, err := url.Parse(f.Here)
	if err != nil || f.Here == "" {
		return ""
	}
	params := u.Query()
	params.Del(dayParam)
	if f.Also != nil {
		params.Del(queryParam)
	}
	path := u.EscapedPath()
	if len(params) > 0 {
		path += "?" + params.Encode()
	}
	return f.Link(path)
}

// Banner says for which day the page is, "" where it is today's.
func (f frame) Banner() string {
	if f.Read == "" {
		return ""
	}
	return textAsOf(f.Read)
}

// render writes a page. It is rendered whole before anything is sent, so that
// an error is still an error page.
func (s *Site) render(c echo.Context, status int, page string, data any) error {
	t, ok := s.views.pages[page]
	if !ok {
		return fmt.Errorf("no page %q", page)
	}
	b := pageBuffer{ctx: c.Request().Context()}
	if err := t.Execute(&b, data); err != nil {
		return fmt.Errorf("rendering the page %s: %w", page, err)
	}
	// A query or the name of a file may hold bytes that are no text, and comes back on the page.
	return c.HTMLBlob(status, bytes.ToValidUTF8(wholeDates(b.Bytes()), []byte("\uFFFD")))
}

// pageBuffer takes a page while there is time for it.
type pageBuffer struct {
	bytes.Buffer
	ctx context.Context
}

// Write implements io.Writer.
func (b *pageBuffer) Write(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.Buffer.Write(p)
}

// frame fills the frame of a page.
func (r *request) frame(title, query string) frame {
	f := frame{links: r.links, Read: r.asOf, Title: title, Query: query, Until: r.Laws.CollectedUntil(), Here: r.Request().URL.RequestURI(),
		Meta: r.newMeta()}
	if r.asOf != "" {
		f.TodayURL = todayURL(r)
	}
	f.cameFrom(r)
	return f
}

// static serves an embedded file. Its address carries its checksum, so it may
// be kept for ever.
func (s *Site) static(c echo.Context) error {
	a, ok := s.views.assets[c.Param("file")]
	if !ok {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, a.mime, a.content)
}
