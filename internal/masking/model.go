package masking

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// modelFile says what each answer speaks for or against a name, in hundredths, one a line. Made by internal/tools/trainnames.
//
// It is embedded compressed, as the words of the dictionary are; model.txt is the same to read.
//
//go:embed model.txt.zst
var packedModel []byte

// maxLearned is the length of the longest name that is told by what was learned, in
// characters.
const maxLearned = 4

// Model is a logistic regression: what the answers speak for a name is added. There is one that
// ships, which [New] and [Of] use; others are made to measure how one does with texts that it has
// not learned from.
type Model struct {
	weights *weights
	bias    float32
	// known says the same of a string by which somebody of the text is called: whether it is the name at a place,
	// or the word. It is nil in itself.
	known *Model
}

var learnedModel = sync.OnceValue(func() *Model {
	modelFile, err := gseanalysis.Unpack(packedModel)
	if err != nil {
		modelFile = "" // TestModel tells of it
	}
	return ParseModel(modelFile)
})

// ParseModel reads a model as [Format] writes it, one answer a line. Other lines are left out.
func ParseModel(text string) *Model {
	m := &Model{weights: newWeights(strings.Count(text, "\n"))}
	m.known = &Model{weights: newWeights(strings.Count(text, "\n"+knownMark))}
	for line := range strings.Lines(text) {
		to := m
		if rest, ok := strings.CutPrefix(line, knownMark); ok {
			line, to = rest, m.known
		}
		i := strings.LastIndexByte(line, ' ')
		if i < 1 || strings.HasPrefix(line, "#") {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(line[i+1:]))
		if err != nil {
			continue // TestModel tells of it
		}
		if line[:i] == biasName {
			to.bias = float32(n) / 100
		} else if a, ok := parseAnswer(line[:i]); ok {
			to.weights.set(a, float32(n)/100)
		}
	}
	return m
}

// knownMark opens the lines of [Model.known].
const knownMark = "="

// biasName is how the file calls what is added everywhere.
const biasName = "bias"

// edgeName is how the file writes lineEdge.
const edgeName = '⏎'

// String is an answer as the model file writes it: a letter for the question, and the characters.
func (a Answer) String() string {
	var b strings.Builder
	b.WriteByte('a' - 1 + byte(a>>bitsOfAnswers))
	for i := range 3 {
		switch r := rune(a >> (bitsOfRune * i) & (1<<bitsOfRune - 1)); {
		case r == lineEdge:
			b.WriteRune(edgeName)
		case r != 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// IsLong reports whether an answer is three characters of the text.
func (a Answer) IsLong() bool {
	q := question(a >> bitsOfAnswers)
	return q == before3 || q == behind3
}

func parseAnswer(s string) (Answer, bool) {
	if s == "" || s[0] < 'a' || s[0] >= 'a'-1+questions {
		return 0, false
	}
	runes := []rune(s[1:])
	for i, r := range runes {
		if r == edgeName {
			runes[i] = lineEdge
		}
	}
	return answered(question(s[0]-'a'+1), runes...), len(runes) <= 3
}

// Format writes weights as the file of a model has them: those of all strings, or of known ones.
func Format(weights map[Answer]float64, bias float64, known bool) []string {
	mark := ""
	if known {
		mark = knownMark
	}
	lines := []string{fmt.Sprintf("%s%s %.0f", mark, biasName, bias*100)}
	for a, w := range weights {
		lines = append(lines, fmt.Sprintf("%s%s %.0f", mark, a, w*100))
	}
	return lines
}

// sum is what some answers speak for a name.
func (m *Model) sum(list []Answer) float32 {
	var s float32
	for _, a := range list {
		s += m.weights.of(a)
	}
	return s
}

// speaks is what was learned that speaks for a name from one place to another.
func (f *finder) speaks(at, end int) float32 {
	n := utf8.RuneCountInString(f.c[at:end])
	if n < 2 || n > maxLearned {
		return leastLearned
	}
	m := f.model
	f.answers = f.between(at, end, n, f.beginning(at, f.answers[:0]))
	return m.bias + m.sum(f.answers) + f.endAt(end, m)
}

// saysName is what was learned that speaks for the name, and against the word, where a string stands by which
// somebody is called.
func (f *finder) saysName(at, end int) float32 {
	n := utf8.RuneCountInString(f.c[at:end])
	if n < 2 || n > maxLearned {
		return 0
	}
	m := f.model.known
	f.answers = f.between(at, end, n, f.ending(end, f.beginning(at, f.answers[:0])))
	return m.bias + m.sum(f.answers)
}

// learnedAt is the name that begins at a place for which most speaks, "" where not
// enough does behind a word that introduces names.
func (f *finder) learnedAt(at int, in introducer, first bool) string {
	best, most := "", float32(leastLearned)*2
	for n := 2; n <= maxLearned; n++ {
		name := prefix(f.c[at:], n)
		if name == "" || f.breaks(at, at+len(name)) {
			break
		}
		end := at + len(name)
		least := leastBehind
		if !first || strings.HasSuffix(f.c[:at], "：") || in.class == official && f.boundary(end) == 3 {
			least = leastItem
		}
		if s := f.speaks(at, end); s > most && s > least[f.wordKind(name)]+f.moreFor(name) && f.mayBeName(at, end) {
			best, most = name, s
		}
	}
	return best
}

// found is a stretch of a view that may be a name, with what speaks for it.
type found struct {
	at, end int
	score   float32
}

// learned calls use with the stretches of a view for which more than least speaks by what
// was learned, none of which overlap.
func (f *finder) learned(least float32, use func(found)) {
	m := f.model
	var pending found
	for at, r := range f.c {
		if !personname.IsHan(r) || f.guard[at]&(fixed|office) != 0 {
			continue
		}
		f.answers = f.beginning(at, f.answers[:0])
		before := m.bias + m.sum(f.answers)
		if before+m.weights.of(answered(first, r)) < leastBefore[surnameKind(f.c[at:])] {
			continue
		}
		best := f.bestAt(at, before, least, m)
		switch {
		case best.end == 0:
		case best.at >= pending.end:
			if pending.end > 0 {
				use(pending)
			}
			pending = best
		case best.score > pending.score:
			pending = best
		}
	}
	if pending.end > 0 {
		use(pending)
	}
}

// unintroduced collects the people whom no word introduces, by what was learned of the places
// where names stand.
func (f *finder) unintroduced() {
	f.learned(leastLearned, func(x found) {
		name := f.c[x.at:x.end]
		if f.guard.has(x.at, x.end, trade) && f.left[x.at] < 3 {
			return
		}
		if f.guard.has(x.at, x.end, entity) {
			x.score -= ofEntity
		}
		if professions[titles.At(f.c[x.end:])] {
			f.person(name).seen[official]++
			return
		}
		if presides.At(f.c[x.end:]) != "" && strings.HasSuffix(f.c[:x.at], "由") && f.people[name] == nil {
			f.guard.mark(x.at, x.end, office) // 由孙公正主持听证
			return
		}
		if p := f.person(name); p.learned == 0 || x.score > p.learned {
			p.learned = x.score
		}
	})
}

// presides is said behind the name of one who decides a case.
var presides = textview.NewWordSet("主持", "独任审理", "独任审判", "独任仲裁", "独任审查")

// mayBeName reports whether nothing speaks against a name from one place to another.
func (f *finder) mayBeName(at, end int) bool {
	name := f.c[at:end]
	return !isHidden(name) && !f.leansOn(at, end) &&
		!f.guard.has(at, end, fixed|office|held) && roleWords.At(name) == "" && !noName.In(name) &&
		!f.insideWord(at, end) && !f.namesNobody(at, end) && !f.endsPlace(at, end)
}

// isPure reports whether what stands from one place to another looks like a name and like nothing
// else: a usual surname and two characters of given names, and no word that goes over its ends.
func (f *finder) isPure(at, end int) bool {
	name := f.c[at:end]
	n := personname.Surname(name)
	if n == 0 || utf8.RuneCountInString(name) != n+2 || isWordy(name) || !f.allGiven(name, n) || f.isKnownWord(name) {
		return false
	}
	r, last := utf8.DecodeLastRuneInString(name)
	if placeEnds.has(r) {
		return false
	}
	return f.kindAt(at) < 2 && f.kindOver(at) == 0 && (f.kindAt(end-last) == 0 || f.boundary(end) >= 2)
}

// namesNobody reports whether what stands from one place to another is a place or begins the name of one
// or of a body: 安庆市, 运城国新 in 运城国新公司.
func (f *finder) namesNobody(at, end int) bool {
	last, _ := utf8.DecodeLastRuneInString(f.c[:end])
	switch {
	case trades.Known(bodyEnds.At(f.c[end:])) || f.isPartOfCompany(at, end) || f.isThing(at, end):
		return true
	case f.left[at] == 3 && utf8.RuneCountInString(f.c[at:end]) < maxLearned && f.speaks(at, end) > sureLearned:
		return false // 同乡许红旗
	}
	return strings.ContainsRune("省市县区旗镇乡", last) && f.boundary(end) < 3 || f.boundary(end) == ofPlace ||
		strings.ContainsRune("州盟", last) && organsBehind.At(f.c[end:]) != "" || noPersons[f.c[at:end]]
}

// endsPlace reports whether what stands from one place to another ends as names of places do, and not as people
// are called: 华山站.
func (f *finder) endsPlace(at, end int) bool {
	last := lastRune(f.c[at:end])
	return placeEnds.has(last) && !personname.IsGiven(last) && utf8.RuneCountInString(f.c[at:end]) > 2
}

// insideWord reports whether what stands from one place to another is part of a longer word:
// 归于好 in 重归于好.
func (f *finder) insideWord(at, end int) bool {
	start := at
	for before := 0; ; before++ {
		stop := end
		for behind := 0; behind <= maxAround; behind++ {
			if word := f.c[start:stop]; before+behind > 0 && f.isKnownWord(word) && !dictionaryNames()[word] {
				return true
			}
			r, size := utf8.DecodeRuneInString(f.c[stop:])
			if !personname.IsHan(r) {
				break
			}
			stop += size
		}
		r, size := utf8.DecodeLastRuneInString(f.c[:start])
		if before == maxAround || !personname.IsHan(r) {
			return false
		}
		start -= size
	}
}

// maxAround is how many characters a word may have before or behind what it has inside.
const maxAround = 2

// What must speak for a name by what was learned.
const (
	leastLearned  = -2   // to be thought of
	leastDoubtful = -0.8 // to be counted as doubtful
	sureLearned   = 2
	ofReport      = 1 // for whoever a report tells of and does not introduce
	ofPure        = 3.5
	leastOfForm   = 0    // for a word of the form by which somebody is called elsewhere
	ofWord        = 5    // less at a place where the word stands by which somebody is called
	leastQuoted   = -1   // for a nickname outside of quotation marks
	leastAround   = -5.5 // before and behind a name, for the rest to be looked at
	ofEntity      = 2    // less where names of bodies stand
	moreForWords  = 2    // more for what words are made of
)

// leastBefore must speak before a name and for its first character, for the rest to be looked at,
// by the kind of surname that it begins with.
var leastBefore = [...]float32{-4.2, -5, -5.4, -5.6, -6}

// enoughLearned must speak for somebody who is hidden for nothing else, by how much of a word
// the name is.
var enoughLearned = [...]float32{0, 3, 3.5, 4.5}

// leastBehind must speak for a string behind a word that introduces names, by how much of a
// word it is, and leastItem for one behind a colon or inside of a list.
var (
	leastBehind = [...]float32{-1.6, 0, 1.3, 1.5}
	leastItem   = [...]float32{-2.4, -0.5, 0, 0.4}
)

// leastOfKnown must speak for a string by which somebody is called elsewhere, by how much of
// a word it is.
var leastOfKnown = [...]float32{-6, -3.8, -4, -1.4}

// bestAt is the stretch at a place for which most speaks, before of it what stands before.
func (f *finder) bestAt(at int, before, least float32, m *Model) found {
	best := found{score: least}
	_, size := utf8.DecodeRuneInString(f.c[at:])
	end := at + size
	for n := 2; n <= maxLearned; n++ {
		next, size := utf8.DecodeRuneInString(f.c[end:])
		if !personname.IsHan(next) || f.guard[end]&(fixed|office) != 0 || f.v.StartsLine(end) && f.shortLine(at) {
			break
		}
		end += size
		around := before + f.endAt(end, m)
		if around < leastAround {
			continue
		}
		f.answers = f.between(at, end, n, f.answers[:0])
		s := around + m.sum(f.answers)
		if s > best.score-ofPure && f.isPure(at, end) {
			s += ofPure
		}
		if s > best.score && f.mayBeName(at, end) {
			best = found{at, end, s}
		}
	}
	return best
}
