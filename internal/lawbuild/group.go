package lawbuild

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// member is a document with its part in a version.
type member struct {
	kb.LawDocument
	role kb.Role
}

// draftLaw is a law as it should be, made of documents.
type draftLaw struct {
	key      string
	aliases  []string // other keys under which it was filed
	versions []draftVersion
}

type draftVersion struct {
	label string
	docs  []member // texts first, in order, then duplicates
}

// signature changes whenever the law has to be built again.
func (d *draftLaw) signature() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %d %d %s %v\n", lawparse.Version, lawnames.Version, collation.Version, d.key, d.aliases)
	for _, v := range d.versions {
		fmt.Fprintf(h, "%s\n", v.label)
		for _, doc := range v.docs {
			fmt.Fprintf(h, "  %s %s %s %t\n", doc.Hash, doc.role, doc.After, doc.Official)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// group decides which documents make which law and version. It depends only
// on the set of documents, not on their order.
func group(docs []kb.LawDocument) []*draftLaw {
	laws := map[string]*draftLaw{}
	members := map[string][]member{}
	keys := fullKeys(docs)
	for _, m := range docs {
		key := keys[m.Key]
		d := laws[key]
		if d == nil {
			d = &draftLaw{key: key}
			laws[key] = d
		}
		if m.Key != key && !slices.Contains(d.aliases, m.Key) {
			d.aliases = append(d.aliases, m.Key)
		}
		members[key] = append(members[key], member{LawDocument: m})
	}
	drafts := make([]*draftLaw, 0, len(laws))
	for key, d := range laws {
		sort.Strings(d.aliases)
		d.versions = versionsOf(members[key])
		drafts = append(drafts, d)
	}
	sort.Slice(drafts, func(i, j int) bool { return drafts[i].key < drafts[j].key })
	return drafts
}

// fullKeys maps each key to the key with the issuer in front where the same
// text is filed under both.
func fullKeys(docs []kb.LawDocument) map[string]string {
	type filing struct{ core, body string }
	full := map[filing]string{}
	for _, m := range docs {
		if issuers, core := statute.SplitIssuers(m.Key); issuers != nil {
			f := filing{core, m.BodyHash}
			if have, ok := full[f]; !ok || m.Key < have {
				full[f] = m.Key
			}
		}
	}
	keys := map[string]string{}
	for _, m := range docs {
		if _, ok := keys[m.Key]; !ok {
			keys[m.Key] = m.Key
		}
		if issuers, _ := statute.SplitIssuers(m.Key); issuers == nil {
			if key, ok := full[filing{m.Key, m.BodyHash}]; ok {
				keys[m.Key] = key
			}
		}
	}
	return keys
}

// versionsOf groups the documents of one law: parts (with a subtitle) of one
// label make one version; of whole texts, equal label or equal text make one. Texts
// without a date that differ are versions of their own.
func versionsOf(docs []member) []draftVersion {
	byLabel := map[string][]member{}
	label := labelsOf(docs)
	for _, m := range docs {
		l := m.Label
		if m.Subtitle == "" {
			l = label[m.BodyHash]
		} else if statute.IsUndated(l) {
			l = statute.Undated
		}
		byLabel[l] = append(byLabel[l], m)
	}
	versions := make([]draftVersion, 0, len(byLabel))
	for l, ms := range byLabel {
		versions = append(versions, draftVersion{label: l, docs: arrange(ms)})
	}
	sort.Slice(versions, func(i, j int) bool { return statute.CompareLabels(versions[i].label, versions[j].label) < 0 })
	return versions
}

// labelsOf gives the whole texts of a law, by the hashes of their words, the labels of
// their versions: equal texts share the latest, and each that has no date one of its own.
func labelsOf(docs []member) map[string]string {
	label := map[string]string{}
	for _, m := range docs {
		if m.Subtitle == "" {
			if have, ok := label[m.BodyHash]; !ok || statute.CompareLabels(m.Label, have) > 0 {
				label[m.BodyHash] = m.Label
			}
		}
	}
	undated, byYear := 0, map[string]int{}
	for _, l := range label {
		if statute.IsUndated(l) {
			undated++
			byYear[statute.LabelYear(l)]++
		}
	}
	for hash, l := range label {
		switch year := statute.LabelYear(l); {
		case !statute.IsUndated(l):
		case undated == 1:
			label[hash] = statute.Undated
		case year != "" && byYear[year] == 1:
			label[hash] = statute.UndatedLabel(year, "")
		default:
			label[hash] = statute.UndatedLabel(year, hash)
		}
	}
	return label
}

// arrange puts the texts of a version first: all parts, or the most complete
// of the whole texts. The others are duplicates. Of whole texts that lack at most one article in
// twenty that is the one of the latest collection, so that an older one beside it changes
// nothing, then the one with the most articles, then the one whose file has the latest date in
// its name, then the one of the folder that goes further, then the longest.
func arrange(docs []member) []member {
	most := 0
	for _, d := range docs {
		if d.Subtitle == "" {
			most = max(most, d.Units)
		}
	}
	isWhole := func(d member) bool { return 20*d.Units >= 19*most }
	sort.Slice(docs, func(i, j int) bool {
		a, b := docs[i], docs[j]
		switch {
		case (a.Subtitle == "") != (b.Subtitle == ""):
			return a.Subtitle == ""
		case a.Placed != b.Placed:
			return !a.Placed // its own label says that the other is this text
		case a.Subtitle == "" && isWhole(a) != isWhole(b):
			return isWhole(a)
		case a.Subtitle == "" && isWhole(a) && a.Collected != b.Collected:
			return a.Collected > b.Collected
		case a.Units != b.Units:
			return a.Units > b.Units
		case a.Hint.Date != b.Hint.Date:
			return a.Hint.Date > b.Hint.Date
		case a.Folders != b.Folders:
			return a.Folders > b.Folders
		case a.Length != b.Length:
			return a.Length > b.Length
		}
		return a.Hash < b.Hash
	})
	seen := map[string]bool{}
	for i := range docs {
		switch d := &docs[i]; {
		case docs[0].Subtitle == "" && i > 0, d.Subtitle != "" && seen[d.Subtitle]:
			d.role = kb.RoleDuplicate
		default:
			d.role = kb.RoleText
		}
		seen[docs[i].Subtitle] = true
	}
	return docs
}
