package docx

import (
	"archive/zip"
	"fmt"
	"path"
	"strings"
)

// archive finds the parts of a file. Names of parts ignore case, and some programs write
// \ for /.
type archive struct {
	parts       map[string]*zip.File
	contentType *contentTypes
}

func newArchive(z *zip.Reader) *archive {
	a := &archive{parts: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if name := partName(f.Name); a.parts[name] == nil {
			a.parts[name] = f
		}
	}
	return a
}

// partName is a name as parts are compared by.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(name string) bool { return a.parts[partName(name)] != nil }

// stream opens a part, of which at most limit bytes are read.
func (a *archive) stream(name string, limit int64) (*stream, error) {
	f := a.parts[partName(name)]
	if f == nil {
		return nil, fmt.Errorf("%w: no part %s", ErrDamaged, name)
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	s, err := newStream(in, limit)
	if err != nil {
		return nil, err
	}
	s.part = name
	return s, nil
}

// relation leads from a part to another.
type relation struct{ kind, target string }

type relations []relation

// first is the part to which a part has a relation of a kind, "" where there is none.
func (r relations) first(kind string) string {
	for _, one := range r {
		if one.kind == kind {
			return one.target
		}
	}
	return ""
}

// relations reads the relations of a part, of the whole file for "". They have the last
// words of their types, which both editions of the format share: officeDocument.
func (a *archive) relations(part string) (relations, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !a.has(name) {
		return nil, nil
	}
	s, err := a.stream(name, maxPart)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var all relations
	err = s.root(func(element) error {
		return s.each(func(e element) error {
			if e.name != "Relationship" || strings.EqualFold(e.attr("TargetMode"), "External") {
				return nil
			}
			if len(all) >= maxRelation {
				return fmt.Errorf("%w: relations", ErrTooMuch)
			}
			target := strings.ReplaceAll(e.attr("Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", dir, target)
			}
			all = append(all, relation{kind: path.Base(e.attr("Type")), target: strings.TrimPrefix(target, "/")})
			return nil
		})
	})
	return all, err
}

// main is the name of the main part, "" where there is none. What the relations say comes
// first, then the content types, then the usual name.
func (a *archive) main() string {
	if rels, err := a.relations(""); err == nil {
		if target := rels.first("officeDocument"); a.has(target) {
			return target
		}
	}
	for _, o := range a.types().overrides {
		if strings.HasSuffix(o.kind, ".document.main+xml") && a.has(o.part) {
			return o.part
		}
	}
	if a.has("word/document.xml") {
		return "word/document.xml"
	}
	return ""
}

// contentTypes says of which type parts are.
type contentTypes struct{ overrides []override }

type override struct{ part, kind string }

// of is the content type of a part, "" where only its extension tells.
func (c *contentTypes) of(part string) string {
	for _, o := range c.overrides {
		if partName(o.part) == partName(part) {
			return o.kind
		}
	}
	return ""
}

// types reads the content types; a list that cannot be read is empty, as names help too.
func (a *archive) types() *contentTypes {
	if a.contentType != nil {
		return a.contentType
	}
	a.contentType = &contentTypes{}
	s, err := a.stream("[Content_Types].xml", maxPart)
	if err != nil {
		return a.contentType
	}
	defer s.Close()
	_ = s.root(func(element) error {
		return s.each(func(e element) error {
			if e.name == "Override" && len(a.contentType.overrides) < maxRelation {
				a.contentType.overrides = append(a.contentType.overrides,
					override{strings.TrimPrefix(e.attr("PartName"), "/"), e.attr("ContentType")})
			}
			return nil
		})
	})
	return a.contentType
}
