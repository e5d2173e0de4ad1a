package citecheck

import (
	"context"
	"errors"
	"fmt"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// on judges a provision that is there by what its text was on the day of the draft, and what
// became of it since.
func (f *Finding) on(c citation.Citation, p *kb.Provision, day, today statute.Date) {
	v := p.Version
	text := v.Name()
	if p.StandsIn(day) {
		f.Verdict, f.Note = Unverifiable, "当日有效的文本没有收录，最接近的是 "+text+" 的文本，条号可能不同"
		return
	}
	switch v.StatusOn(day) {
	case statute.StatusRepealed:
		f.Verdict, f.Note, f.By = Repealed, endNote(p.Law.Key, v), v.RepealedBy
		return
	case statute.StatusNotYet:
		f.Verdict, f.Note = NotYet, "《"+p.Law.Key+"》"+v.Begins().Chinese()+"起才施行"
		return
	case statute.StatusUnverified:
		if s := v.Standing; s.Doubt != "" && s.DoubtedFrom <= day {
			f.Verdict, f.Note = Unverifiable, "《"+p.Law.Key+"》"+v.StatusText(day)
			return
		}
	}
	switch v.StatusOn(today) {
	case statute.StatusRepealed:
		f.Verdict, f.Note, f.By = RepealedLate, endNote(p.Law.Key, v), v.RepealedBy
	case statute.StatusAmended:
		f.Verdict, f.Note = Changed, "引用的是 "+text+" 的文本，其后已修改"
	default:
		switch {
		case v.Computed != "":
			f.Note = "按推算的文本（" + statute.LabelChinese(v.Label) + "）核对"
		case v.StatusOn(today) == statute.StatusUnverified && v.Begins() != "":
			f.Note = "《" + p.Law.Key + "》今天" + v.StatusText(today)
		case c.Basis == citation.Undated:
			f.Note = "文书没有写明日期，按今天的文本（" + text + "）核对"
		}
	}
}

// endNote tells by what and from when a law is no longer in force, as far as is known.
func endNote(key string, v kb.Version) string {
	note := "《" + key + "》已废止"
	if v.RepealedBy != "" {
		note = "《" + key + "》已被《" + v.RepealedBy + "》废止"
	}
	if v.InForceTo != "" {
		note += "，" + endDay(v.To())
	} else if v.Standing.Ended != "" {
		note += "（" + v.Standing.Ended.Chinese() + "的目录标明，何时起不明）"
	}
	return note
}

// endDay tells from when something is no longer in force.
func endDay(d timeline.Day) string {
	if !d.IsKnown() {
		return "推定" + d.Date.Chinese() + "起不再有效"
	}
	return d.Date.Chinese() + "起不再有效"
}

// missing judges a provision that the text which answers for the day has not: the law had
// none such, unless the text of the day is not loaded and the draft does not say which text
// it means.
func (f *Finding) missing(ctx context.Context, laws LawReader, c citation.Citation, law string, day statute.Date,
	why *kb.MissingError) error {
	whole := statute.Address{Law: law}
	p, err := laws.Lookup(ctx, whole, day)
	switch {
	case errors.Is(err, kb.ErrNotFound):
	case err != nil:
		return fmt.Errorf("looking up %s: %w", whole, err)
	case c.Stated == "" && p.StandsIn(day):
		f.Verdict, f.Note = Unverifiable, "当日有效的文本没有收录，最接近的文本里没有这一条"
		return nil
	case c.Stated == "" && isUnconfirmed(p):
		f.Verdict, f.Note = Unverifiable, "当日的文本是推算的（"+statute.LabelChinese(p.Version.Label)+"），没有公布的文本可以核对，推算的文本里没有这一条"
		return nil
	}
	f.Verdict, f.Note = Missing, why.Error()
	return nil
}

// isUnconfirmed reports whether a text was made from an amendment and no loaded one came after
// it: an amendment that nobody knows may lie before, so that it accuses no citation.
func isUnconfirmed(p *kb.Provision) bool {
	return p.Version.Computed != "" && p.Law.Versions[0].ID == p.Version.ID
}

// ended judges a law that is not loaded by when it is known to have been repealed.
func (f *Finding) ended(ctx context.Context, laws LawReader, key string, day, today statute.Date) error {
	end, err := laws.EndOf(ctx, key)
	if err != nil || end.Day.Date == "" || end.Day.Date > today {
		return err
	}
	f.By = end.By
	note := "《" + key + "》没有收录；已被《" + end.By + "》废止，" + endDay(end.Day)
	if end.Day.Date <= day {
		f.Verdict, f.Note = Repealed, note
		return nil
	}
	f.Verdict, f.Note = Unverifiable, note
	return nil
}
