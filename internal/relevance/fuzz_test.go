package relevance

import (
	"strings"
	"testing"
	"unicode"
)

// FuzzRead: any files of questions and rankings are measured, or refused in the
// user's words. All measures are between 0 and 1.
func FuzzRead(f *testing.F) {
	f.Add(`{"qid":"1","query":"狗咬人怎么办","gold":[["养犬法/3","养犬法/4"]]}`, "1 Q0 养犬法/4 1 0.5 甲\n1 Q0 养犬法/9 2 0.4 甲\n")
	f.Add(`{"qid":"1","gold":[[],[""]]}`, "1 Q0 〈甲〉 -7 x y\n\n")
	f.Add(`{"qid":" "}`, "1 2 3")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, questions, ranking string) {
		list, err := ReadQuestions(strings.NewReader(questions))
		run, runErr := ReadRun(strings.NewReader(ranking))
		for _, err := range [...]error{err, runErr} {
			if err != nil && !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Fatalf("an error that the user cannot read: %v", err)
			}
		}
		if err != nil || runErr != nil || len(list) == 0 {
			return
		}
		r := Evaluate(list, run)
		for _, v := range append(r.Mean.Recall[:], r.Mean.MRR, r.Mean.NDCG) {
			if !(v >= 0 && v <= 1.000001) {
				t.Fatalf("%+v of %q and %q", r.Mean, questions, ranking)
			}
		}
	})
}
