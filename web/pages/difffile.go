package pages

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

// cutDiffFormat takes the ending of a file off the path of a comparison of two texts of a law, or of
// an article in them: diff.docx, 15/diff.json.
func cutDiffFormat(local string) (rest, format string) {
	at, format := cutFormat(local)
	if isDiff(at) && slices.Contains(export.DiffFormats[:], format) {
		return at, format
	}
	return local, ""
}

// isDiff reports whether a path in a law is that of a comparison.
func isDiff(local string) bool { return local == diffPath || strings.HasSuffix(local, "/"+diffPath) }

// saveDiff hands out a comparison of two texts, or of an article in them.
func (r *request) saveDiff(format, name string, from, to statute.Address, list []lawhistory.Difference) error {
	content, err := export.EncodeDiff(r.ctx(), format, name, from, to, list)
	if err != nil {
		return err
	}
	return r.download(name+"."+format, lawTypes[format], content)
}

// diffFiles are the files of a comparison by its path.
func (r *request) diffFiles(path string) []fileLink {
	var list []fileLink
	for _, f := range [...][2]string{{"Word", "docx"}, {"JSON", "json"}} {
		list = append(list, fileLink{f[0], r.list(path+"."+f[1], r.QueryParams()).with("view", "")})
	}
	return list
}
