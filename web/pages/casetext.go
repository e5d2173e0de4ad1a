package pages

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/wire"
)

// caseText hands out a case as a file.
func (s *Site) caseText(r *request, ref, format string) error {
	t, err := export.ReadCase(r.ctx(), r.Documents, ref, r.today)
	if err != nil {
		return err
	}
	if r.isFresh() {
		return r.NoContent(http.StatusNotModified)
	}
	decided := r.decidedOn(t.Day)
	t.Day, t.Until, t.Page = decided.day, r.Laws.CollectedUntil(), r.absolute(wire.DocumentPath(t.Document.DocumentInfo))
	content, err := t.Encode(r.ctx(), format, decided.citesOfPassage)
	if err != nil {
		return err
	}
	return r.download(t.FileName()+"."+format, lawTypes[format], content)
}

// resultFormats are the formats of lists of results.
var resultFormats = [...]string{"csv", "docx", "json"}

// resultTypes are their media types.
var resultTypes = map[string]string{"csv": "text/csv; charset=utf-8", "docx": export.WordType, "json": echo.MIMEApplicationJSON}
