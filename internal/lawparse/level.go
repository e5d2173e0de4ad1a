package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// levelOf finds the level of a law from its title and header; the category
// (the folder it was filed in) decides only what the text leaves open.
func levelOf(key, meta, facts, category string) statute.Level {
	has := func(s string) bool { return strings.Contains(meta, s) }
	told := func(s string) bool { return strings.Contains(facts, s) } // by the header, not by a sentence of its cover
	switch {
	case key == "宪法" || strings.HasPrefix(key, "宪法修正案"):
		return statute.LevelConstitution
	case has("审判委员会") || has("检察委员会") || strings.HasPrefix(key, "最高人民法院") || strings.HasPrefix(key, "最高人民检察院") ||
		strings.HasPrefix(key, "人民检察院") && !strings.HasSuffix(key, "法"):
		return statute.LevelInterpretation
	case has("国家监察委员会"):
		return statute.LevelSupervision
	}
	if l := levelOfCategory(category); l != "" {
		return l
	}
	switch {
	case strings.HasPrefix(key, "中共中央"), strings.HasPrefix(key, "中国共产党"):
		return statute.LevelOther
	case told("主席令"), has("全国人民代表大会") && !has("国务院"):
		return statute.LevelStatute
	case has("人民代表大会") && localCongress.MatchString(meta), has("人大") && localCongress.MatchString(meta):
		return statute.LevelLocal
	case ministryOrder.MatchString(facts):
		return statute.LevelRule
	case told("国务院"), told("国令"), stateCouncil.MatchString(facts):
		return statute.LevelRegulation
	case told("中央军事委员会"):
		return statute.LevelMilitary
	case order.MatchString(meta) && !has("国务院令"):
		return statute.LevelRule
	case strings.HasPrefix(key, "全国人民代表大会"):
		return statute.LevelStatute
	case strings.HasPrefix(key, "国务院"):
		return statute.LevelRegulation
	case localTitle.MatchString(key):
		return statute.LevelLocal
	case statuteTitle.MatchString(key), strings.HasSuffix(key, "法") && !strings.HasSuffix(key, "办法"):
		return statute.LevelStatute
	}
	return statute.LevelOther
}

// IsCategory reports whether a collection or folder holds laws by its name.
func IsCategory(category string) bool { return levelOfCategory(category) != "" }

// levelOfCategory maps the usual names of collections and folders.
func levelOfCategory(category string) statute.Level {
	switch category {
	case "宪法相关法", "刑法", "民法典", "民法商法", "民商法", "社会法", "经济法", "行政法", "诉讼与非诉讼程序法", "法律", "宪法":
		return statute.LevelStatute
	case "行政法规":
		return statute.LevelRegulation
	case "监察法规":
		return statute.LevelSupervision
	case "司法解释":
		return statute.LevelInterpretation
	case "部门规章":
		return statute.LevelRule
	case "地方性法规", "地方法规":
		return statute.LevelLocal
	case "其他":
		return statute.LevelOther
	}
	return ""
}

// issuersOf reads who issued the law: from the title, else from the header.
func issuersOf(h *Header, meta string) []string {
	if issuers, _ := statute.SplitIssuers(h.Key); issuers != nil {
		return issuers
	}
	if h.Level == statute.LevelRule {
		if m := order.FindStringSubmatch(meta); m != nil {
			return []string{strings.TrimPrefix(afterDate(m[1]), "中华人民共和国")}
		}
	}
	if party := partyOrgans(h.Key, meta); party != nil {
		return party
	}
	var found []string
	rest := meta
	for _, name := range statute.Issuers {
		if strings.Contains(rest, name) {
			found = append(found, name)
			rest = strings.ReplaceAll(rest, name, "")
		}
	}
	switch h.Level {
	case statute.LevelLocal:
		if m := localCongress.FindString(squeeze(meta)); m != "" {
			return []string{localOrgan(m, meta)}
		}
	case statute.LevelStatute, statute.LevelConstitution:
		return keep(found, congressOf(h.Events, meta))
	case statute.LevelRegulation:
		return keep(found, "国务院", "中央军事委员会")
	case statute.LevelInterpretation:
		return keep(found, "最高人民法院", "最高人民检察院")
	}
	return found
}

// congressOf is the organ that first adopted a statute; those that amended it
// later are not its issuer.
func congressOf(events []Event, meta string) string {
	const congress, committee = "全国人民代表大会", "全国人民代表大会常务委员会"
	for _, e := range events {
		if strings.Contains(e.Text, committee) {
			return committee
		}
		if strings.Contains(e.Text, congress) {
			return congress
		}
	}
	if strings.Contains(meta, committee) {
		return committee
	}
	return congress
}

// keep returns those of names that were found.
func keep(found []string, names ...string) []string {
	var kept []string
	for _, f := range found {
		for _, n := range names {
			if f == n {
				kept = append(kept, f)
			}
		}
	}
	return kept
}
