package export

import (
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
)

// shownParties is how many parties the head of a case names.
const shownParties = 30

// CaseHead are the facts in the head of a case, as name and value, those that the text gives.
func CaseHead(f *casefile.Facts) [][2]string {
	var head [][2]string
	add := func(name string, values ...string) {
		if v := strings.Join(values, "、"); v != "" {
			head = append(head, [2]string{name, v})
		}
	}
	add(textCaseNumber, f.Number.Text)
	add(textRelease, f.Release.Text)
	if !f.Withdrawn.IsZero() {
		add(textStatusOfCase, f.Withdrawn.Text)
	}
	if strings.Contains(f.Court.Text, textCaseCourt) {
		add(textCaseCourt, f.Court.Text)
	} else {
		add(textCaseOrgan, f.Court.Text)
	}
	add(textInstance, f.Instance)
	add(textJudgedOn, f.Date.Chinese())
	add(textCaseCause, f.Cause.Text)
	add(textCharges, texts(f.Charges)...)
	addParties(add, f.Parties)
	var lawyers []string
	for _, l := range f.Lawyers {
		lawyers = append(lawyers, textLawyer(l.Name, l.Firm))
	}
	add(textLawyers, lawyers...)
	if f.Amount > 0 {
		add(textAmount, casefile.Money(f.Amount))
	}
	add(textJudges, texts(f.Judges)...)
	add(textClerk, f.Clerk.Text)
	add(textKeywords, f.Keywords...)
	add(textBatch, f.Batch.Text)
	return head
}

// addParties adds the parties of a case, those of one role together.
func addParties(add func(name string, values ...string), parties []casefile.Party) {
	byRole, roles := map[string][]string{}, []string{}
	for _, p := range parties[:min(shownParties, len(parties))] {
		role := p.Role.Text
		if byRole[role] == nil {
			roles = append(roles, role)
		}
		byRole[role] = append(byRole[role], p.Name.Text)
	}
	for _, role := range roles {
		add(role, byRole[role]...)
	}
	if len(parties) > shownParties {
		add(textParties, textEtc)
	}
}

func texts(list []casefile.Field) []string {
	s := make([]string, len(list))
	for i, f := range list {
		s[i] = f.Text
	}
	return s
}
