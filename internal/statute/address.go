package statute

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Number is the number of an article, heading or item: 第二百八十七条之二 is
// {287, 2}. The zero Number stands for "not numbered".
type Number struct{ Main, Sub int }

// IsZero reports whether n is absent.
func (n Number) IsZero() bool { return n == Number{} }

// String writes n as addresses do: 287-2.
func (n Number) String() string {
	if n.Sub > 0 {
		return strconv.Itoa(n.Main) + "-" + strconv.Itoa(n.Sub)
	}
	return strconv.Itoa(n.Main)
}

// Less orders numbers as they stand in a law: 287, 287-1, 287-2, 288.
func (n Number) Less(o Number) bool {
	return n.Main < o.Main || n.Main == o.Main && n.Sub < o.Sub
}

// Follows reports whether n is the number right after o: 288 or 287-1 after
// 287, 288 or 287-2 after 287-1.
func (n Number) Follows(o Number) bool {
	return n == Number{o.Main + 1, 0} || n == Number{o.Main, o.Sub + 1}
}

// ParseNumber reads 287 or 287-2.
func ParseNumber(s string) (Number, bool) {
	main, sub, hasSub := strings.Cut(s, "-")
	n := Number{}
	var err error
	if n.Main, err = strconv.Atoi(main); err != nil || n.Main < 0 || n.Main > cnnum.Max {
		return Number{}, false
	}
	if hasSub {
		if n.Sub, err = strconv.Atoi(sub); err != nil || n.Sub < 1 || n.Sub > cnnum.Max {
			return Number{}, false
		}
	}
	return n, n.String() == s
}

// Provision is a place inside a law. Either Article (with the levels below
// it) or some of Part to Section is set, or Annex, alone or with an article of
// that annex; the zero Provision is the whole law.
type Provision struct {
	Named   string // 分则 in 刑法/分则/z4: a part called by name
	Part    Number // b 编
	Subpart Number // f 分编
	Chapter Number // z 章
	Section Number // j 节

	Article   Number // N 条
	Paragraph int    // k 款
	Item      int    // x 项
	Subitem   int    // m 目

	Annex int // 附件N
}

// IsZero reports whether p is the whole law.
func (p Provision) IsZero() bool { return p == Provision{} }

// AtArticle is p without the levels below the article.
func (p Provision) AtArticle() Provision {
	p.Paragraph, p.Item, p.Subitem = 0, 0, 0
	return p
}

// String writes the local part of an address: 1036/k1/x2, b4/z6, 附件1.
func (p Provision) String() string {
	var b []byte
	sep := func() {
		if len(b) > 0 {
			b = append(b, '/')
		}
	}
	number := func(prefix string, n Number) {
		if n.IsZero() {
			return
		}
		sep()
		b = append(append(b, prefix...), n.String()...)
	}
	level := func(prefix byte, n int) {
		if n > 0 {
			sep()
			b = strconv.AppendInt(append(b, prefix), int64(n), 10)
		}
	}
	if p.Annex > 0 {
		b = append(b, AnnexPrefix...)
		b = strconv.AppendInt(b, int64(p.Annex), 10)
	}
	b = append(b, p.Named...)
	number("b", p.Part)
	number("f", p.Subpart)
	number("z", p.Chapter)
	number("j", p.Section)
	if !p.Article.IsZero() {
		number("", p.Article)
		level('k', p.Paragraph)
		level('x', p.Item)
		level('m', p.Subitem)
	}
	return string(b)
}

// AnnexPrefix starts the address of an annex.
const AnnexPrefix = "附件"

// Chinese writes p as a judgment does: 第一千零三十六条第一款第二项.
func (p Provision) Chinese() string {
	var b strings.Builder
	number := func(n Number, unit string) {
		if n.IsZero() {
			return
		}
		b.WriteString("第" + cnnum.Format(n.Main) + unit)
		if n.Sub > 0 {
			b.WriteString("之" + cnnum.Format(n.Sub))
		}
	}
	if p.Annex > 0 {
		b.WriteString(AnnexPrefix + cnnum.Format(p.Annex))
	}
	b.WriteString(p.Named)
	number(p.Part, "编")
	number(p.Subpart, "分编")
	number(p.Chapter, "章")
	number(p.Section, "节")
	number(p.Article, "条")
	number(Number{p.Paragraph, 0}, "款")
	if p.Item > 0 {
		b.WriteString("第（" + cnnum.Format(p.Item) + "）项")
	}
	number(Number{p.Subitem, 0}, "目")
	return b.String()
}

// ParseProvision reads the local part of an address.
func ParseProvision(s string) (Provision, error) {
	var p Provision
	if s == "" {
		return p, nil
	}
	last := -1 // the levels must come in order, each once
	step := func(rank int, part string) error {
		if rank <= last {
			return usererr.Errorf("地址 %q 中 %q 的位置不对，层级顺序为 条/k款/x项/m目 或 b编/f分编/z章/j节", s, part)
		}
		last = rank
		return nil
	}
	for _, part := range strings.Split(s, "/") {
		if part == "" {
			return Provision{}, usererr.Errorf("地址 %q 中有空的层级", s)
		}
		var err error
		if annex, ok := strings.CutPrefix(part, AnnexPrefix); ok {
			n, numOK := cnnum.Parse(annex)
			if !numOK || n < 1 || annex != strconv.Itoa(n) {
				return Provision{}, usererr.Errorf("附件应写成 附件1 这样的形式，无法识别 %q", part)
			}
			p.Annex, err = n, step(0, part)
		} else if part == "分则" || part == "总则" {
			p.Named, err = part, step(0, part)
		} else if part[0] >= '0' && part[0] <= '9' {
			n, ok := ParseNumber(part)
			if !ok || n.Main == 0 {
				return Provision{}, usererr.Errorf("条号应写成 287 或 287-2 这样的形式，无法识别 %q", part)
			}
			p.Article, err = n, step(5, part)
		} else {
			err = p.setLevel(part, step)
		}
		if err != nil {
			return Provision{}, err
		}
	}
	if p.Article.IsZero() && (p.Paragraph > 0 || p.Item > 0 || p.Subitem > 0) {
		return Provision{}, usererr.Errorf("地址 %q 有款、项、目而没有条", s)
	}
	if p.Annex > 0 && p.Article.IsZero() && p != (Provision{Annex: p.Annex}) {
		return Provision{}, usererr.Errorf("地址 %q 中附件之下只能写条", s)
	}
	if !p.Article.IsZero() && (p.Named != "" || !p.Part.IsZero() || !p.Subpart.IsZero() || !p.Chapter.IsZero() || !p.Section.IsZero()) {
		return Provision{}, usererr.Errorf("地址 %q 中条与编、章、节不能同用", s)
	}
	return p, nil
}

func (p *Provision) setLevel(part string, step func(int, string) error) error {
	n, ok := ParseNumber(part[1:])
	if !ok || n.Main == 0 {
		return usererr.Errorf("无法识别地址中的 %q，应为条号或 k、x、m、b、f、z、j 加数字", part)
	}
	small := func(dst *int, rank int) error {
		if n.Sub > 0 {
			return usererr.Errorf("款、项、目没有“之几”：%q", part)
		}
		*dst = n.Main
		return step(rank, part)
	}
	switch part[0] {
	case 'b':
		p.Part = n
		return step(1, part)
	case 'f':
		p.Subpart = n
		return step(2, part)
	case 'z':
		p.Chapter = n
		return step(3, part)
	case 'j':
		p.Section = n
		return step(4, part)
	case 'k':
		return small(&p.Paragraph, 6)
	case 'x':
		return small(&p.Item, 7)
	case 'm':
		return small(&p.Subitem, 8)
	}
	return usererr.Errorf("无法识别地址中的 %q，应为条号或 k、x、m、b、f、z、j 加数字", part)
}

// Address names a law, one of its versions, or a place in it. Version is ""
// for the version in force.
type Address struct {
	Law       string // the law key
	Version   string // a version label: an ISO date, or that of a text without one
	Provision Provision
}

// String writes the canonical form: 公司法@2018-10-26/16.
func (a Address) String() string {
	s := a.Law
	if a.Version != "" {
		s += "@" + a.Version
	}
	if local := a.Provision.String(); local != "" {
		s += "/" + local
	}
	return s
}

// Whole is the law that the address is in, in the same version.
func (a Address) Whole() Address { return Address{Law: a.Law, Version: a.Version} }

// ParseAddress reads the canonical form of an address. It does not look the
// law up and it accepts no other spelling: that is package query.
func ParseAddress(s string) (Address, error) {
	law, local, _ := strings.Cut(s, "/")
	law, version, hasVersion := strings.Cut(law, "@")
	if law == "" || law != strings.Join(strings.Fields(law), "") {
		return Address{}, usererr.Errorf("地址 %q 没有写明法律，应写成 民法典/1036/k1 这样的形式", s)
	}
	if hasVersion && !IsLabel(version) {
		_, err := ParseDate(version)
		return Address{}, usererr.Errorf("地址 %q 的版本不对：%w", s, err)
	}
	p, err := ParseProvision(local)
	if err != nil {
		return Address{}, err
	}
	if strings.HasSuffix(s, "/") {
		return Address{}, usererr.Errorf("地址 %q 末尾多了斜线", s)
	}
	return Address{Law: law, Version: version, Provision: p}, nil
}
