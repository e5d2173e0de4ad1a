package flk

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// file is what was downloaded of a text.
type file struct {
	ext  string // ".docx" or ".pdf"
	data []byte
}

// file brings the DOCX of a text, else its PDF. What else the database has of it is named.
func (a *asker) file(ctx context.Context, r record) (file, error) {
	var reasons []string
	whole := refusal{unaddressed: true}
	for _, format := range [...]string{"docx", "pdf"} {
		data, err := a.download(ctx, r.ID, format)
		if err == nil {
			ext, reason := kindOf(data)
			if reason == "" {
				return file{ext, data}, nil
			}
			err = refuse(isPage(data) || len(data) == 0, "%s", reason)
		}
		var refused *refusal
		if !errors.As(err, &refused) {
			return file{}, err
		}
		whole.passing = whole.passing || refused.passing
		whole.unaddressed = whole.unaddressed && refused.unaddressed
		reasons = append(reasons, strings.ToUpper(format)+"："+refused.why)
	}
	whole.why = strings.Join(reasons, "；")
	return file{}, &whole
}

// address asks where a file of a text is to be had.
func (a *asker) address(ctx context.Context, id, format string) (string, error) {
	o, err := a.post(ctx, "/law-search/download/batch", []map[string]string{{"bbbs": id, "format": format}})
	if err != nil {
		return "", err
	}
	address := addressIn(o["data"])
	if address == "" {
		why := "没有给出下载地址：应答的 data 里没有 " + strings.Join(addressNames[:], "、")
		if names := namesIn(o["data"]); names != nil {
			why += "，有的是 " + strings.Join(names, "、")
		}
		return "", &refusal{why: why, unaddressed: true}
	}
	return address, nil
}

// download asks for the address of a file and for the file.
func (a *asker) download(ctx context.Context, id, format string) ([]byte, error) {
	address, err := a.address(ctx, id, format)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(a.base + "/")
	if err != nil {
		return nil, fmt.Errorf("reading the address of the database: %w", err)
	}
	u, err := base.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != base.Scheme {
		return nil, refuse(true, "下载地址 %.60q 不是网址", address)
	}
	answer, err := a.ask(ctx, download.Question{Method: http.MethodGet, URL: u.String(), MaxBytes: maxFile})
	return answer.Body, err
}

// addressNames are the fields in which an answer gives an address.
var addressNames = [...]string{"url", "downloadUrl", "link", "data"}

// maxNames is how many fields of an answer are named where one is missed.
const maxNames = 8

// namesIn are the names of the fields that an answer has, the first of them.
func namesIn(v any) []string {
	var names []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			names = append(names, namesIn(e)...)
		}
	case map[string]any:
		names = slices.Collect(maps.Keys(v))
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return names[:min(len(names), maxNames)]
}

// addressIn is the address that an answer gives, wherever it stands in it.
func addressIn(v any) string {
	switch v := v.(type) {
	case string:
		if strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://") || strings.HasPrefix(v, "/") {
			return v
		}
	case []any:
		for _, e := range v {
			if s := addressIn(e); s != "" {
				return s
			}
		}
	case map[string]any:
		for _, name := range addressNames {
			if s := addressIn(v[name]); s != "" {
				return s
			}
		}
	}
	return ""
}

// kindOf tells by the content of a file how it is read; reason says in the user's words why it
// cannot be.
func kindOf(data []byte) (ext, reason string) {
	switch {
	case len(data) == 0:
		return "", "文件是空的"
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return ".pdf", ""
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return "", "旧版 Word 文件（.doc），读不了"
	case isPage(data):
		return "", "下载到的不是文件而是网页" + titleOf(data)
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "", "不认识的文件格式"
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", "文件不完整"
	}
	for _, f := range archive.File {
		switch f.Name {
		case "word/document.xml":
			return ".docx", ""
		case "OFD.xml":
			return "", "OFD 版式文件，读不了"
		}
	}
	return "", "不认识的文件格式"
}

// unfit are characters that names of files may not have somewhere.
var unfit = strings.NewReplacer("/", "／", `\`, "＼", ":", "：", "*", "＊", "?", "？", `"`, "”", "<", "〈", ">", "〉", "|", "｜", "\x00", "")

// maxName bounds the title in the name of a file, in bytes: systems take 255 with the rest.
const maxName = 180

// store puts a file of a text into its place below the folder and gives that place. The one that
// the text had before goes, where it has another name.
func store(folder string, r record, f file, texts map[string]record) (string, error) {
	title := unfit.Replace(r.Title)
	for len(title) > maxName {
		runes := []rune(title)
		title = string(runes[:len(runes)-1])
	}
	place := path.Join(or(folderOf(r.Code), "其他"), fmt.Sprintf("%s(%s)%s", title, r.Promulgated, f.ext))
	for id, other := range texts {
		if id != r.ID && strings.EqualFold(other.File, place) { // another text of that name and day
			place = path.Join(path.Dir(place), fmt.Sprintf("%s %.8s(%s)%s", title, unfit.Replace(r.ID), r.Promulgated, f.ext))
			break
		}
	}
	full := filepath.Join(folder, filepath.FromSlash(place))
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return "", fmt.Errorf("making a folder for texts: %w", err)
	}
	if err := wholefile.Write(full, f.data, 0o600); err != nil {
		return "", fmt.Errorf("storing %s: %w", place, err)
	}
	if before := texts[r.ID].File; before != "" && before != place {
		if err := os.Remove(filepath.Join(folder, filepath.FromSlash(before))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("removing the text of before: %w", err)
		}
	}
	return place, nil
}
