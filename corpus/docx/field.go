package docx

import (
	"regexp"
	"strconv"
	"strings"
)

// field is a field that is open: first its instruction is read, then its result, which is
// what Word showed last.
type field struct {
	instruction strings.Builder
	result      bool
	pageNumber  bool // its result means nothing outside of the pages
	contents    bool // a table of contents
	dropped     strings.Builder
	form        string // what a form field shows
}

// pageFields are the fields whose results are numbers of pages.
var pageFields = map[string]bool{"PAGE": true, "PAGEREF": true, "NUMPAGES": true, "SECTIONPAGES": true}

func (r *reader) beginField() { r.fields = append(r.fields, &field{}) }

func (r *reader) instruct(text string) {
	if n := len(r.fields); n > 0 && !r.fields[n-1].result && r.fields[n-1].instruction.Len() < maxInstruction {
		r.fields[n-1].instruction.WriteString(text)
	}
}

// maxInstruction bounds the instruction of a field, in bytes.
const maxInstruction = 4096

func (r *reader) separateField() {
	if n := len(r.fields); n > 0 {
		f := r.fields[n-1]
		f.result = true
		name := f.name()
		f.pageNumber, f.contents = pageFields[name], name == "TOC"
	}
}

// name is what a field is, in capitals.
func (f *field) name() string {
	words := strings.Fields(f.instruction.String())
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(words[0])
}

// endField ends the innermost field. One that has no result shows what its instruction
// says, where that is text.
func (r *reader) endField(p *paragraph) error {
	n := len(r.fields)
	if n == 0 {
		return nil
	}
	f := r.fields[n-1]
	r.fields = r.fields[:n-1]
	if f.result {
		return nil
	}
	return r.write(p, f.shown())
}

// suppressing is the open field that keeps text from being shown, nil where there is none.
func (r *reader) suppressing() *field {
	for _, f := range r.fields {
		if !f.result || f.pageNumber {
			return f
		}
	}
	return nil
}

// inContents reports whether a table of contents is being read.
func (r *reader) inContents() bool {
	for _, f := range r.fields {
		if f.contents {
			return true
		}
	}
	return false
}

// unfinished writes what fields kept back that never ended: the file is wrong there, and
// text is not to be lost by it.
func (r *reader) unfinished(w *writer) {
	for _, f := range r.fields {
		if text := strings.TrimSpace(f.dropped.String()); text != "" {
			w.line(text)
		}
	}
	r.fields = nil
}

// maxFields bounds how deep fields stand in each other.
const maxFields = 64

func (r *reader) fieldChar(s *stream, e element, p *paragraph) error {
	switch e.attr("fldCharType") {
	case "begin":
		if len(r.fields) >= maxFields {
			return nil
		}
		r.beginField()
		return r.fields[len(r.fields)-1].readForm(s)
	case "separate":
		r.separateField()
	case "end":
		return r.endField(p)
	}
	return nil
}

// readForm reads what a form field shows that has no result: a box, a choice of a list.
func (f *field) readForm(s *stream) error {
	return s.each(func(e element) error {
		if e.name != "ffData" {
			return nil
		}
		return s.each(func(e element) error {
			switch e.name {
			case "checkBox":
				f.form = "☐"
				return s.each(func(e element) error {
					if e.name == "checked" || e.name == "default" {
						f.form = map[bool]string{true: "☑", false: "☐"}[e.on()]
					}
					return nil
				})
			case "ddList":
				chosen, entries := 0, 0
				return s.each(func(e element) error {
					switch e.name {
					case "result":
						chosen = integer(e.attr("val"), 0)
					case "listEntry":
						if entries == chosen && len(e.attr("val")) <= maxInstruction {
							f.form = e.attr("val")
						}
						entries++
					}
					return nil
				})
			}
			return nil
		})
	})
}

// shown is the text of a field without a result.
func (f *field) shown() string {
	instruction := strings.TrimSpace(f.instruction.String())
	switch f.name() {
	case "EQ":
		return equation(strings.TrimSpace(instruction[len("EQ"):]))
	case "FORMCHECKBOX", "FORMDROPDOWN":
		return f.form
	case "MACROBUTTON", "GOTOBUTTON": // a name, then what is shown
		if words := strings.SplitN(instruction, " ", 3); len(words) == 3 {
			return strings.TrimSpace(words[2])
		}
	case "SYMBOL":
		return symbolField(instruction)
	case "QUOTE":
		return strings.Trim(strings.TrimSpace(instruction[len("QUOTE"):]), `"“”`)
	}
	return ""
}

// symbolField is the character of SYMBOL 254 \f Wingdings.
func symbolField(instruction string) string {
	words := strings.Fields(instruction)
	if len(words) < 2 {
		return ""
	}
	n, err := strconv.ParseInt(words[1], 0, 32)
	if err != nil {
		return ""
	}
	font := ""
	for i, w := range words {
		if w == `\f` && i+1 < len(words) {
			font = strings.Trim(words[i+1], `"`)
		}
	}
	text, _ := symbol(font, strconv.FormatInt(n, 16))
	return text
}

var (
	switches    = regexp.MustCompile(`\\\*\s*("[^"]*"|\S+)|\\[A-Za-z]+\d*`)
	innermost   = regexp.MustCompile(`\(([^()]*)\)`)
	overstruck  = regexp.MustCompile(`\\o\b[^()]*\([^()]*\)|\\o\\a[clrd]\s*\(`)
	inCircle    = regexp.MustCompile(`[(（]\s*[○〇◯]\s*[,，;；]\s*(\d{1,2})\s*[)）]`)
	fraction    = regexp.MustCompile(`\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)`)
	listOfParts = regexp.MustCompile(`[,;，；]`)
)

// equation is the text of EQ \o\ac(○,11), by which Word puts a number into a circle and
// small characters above others, and of other formulas.
func equation(s string) string {
	if m := inCircle.FindStringSubmatch(s); m != nil {
		return circled(integer(m[1], 0))
	}
	over := overstruck.MatchString(s)
	s = fraction.ReplaceAllString(s, "$1/$2")
	s = strings.TrimSpace(switches.ReplaceAllString(s, ""))
	if over { // the last part is what stands below: the text itself
		for innermost.MatchString(s) && strings.Count(s, "(") > 1 {
			inner := innermost.FindStringIndex(s)
			s = s[:inner[0]] + s[inner[1]:]
		}
		parts := listOfParts.Split(strings.Trim(s, "() "), -1)
		return strings.TrimSpace(parts[len(parts)-1])
	}
	return strings.NewReplacer("(", "", ")", "", ",", "", ";", "").Replace(s)
}
