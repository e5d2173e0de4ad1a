package pages

import (
	"encoding/json"
	"fmt"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// cutDiffFormat takes the ending of a file off the path of a comparison of two texts of a law:
// diff.docx and diff.json.
func cutDiffFormat(local string) (rest, format string) {
	for _, f := range [...]string{"docx", "json"} {
		if local == diffPath+"."+f {
			return diffPath, f
		}
	}
	return local, ""
}

// saveDiff hands out a comparison of two texts.
func (r *request) saveDiff(format string, from, to statute.Address, list []lawhistory.Difference) error {
	name := textDiff(to.Law, from.Version, to.Version)
	if format == "json" {
		content, err := json.Marshal(wire.NewDiff(from, to, list))
		if err != nil {
			return fmt.Errorf("writing a comparison as JSON: %w", err)
		}
		return r.download(name+".json", echo.MIMEApplicationJSON, content)
	}
	content, err := export.DiffDOCX(r.ctx(), name, [2]string{from.String(), to.String()}, list)
	if err != nil {
		return err
	}
	return r.download(name+".docx", export.WordType, content)
}

// diffFiles are the files of a comparison.
func (r *request) diffFiles(key string) []fileLink {
	var list []fileLink
	for _, f := range [...][2]string{{"Word", "docx"}, {"JSON", "json"}} {
		list = append(list, fileLink{f[0], r.list(lawPath(key, diffPath)+"."+f[1], r.QueryParams()).with("view", "")})
	}
	return list
}
