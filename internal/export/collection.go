package export

import "context"

// Collected is an entry of a visitor's own list.
type Collected struct {
	Title string
	Text  string
	URL   string
}

// CollectionDOCX is a visitor's own list as a Word document, in its order. The error is
// that of the context, where it ends first.
func CollectionDOCX(ctx context.Context, list []Collected) ([]byte, error) {
	d := newDocument(CollectionTitle)
	for _, x := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d.AddParagraph().AddText(x.Title).Bold()
		d.AddParagraph().AddText(x.Text)
		d.AddParagraph().AddText(x.URL)
	}
	return written(ctx, d)
}
