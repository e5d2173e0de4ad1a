package corpus

import (
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText gets the main text of a page, without navigation, and its title.
// Headings become Markdown headings and rows of tables Markdown rows, so that
// the levels survive.
func htmlText(page string) (text, title string, err error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return "", "", problemf("HTML 读不懂：%v", err)
	}
	whole := &htmlWriter{}
	whole.node(doc)
	text = whole.text()
	// Readability drops what it takes for clutter. Where that is more than
	// half, as in pages that are all one list, the whole body is safer.
	again, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return text, whole.title, nil
	}
	if article, err := readability.FromDocument(again, &url.URL{}); err == nil && article.Node != nil {
		main := &htmlWriter{}
		main.node(article.Node)
		if t := main.text(); len(t)*2 >= len(text) {
			text = t
		}
		if h := strings.TrimSpace(article.Title); h != "" && whole.title == "" {
			whole.title = h
		}
	}
	if strings.TrimSpace(text) == "" {
		return "", "", problemf("网页里没有正文")
	}
	return text, withoutSite(whole.title), nil
}

// fragmentText gets the text of a piece of markup, such as a judgment in a
// database. Where it has more line ends than blocks, the line ends are its
// own and stay.
func fragmentText(s string) (string, error) {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return "", problemf("正文里的 HTML 读不懂")
	}
	blocks := strings.Count(s, "<p") + strings.Count(s, "<div") + strings.Count(s, "<br")
	w := &htmlWriter{keepLines: strings.Count(s, "\n") > 2*blocks}
	w.node(doc)
	text := w.text()
	if text == "" {
		return "", problemf("正文里只有标记，没有文字")
	}
	return text, nil
}

// withoutSite takes the name of the site off the title of a page:
// 养犬管理办法_某网.
func withoutSite(title string) string {
	if i := strings.IndexAny(title, "_|"); i > 0 {
		return strings.TrimSpace(title[:i])
	}
	if i := strings.Index(title, " - "); i > 0 {
		return strings.TrimSpace(title[:i])
	}
	return title
}

type htmlWriter struct {
	b         strings.Builder
	title     string
	keepLines bool // line ends in the text are line ends
}

func (w *htmlWriter) text() string {
	var lines []string
	for _, l := range strings.Split(w.b.String(), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

func (w *htmlWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if w.keepLines {
			w.b.WriteString(n.Data)
			return
		}
		// Line ends inside a paragraph are no line ends of the text.
		w.b.WriteString(strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(n.Data))
		return
	case html.CommentNode:
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Nav, atom.Footer, atom.Aside, atom.Button, atom.Input, atom.Select, atom.Iframe,
		atom.Svg, atom.Head, atom.Template:
		if n.DataAtom == atom.Head {
			w.head(n)
		}
		return
	case atom.Br:
		w.b.WriteByte('\n')
		return
	case atom.Header:
		w.titles(n)
		return
	case atom.Pre:
		kept := w.keepLines
		w.keepLines = true
		w.b.WriteByte('\n')
		w.children(n)
		w.b.WriteByte('\n')
		w.keepLines = kept
		return
	case atom.Tr:
		w.row(n)
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.b.WriteString("\n" + strings.Repeat("#", int(n.Data[1]-'0')) + " ")
		w.children(n)
		w.b.WriteByte('\n')
		return
	}
	block := blocks[n.DataAtom]
	if block {
		w.b.WriteByte('\n')
	}
	w.children(n)
	if block {
		w.b.WriteByte('\n')
	}
}

// titles writes the headings of a page's header, whose rest is navigation.
func (w *htmlWriter) titles(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.H1 {
			w.node(c)
		} else {
			w.titles(c)
		}
	}
}

func (w *htmlWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *htmlWriter) head(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Title && c.FirstChild != nil {
			w.title = strings.TrimSpace(c.FirstChild.Data)
		}
	}
}

// row writes a row of a table. A row with one cell is layout, not a table.
func (w *htmlWriter) row(n *html.Node) {
	var cells []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cell := &htmlWriter{}
			cell.children(c)
			if len(cells) == 0 && c.NextSibling == nil {
				w.b.WriteString("\n" + cell.b.String() + "\n")
				return
			}
			cells = append(cells, strings.Join(strings.Fields(cell.text()), " "))
		}
	}
	if len(cells) == 1 {
		w.b.WriteString("\n" + cells[0] + "\n")
	} else if len(cells) > 1 {
		w.b.WriteString("\n| " + strings.Join(cells, " | ") + " |\n")
	}
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Li: true, atom.Ul: true, atom.Ol: true,
	atom.Table: true, atom.Blockquote: true, atom.Dd: true, atom.Dt: true, atom.Dl: true, atom.Form: true, atom.Center: true,
	atom.Body: true, atom.Hr: true,
}
