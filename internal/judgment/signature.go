package judgment

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// signer is the office of one who signs.
	signer = regexp.MustCompile(`(?:代理|助理|独任)?审判长|(?:代理|助理|独任)?审判员|人民陪审员|陪审员|执行长|代?理?执行员|(?:代|兼|实习|见习)?书记员|(?:审判|法官)助理|速录员`)
	// signedDate is the date of a judgment, in Chinese numerals.
	signedDate = regexp.MustCompile(`(?:二[〇O0o一二三四五六七八九]{3}|一九[〇O0o一二三四五六七八九]{2}|(?:19|20)\d{2})年(?:[元一二三四五六七八九十]{1,2}|` +
		`\d{1,2})月(?:[一二三四五六七八九十]{1,3}|\d{1,2})日`)
	annexMark = regexp.MustCompile(`附[：录件相]|本件与原[本件]|（此页`)
	// behindNames is what may follow the last name.
	behindNames = regexp.MustCompile(`^(?:附[：录件一本：:相]|附|本件与原[本件]|（(?:以下|此页)无正文|本案(?:适用|引用|相关)|《中华|（此页|PAGE|\d|本判决|（院印)`)
)

// readSignatures finds the offices that begin a signature: name behind name, then a date with nothing but the clerk behind it, or the
// end. A judge who is only spoken of is followed by other words. Clerks and assistants
// begin none.
func (j *Judgment) readSignatures() {
	v := j.View
	offices := offices(v, j.body)
	signs := make([]bool, len(offices))
	for i := len(offices) - 1; i >= 0; i-- { // from the last, as each asks the next
		n := j.nameBehind(offices, i)
		if n == nil {
			continue
		}
		if m := acting.FindStringIndex(v.Text[n[1]:]); m != nil {
			n[1] += m[1]
		}
		if strings.HasPrefix(v.Text[n[1]:], "日期：") {
			n[1] += len("日期：")
		}
		if i+1 < len(offices) && offices[i+1][0] == n[1] {
			signs[i] = signs[i+1]
		} else if d := v.Find(signedDate, n[1], min(len(v.Text), n[1]+maxSigned)); d != nil && d[0] == n[1] {
			signs[i] = v.EndsLine(d[1]) || behindDate.MatchString(v.Text[d[1]:])
		} else {
			signs[i] = n[1] == len(v.Text) || behindNames.MatchString(v.Text[n[1]:])
		}
	}
	for i, m := range offices {
		office := v.Text[m[0]:m[1]]
		if signs[i] && (!strings.Contains(office, "助理") || strings.HasSuffix(office, "审判员")) && !strings.Contains(office, "书记员") &&
			office != "速录员" {
			j.signatures = append(j.signatures, m[0])
		}
	}
}

// officeEnds are the words with which every match of signer ends, and beforeEnd is how
// long what it may have before them is at most, in bytes.
var officeEnds = [...]string{"审判长", "审判员", "陪审员", "执行长", "执行员", "书记员", "审判助理", "法官助理", "速录员"}

const beforeEnd = len("代理")

// offices are all matches of signer behind a place. It begins in many ways, so that
// to try it everywhere was a sixth of the work of reading a judgment; it is tried where
// its ends stand.
func offices(v *textview.View, from int) [][]int {
	var ends [][2]int
	for _, word := range officeEnds {
		for at := from; ; {
			i := strings.Index(v.Text[at:], word)
			if i < 0 {
				break
			}
			ends = append(ends, [2]int{at + i, at + i + len(word)})
			at += i + len(word)
		}
	}
	slices.SortFunc(ends, func(a, b [2]int) int { return a[0] - b[0] })
	var found [][]int
	for i := 0; i < len(ends); {
		first := max(from, ends[i][0]-beforeEnd)
		last := ends[i][1]
		for i++; i < len(ends) && ends[i][0]-beforeEnd <= last; i++ {
			last = max(last, ends[i][1])
		}
		found = append(found, v.FindAll(signer, first, last)...)
	}
	return found
}

// signedAt is where the names of the judges begin behind a place, -1 where the text
// is not signed.
func (j *Judgment) signedAt(from int) int {
	i, _ := slices.BinarySearch(j.signatures, from)
	if i == len(j.signatures) {
		return -1
	}
	return j.signatures[i]
}

// zeros are letters and digits that stand for 〇 in a date in Chinese numerals.
var zeros = strings.NewReplacer("二O", "二〇", "二0", "二〇", "二o", "二〇", "九O", "九〇", "九0", "九〇")

// acting is a bracket behind the name of one who stands in for another.
var acting = regexp.MustCompile(`^（[代兼]）`)

// behindDate is what follows the date of a judgment on the same line.
var behindDate = regexp.MustCompile(`^(?:(?:代|兼|实习|见习|助理)?书记员|(?:法官|审判)助理|速录|附|本件|（|本判决|核对|PAGE)`)

// Bounds, in bytes of a view: of a name behind an office, and of all names with
// the date.
const (
	maxSigned = 48
	maxBlock  = 900
)

// nameBehind is the name behind the i-th office.
func (j *Judgment) nameBehind(all [][]int, i int) []int {
	v := j.View
	from, to := all[i][1], len(v.Text)
	if i+1 < len(all) {
		to = all[i+1][0]
	}
	from += len(v.Text[from:to]) - len(strings.TrimLeft(v.Text[from:to], "：、"))
	if m := signedDate.FindStringIndex(v.Text[from:to]); m != nil {
		to = from + m[0]
		if m := annexMark.FindStringIndex(v.Text[from:to]); m != nil { // 本件与原件核对无异 above the day
			to = from + m[0]
		}
	} else if n := v.NextLine(from); n < to {
		to = n
	} else if m := annexMark.FindStringIndex(v.Text[from:to]); m != nil {
		to = from + m[0]
	}
	if i := strings.LastIndex(v.Text[from:to], "（"); i > 0 { // （代）
		to = from + i
	}
	if to <= from || to-from > maxSigned || !isSigner(v.Text[from:to]) {
		return nil
	}
	return []int{from, to}
}

// isSigner reports whether a name may be that of one who signs, which may be long
// where it is not Chinese: 乌云其木格.
func isSigner(name string) bool {
	n := utf8.RuneCountInString(name)
	return personname.IsPerson(name) || n >= 2 && n <= 12 && strings.IndexFunc(name,
		func(r rune) bool { return !personname.IsHan(r) && r != '·' }) < 0 && !says.MatchString(name) && !tells.MatchString(name)
}

// readSignature reads judges, clerk and date behind the decision.
func (j *Judgment) readSignature(from int) {
	v := j.View
	start := j.signedAt(from)
	if start < 0 {
		return
	}
	all := v.FindAll(signer, start, min(len(v.Text), start+maxBlock))
	end := start
	for i, m := range all {
		n := j.nameBehind(all, i)
		if n == nil {
			continue
		}
		end = n[1]
		switch office := v.Text[m[0]:m[1]]; {
		case strings.Contains(office, "书记员"):
			if j.Clerk.IsZero() {
				j.Clerk = v.Field(n[0], n[1])
			}
		case strings.Contains(office, "助理") && !strings.Contains(office, "审判员") || office == "速录员":
		default:
			j.Judges = append(j.Judges, v.Field(n[0], n[1]))
		}
	}
	if m := v.Find(signedDate, start, min(len(v.Text), start+maxBlock)); m != nil {
		if day, _ := statute.DateAt(zeros.Replace(v.Text[m[0]:m[1]])); day != "" {
			j.Date, j.DateSpan = day, v.Span(m[0], m[1])
			end = max(end, m[1])
		}
	}
	j.signed, j.signedEnd = start, end
}
