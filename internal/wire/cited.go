package wire

import (
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// CitedDocument is a document with its citations, a line of `cite --json`.
type CitedDocument struct {
	ID    string               `json:"id,omitempty"`
	Type  statute.DocumentKind `json:"type"`
	Title string               `json:"title"`
	Date  statute.Date         `json:"date"`
	Text  string               `json:"text"`
	Cites []Citation           `json:"cites"`
}

// BatchParagraph is a paragraph with where it stands, a line that `cite --batch` reads.
type BatchParagraph struct {
	ID        string `json:"id"`
	Law       string `json:"law"`
	Article   string `json:"article"`
	Paragraph int    `json:"paragraph"`
	Item      string `json:"item"`
	Date      string `json:"date"` // whose law it speaks of
	Before    string `json:"before"`
	Text      string `json:"text"`
}

// BatchCitations are the citations of a paragraph, a line that `cite --batch` writes.
type BatchCitations struct {
	ID    string     `json:"id"`
	Cites []Citation `json:"cites"`
}

// NewBatchCitations keeps the citations of provisions: not those of whole laws and of
// cases.
func NewBatchCitations(p BatchParagraph, cites []citation.Citation) BatchCitations {
	provisions := make([]citation.Citation, 0, len(cites))
	for _, c := range cites {
		if c.Kind == citation.KindProvision {
			provisions = append(provisions, c)
		}
	}
	return BatchCitations{ID: p.ID, Cites: NewCitations(p.Text, provisions)}
}
