package lawbuild

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/amendment"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// amendments are the instruments by the laws that they change.
type amendments struct {
	about  map[string][]source
	drafts map[string]*draftLaw
}

// source is an instrument as it concerns one law, with what the result depends on.
type source struct {
	amendment.Source
	from timeline.Day // from when it is in force
	hash string       // of its document, or of the line that was entered by hand
}

// mayAmend reports whether the title of a law is that of an amending instrument, or of a
// decision, which may change the criminal code too.
func mayAmend(key string) bool {
	return strings.Contains(key, "修正案") || strings.HasSuffix(key, "决定") || strings.HasSuffix(key, "决定（二）")
}

// readInstruments reads what the instruments among the laws do, and stores how far they were
// read.
func (b *Builder) readInstruments(ctx context.Context, drafts []*draftLaw) (*amendments, error) {
	a := &amendments{about: map[string][]source{}, drafts: map[string]*draftLaw{}}
	for _, d := range drafts {
		a.drafts[d.key] = d
	}
	names := bareNames(drafts)
	var read []kb.ReadInstrument
	for _, d := range drafts {
		if !mayAmend(d.key) {
			continue
		}
		for _, v := range d.versions {
			if statute.IsUndated(v.label) || v.docs[0].Subtitle != "" {
				continue
			}
			v, _, err := b.chosen(ctx, v)
			if err != nil {
				return nil, err
			}
			law, err := b.parsed(ctx, v.docs[0].LawDocument)
			if err != nil {
				return nil, err
			}
			i := amendment.Parse(law)
			if len(i.Operations)+len(i.Unread) == 0 {
				continue
			}
			r := kb.ReadInstrument{Key: d.key, Label: v.label, Operations: len(i.Operations), Unread: []string{}}
			for _, u := range i.Unread {
				r.Unread = append(r.Unread, u.Source)
			}
			read = append(read, r)
			from := law.Header.InForceFrom()
			for _, name := range i.Laws() {
				key := names.target(name, law)
				a.about[key] = append(a.about[key], source{Source: amendment.Source{Key: d.key, Label: v.label, From: from.Date,
					Operations: i.Of(name)}, from: from, hash: v.docs[0].Hash})
			}
		}
	}
	if err := a.addByHand(); err != nil {
		return nil, err
	}
	for key, list := range a.about {
		a.about[key] = onePerDay(list)
	}
	return a, b.w.SetReadInstruments(ctx, read)
}

// addByHand adds the instruments that no loaded text has.
func (a *amendments) addByHand() error {
	hand, err := amendment.ByHand()
	if err != nil {
		return err
	}
	for key, list := range hand {
		for _, s := range list {
			a.about[key] = append(a.about[key], source{Source: s, from: timeline.DayOf(s.From, timeline.FromRegister),
				hash: fmt.Sprint(s)})
		}
	}
	return nil
}

// onePerDay orders instruments by their days. Of several copies of one, filed under different
// names, that with the most operations counts.
func onePerDay(list []source) []source {
	slices.SortFunc(list, func(x, y source) int {
		return cmp.Or(cmp.Compare(x.Label, y.Label), cmp.Compare(stem(x.Key), stem(y.Key)),
			cmp.Compare(len(y.Operations), len(x.Operations)), cmp.Compare(x.Key, y.Key), cmp.Compare(x.hash, y.hash))
	})
	return slices.CompactFunc(list, func(x, y source) bool { return x.Label == y.Label && stem(x.Key) == stem(y.Key) })
}

// stem is the title of an instrument without what stands in brackets behind it.
func stem(key string) string {
	s, _, _ := strings.Cut(key, "（")
	return s
}

// parsed parses the text of a document.
func (b *Builder) parsed(ctx context.Context, d kb.LawDocument) (*lawparse.Law, error) {
	text, err := b.w.DocumentText(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	return lawparse.Parse(text, lawparse.Hint(d.Hint)), nil
}

// names find laws by their names with and without the organs that made them.
type names map[string]string

func bareNames(drafts []*draftLaw) names {
	n := names{}
	for _, d := range drafts {
		if _, bare := statute.SplitIssuers(d.key); bare != d.key {
			if n[bare] = d.key; n[bare] != d.key {
				n[bare] = ""
			}
		}
	}
	for _, d := range drafts {
		n[d.key] = d.key
	}
	return n
}

// target is the key of the law that operations are about: as they name it, or that of the
// only law of the instrument.
func (n names) target(name string, law *lawparse.Law) string {
	if name == "" {
		if keys := law.Amends(); len(keys) > 0 {
			name = keys[0]
		}
		if strings.HasPrefix(law.Header.Key, "宪法修正案") {
			name = "宪法"
		}
	}
	return cmp.Or(n[name], name)
}

// signature changes whenever an instrument about a law does, or the text that it left under
// another name.
func (a *amendments) signature(key string) string {
	if len(a.about[key]) == 0 {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d\n", amendment.Version)
	for _, s := range a.about[key] {
		fmt.Fprintf(h, "%s %s %s %d\n", s.Key, s.Label, s.hash, len(s.Operations))
		if d := a.drafts[statute.Key(amendment.NewTitle(s.Operations))]; d != nil && d.key != key {
			fmt.Fprintf(h, "  %s\n", d.signature())
		}
	}
	return "-" + hex.EncodeToString(h.Sum(nil)[:8])
}

// amend applies the instruments about a law to its texts, stores what came of each, and
// returns the texts that it made where none is loaded. versions are the loaded ones, oldest
// first.
func (b *Builder) amend(ctx context.Context, lawID int64, key string, versions []*version, a *amendments) ([]*version, error) {
	sources := a.about[key]
	if len(sources) == 0 {
		return nil, nil
	}
	var texts []amendment.Dated
	for _, v := range versions {
		if len(v.parts) != 1 || v.parts[0].doc.Subtitle != "" {
			continue
		}
		law, err := b.parsed(ctx, v.parts[0].doc)
		if err != nil {
			return nil, err
		}
		texts = append(texts, amendment.Dated{Label: v.label, Text: amendment.NewText(law)})
	}
	list := make([]amendment.Source, len(sources))
	for i, s := range sources {
		list[i] = s.Source
		if err := b.findElsewhere(ctx, key, &list[i], a); err != nil {
			return nil, err
		}
	}
	steps, err := amendment.Chain(key, texts, list, amendedDays(versions))
	if err != nil {
		return nil, err
	}
	var made []*version
	for i, s := range steps {
		if s.IsComputed() {
			v, err := b.computed(ctx, key, s, sources[i].from, latest(append(versions[:len(versions):len(versions)], made...), s.Before))
			if err != nil {
				return nil, err
			}
			made = append(made, v)
		}
		if err := b.w.AddAmending(ctx, lawID, amendingOf(key, s)); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// findElsewhere finds the text after under the name that an instrument gives to the law.
func (b *Builder) findElsewhere(ctx context.Context, key string, s *amendment.Source, a *amendments) error {
	d := a.drafts[statute.Key(amendment.NewTitle(s.Operations))]
	if d == nil || d.key == key {
		return nil
	}
	for _, v := range d.versions {
		if statute.IsUndated(v.label) || v.label < s.Label || v.docs[0].Subtitle != "" {
			continue
		}
		v, _, err := b.chosen(ctx, v)
		if err != nil {
			return err
		}
		law, err := b.parsed(ctx, v.docs[0].LawDocument)
		if err != nil {
			return err
		}
		s.Elsewhere = &amendment.Dated{Label: v.label, Text: amendment.NewText(law)}
		return nil
	}
	return nil
}

// amendedDays are the days on which captions say that the law was amended.
func amendedDays(versions []*version) []statute.Date {
	var days []statute.Date
	for _, v := range versions {
		for _, e := range v.header.Events {
			if e.Kind == lawparse.EventAmended {
				days = append(days, e.Date)
			}
		}
	}
	return days
}

// latest is the version with a label.
func latest(versions []*version, label string) *version {
	for _, v := range versions {
		if v.label == label {
			return v
		}
	}
	return versions[0]
}

// computed stores the text that a step made as a version of the law.
func (b *Builder) computed(ctx context.Context, key string, s amendment.Step, from timeline.Day, before *version) (*version, error) {
	how := "根据" + quotedTitle(s.Source.Key) + "修正"
	text := s.Made.Copy()
	text.SetFront(dateText(s.Source.Label) + " " + how + "（推算的文本：由" + statute.LabelChinese(s.Before) + "的文本推算）")
	printed := text.Print()
	hint := kb.Hint{Title: text.Title, Date: statute.Date(s.Source.Label)}
	law := lawparse.Parse(printed, lawparse.Hint(hint))
	d := &kb.Document{Kind: statute.DocLaw, ExternalID: key + "@" + s.Source.Label, Title: text.Title, Date: hint.Date, Hint: hint,
		Text: printed, Law: Describe(law)}
	d.Law.Key, d.Law.Label = key, s.Source.Label
	id, err := b.w.AddComputed(ctx, d)
	if err != nil {
		return nil, err
	}
	read, err := NewText(law)
	if err != nil {
		return nil, err
	}
	if from.Date == "" {
		from = timeline.DayOf(statute.Date(s.Source.Label), timeline.Assumed)
	}
	doc := kb.LawDocument{ID: id, Hint: hint, LawText: *d.Law}
	v := &version{draftVersion: draftVersion{label: s.Source.Label, docs: []member{{LawDocument: doc, role: kb.RoleText}}},
		parts: []part{{doc, read}}, header: before.header, from: from, since: from, computed: s.Source.Key}
	v.lacks = lacks(v.parts)
	v.header.Title, v.header.Label, v.header.DocNumber, v.header.Effective = text.Title, s.Source.Label, "", ""
	v.header.Events = append(slices.Clone(before.header.Events), lawparse.Event{Date: hint.Date, Kind: lawparse.EventAmended, Text: how})
	return v, nil
}

func quotedTitle(key string) string {
	return "《" + strings.NewReplacer("《", "〈", "》", "〉").Replace(key) + "》"
}

// dateText writes 2011-02-25 as captions do.
func dateText(label string) string {
	var y, m, d int
	if _, err := fmt.Sscanf(label, "%d-%d-%d", &y, &m, &d); err != nil {
		return label
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

// amendingOf is what is stored of a step.
func amendingOf(key string, s amendment.Step) kb.Amending {
	a := kb.Amending{Law: key, Instrument: s.Source.Key, Label: s.Source.Label, Hand: s.Source.Hand, Before: s.Before, After: s.After,
		Outcome: kb.OutcomeUnapplied, Operations: []kb.AmendingOperation{}, Problems: []string{}, Differences: []kb.TextDifference{}}
	switch {
	case s.IsProof():
		a.Outcome = kb.OutcomeProof
	case s.IsComputed():
		a.Outcome, a.After = kb.OutcomeComputed, s.Source.Label
	case s.Made != nil && s.After != "":
		a.Outcome = kb.OutcomeDiffers
	}
	for _, o := range s.Source.Operations {
		a.Operations = append(a.Operations, kb.AmendingOperation{Kind: string(o.Kind), Name: o.Kind.Chinese(), At: addresses(o.At),
			To: addresses(o.To), Clause: o.Clause, Words: o.Source})
	}
	for _, p := range s.Problems {
		a.Problems = append(a.Problems, p.Reason+"："+p.Operation.Source)
	}
	for _, d := range s.Differences {
		a.Differences = append(a.Differences, kb.TextDifference{Class: string(d.Class), Name: d.Class.Chinese(), Place: d.Place,
			Made: d.Made, Published: d.Published})
	}
	return a
}

// addresses are the local addresses of places; what has none is named in words.
func addresses(places []amendment.Place) []string {
	var list []string
	for _, p := range places {
		if p.Part == "" {
			list = append(list, p.Provision.String())
		} else {
			list = append(list, p.Chinese())
		}
	}
	return list
}
