package wordedit

import (
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relationSpace = "http://schemas.openxmlformats.org/package/2006/relationships"
	typeSpace     = "http://schemas.openxmlformats.org/package/2006/content-types"
	commentsType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	typesName     = "[Content_Types].xml"
	// idPrefix begins the ids of the relations that are added.
	idPrefix = "rFatiao"
)

// finish writes the parts into which something was inserted, the relations of the links, and the
// comments.
func (e *editor) finish() error {
	firstComment := 0
	if len(e.comments) > 0 {
		var err error
		if firstComment, err = e.writeComments(); err != nil {
			return err
		}
	}
	for _, p := range e.order {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		if len(p.inserted) == 0 {
			continue
		}
		lastLink, err := e.relate(p)
		if err != nil {
			return err
		}
		e.file.write(p.name, p.edited(lastLink, firstComment))
	}
	return nil
}

// relationsOf is the part with the relations of a part.
func relationsOf(name string) string {
	dir, base := path.Split(name)
	return dir + "_rels/" + base + ".rels"
}

// relations reads the relations of a part, and the highest number among the ids of ours.
func (e *editor) relations(name string, visit func(kind, target string)) (*list, int, error) {
	highest := 0
	l, err := e.file.list(relationsOf(name), xmlHead+`<Relationships xmlns="`+relationSpace+`"></Relationships>`,
		func(x xml.StartElement) {
			highest = max(highest, number(attr(x, "Id"), idPrefix))
			if !strings.EqualFold(attr(x, "TargetMode"), "External") {
				visit(path.Base(attr(x, "Type")), attr(x, "Target"))
			}
		})
	return l, highest, err
}

// relate writes the relations of the links of a part, which are numbered behind highest.
func (e *editor) relate(p *part) (highest int, err error) {
	if len(p.links) == 0 {
		return 0, nil
	}
	l, highest, err := e.relations(p.name, func(string, string) {})
	if err != nil {
		return 0, err
	}
	var b strings.Builder
	for _, url := range slices.SortedFunc(maps.Keys(p.links), func(x, y string) int { return p.links[x] - p.links[y] }) {
		fmt.Fprintf(&b, `<%sRelationship Id="%s%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, l.prefix, idPrefix,
			highest+p.links[url], relationships(p.space), escaped(url))
	}
	e.file.add(l, b.String())
	return highest, nil
}

// writeComments writes the comments behind those that are there, and gives the id of the first.
func (e *editor) writeComments() (first int, err error) {
	main := e.parts[e.doc.Main]
	target := ""
	rels, highest, err := e.relations(main.name, func(kind, to string) {
		if kind == "comments" && target == "" {
			target = to
		}
	})
	if err != nil {
		return 0, err
	}
	dir := path.Dir(main.name)
	name := strings.TrimPrefix(path.Join("/", dir, target), "/")
	if strings.HasPrefix(target, "/") {
		name = target[1:]
	}
	if target == "" || !e.file.has(name) {
		target = "comments.xml"
		for n := 2; e.file.has(path.Join(dir, target)); n++ {
			target = fmt.Sprintf("comments%d.xml", n)
		}
		name = strings.TrimPrefix(path.Join("/", dir, target), "/")
		e.file.add(rels, fmt.Sprintf(`<%sRelationship Id="%s%d" Type="%s/comments" Target="%s"/>`, rels.prefix, idPrefix, highest+1,
			relationships(main.space), escaped(target)))
		types, err := e.file.list(typesName, xmlHead+`<Types xmlns="`+typeSpace+`"></Types>`, func(xml.StartElement) {})
		if err != nil {
			return 0, err
		}
		e.file.add(types, fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, types.prefix, escaped(name), commentsType))
	}
	l, err := e.file.list(name, xmlHead+`<w:comments xmlns:w="`+main.space+`"></w:comments>`, func(x xml.StartElement) {
		if n, err := strconv.Atoi(attr(x, "id")); x.Name.Local == "comment" && err == nil {
			first = max(first, n+1)
		}
	})
	if err != nil {
		return 0, err
	}
	w := strings.TrimSuffix(l.prefix, ":")
	if w == "" {
		return 0, fmt.Errorf("%w: %s: no prefix", ErrDamaged, name)
	}
	e.file.add(l, e.commentsXML(w, first))
	return first, nil
}

func (e *editor) commentsXML(w string, first int) string {
	var b strings.Builder
	for i, paragraphs := range e.comments {
		fmt.Fprintf(&b, `<%[1]s:comment %[1]s:id="%[2]d" %[1]s:author="%[3]s" %[1]s:date="%[4]s" %[1]s:initials="%[5]s">`, w, first+i,
			escaped(e.author.Name), e.author.Day.UTC().Format(time.RFC3339), escaped(e.author.Initials))
		for _, p := range paragraphs {
			fmt.Fprintf(&b, `<%[1]s:p><%[1]s:r><%[1]s:t xml:space="preserve">%[2]s</%[1]s:t></%[1]s:r></%[1]s:p>`, w, escaped(p))
		}
		fmt.Fprintf(&b, `</%s:comment>`, w)
	}
	return b.String()
}
