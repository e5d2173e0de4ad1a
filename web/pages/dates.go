package pages

import "bytes"

// plainOnly are the elements whose text stays as it is: they hold no other elements, or what they say is drawn, typed or
// run.
var plainOnly = map[string]bool{"title": true, "textarea": true, "option": true, "script": true, "style": true, "svg": true, "time": true,
	"pre": true}

// wholeDates puts each day in the text of a rendered page into an element of its own, which styles keep in one line:
// browsers break 2021-01-01 behind a hyphen. In what [html/template] writes < and > are those of tags alone.
func wholeDates(page []byte) []byte {
	out := make([]byte, 0, len(page)+len(page)/16)
	var inside []byte // of the elements of plainOnly
	for len(page) > 0 {
		end := bytes.IndexByte(page, '<')
		if end < 0 {
			end = len(page)
		}
		if inside == nil {
			out = appendDated(out, page[:end])
		} else {
			out = append(out, page[:end]...)
		}
		page = page[end:]
		end = bytes.IndexByte(page, '>') + 1
		if end == 0 { // no tag, or one that does not end
			return append(out, page...)
		}
		name := tagName(page[:end])
		out, page = append(out, page[:end]...), page[end:]
		switch {
		case inside == nil && plainOnly[string(name)]:
			inside = name
		case inside != nil && bytes.Equal(name, append([]byte("/"), inside...)):
			inside = nil
		}
	}
	return out
}

// lenDay is the length of a day as most pages write it, 2021-01-01.
const lenDay = len("2006-01-02")

// appendDated appends text whose days are elements.
func appendDated(out, text []byte) []byte {
	for {
		at := dayIn(text)
		if at < 0 {
			return append(out, text...)
		}
		out = append(append(append(append(out, text[:at]...), "<time>"...), text[at:at+lenDay]...), "</time>"...)
		text = text[at+lenDay:]
	}
}

// dayIn is where the first day in a text begins, -1 where there is none.
func dayIn(text []byte) int {
	const year = len("2006")
	for from := 0; ; {
		i := bytes.IndexByte(text[from:], '-')
		if i < 0 {
			return -1
		}
		at := from + i - year
		from += i + 1
		if at >= 0 && isDay(text[at:]) && (at == 0 || !isDigit(text[at-1])) && (len(text) == at+lenDay || !isDigit(text[at+lenDay])) {
			return at
		}
	}
}

// isDay reports whether a text begins with a day.
func isDay(text []byte) bool {
	if len(text) < lenDay {
		return false
	}
	for i, c := range text[:lenDay] {
		if isDigit(c) == (i == 4 || i == 7) || !isDigit(c) && c != '-' {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// tagName is the name in a tag, with the stroke of one that ends an element.
func tagName(tag []byte) []byte {
	tag = tag[1:]
	return tag[:bytes.IndexAny(tag, " \n>")]
}
