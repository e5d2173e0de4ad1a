package kb

import (
	"context"

	"github.com/fatiao/fatiao/internal/statute"
)

// Titled is a part of a law or an annex with the title that it bears in one text of it.
type Titled struct {
	Law     string // key
	Version string // label
	Local   string // address in the law: b3, 附件1
	Title   string // 第三编 without its number: 合同; of an annex its label or the line below that
}

// PartsTitled returns the 编 and 分编 that bear one of two titles, in all texts of all laws.
func (b *Base) PartsTitled(ctx context.Context, title, other string) ([]Titled, error) {
	return b.titled(ctx, `SELECT l.key, v.label, h.address, h.title FROM heading h JOIN version v ON v.id = h.version_id
		JOIN law l ON l.id = v.law_id WHERE h.kind IN (?, ?) AND h.address <> '' AND h.title IN (?, ?) ORDER BY l.key, v.label, h.ord`,
		statute.KindPart, statute.KindSubpart, title, other)
}

// Annexes returns the annexes of all texts of all laws, one with two titles twice.
func (b *Base) Annexes(ctx context.Context) ([]Titled, error) {
	const annexes = ` FROM version v JOIN law l ON l.id = v.law_id JOIN unit u ON u.version_id = v.id AND u.address >= ? AND u.address < ?
		WHERE instr(u.address, '/') = 0`
	return b.titled(ctx, `SELECT l.key, v.label, u.address, u.label`+annexes+`
		UNION SELECT l.key, v.label, u.address, coalesce(json_extract(u.parts, '$[0].t'), '')`+annexes+` ORDER BY 1, 2, 3`,
		statute.AnnexPrefix, statute.AnnexPrefix+"\U0010ffff", statute.AnnexPrefix, statute.AnnexPrefix+"\U0010ffff")
}

func (b *Base) titled(ctx context.Context, query string, args ...any) ([]Titled, error) {
	return List(ctx, b, "reading titles", func(scan Scan) (t Titled, err error) {
		err = scan(&t.Law, &t.Version, &t.Local, &t.Title)
		return t, err
	}, query, args...)
}
