package judgment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// role begins the line of a party. Longer roles come first.
	role = regexp.MustCompile(`^(原?公诉机关|抗诉机关|附带民事诉讼(?:原告人?|被告人?)|原审附带民事诉讼(?:原告人?|被告人?)|原审自诉人|原审被告人|原审被告单位|原审原告|原审被告|原审第三人|[一二]审(?:原告|被告|` +
		`第三人)|` +
		`被上诉人|上诉人|再审申请人|申请再审人|申诉人|被申诉人|自诉人|被告人|被告单位|反诉原告|反诉被告|原告人|原告|被告|申请执行人|被执行人|异议人|案外人|利害关系人|复议申请人|公益诉讼起诉人|起诉人|` +
		`代为申请人|赔偿请求人|赔偿义务机关|复议机关|被申请人|申请人|第三人|刑罚执行机关|执行机关|罪犯)(?:暨附带民事(?:公益)?诉讼(?:原告人?|被告人?|起诉人))?(（[^（）]{1,40}）)?`)
	// procedure is what the first sentence behind the parties says.
	procedure = regexp.MustCompile(`一案|起诉书|提起公诉|提起抗诉|向本院提起|抗诉书|自诉书|本院于.{0,30}(?:立案|受理)|本院.{0,12}(?:立案|受理)|依法组成合议庭|刑罚执行机关|^本院认为|` +
		`^公诉机关指控|^指控的?(?:犯罪)?事实`)
	// aside is what a bracket behind a name says that is no part of it.
	aside = regexp.MustCompile(`^（(?:以下|下称|简称|又名|曾用名|原名|绰号|别名|化名|自报|系|男|女|身份|统一|未到庭|反诉|原审|一审|二审|本诉|外文|英文|公民)`)
	// behindName is what stands behind a name without punctuation.
	behindName = regexp.MustCompile(`(?:男|女)(?:，|，?\d{4}年|，?汉族|，?生于)|住所地|负责人|法定代表人|起诉书(?:文号|编号|案号|号)|以?起诉书`)
	// prosecutor is the first to be named where the lines of the parties are not there.
	prosecutor = regexp.MustCompile(`^：?(\p{Han}{2,20}人民检察院)(?:以|于|指控)`)
	// accused are defendants where no lines of parties are there.
	accused    = regexp.MustCompile(`(?:指控|审理|以|、)(原审被告人|原审被告单位|被告人|被告单位)(\p{Han}[\p{Han}·、0-9×*Xx（）]{0,90}?)(?:、被告人|、被告单位|犯|涉嫌|构成|有)`)
	introduces = regexp.MustCompile(`一案|本院|起诉书|指控`)
	// says is what sentences say and no name does; tells is what few names have.
	says  = regexp.MustCompile(`认为|接受|提出|指控|起诉|不服|没有|辩称|诉称|承认|供述`)
	tells = regexp.MustCompile(`[以在于因曾经称的对系均未等]`)
)

// readParties reads the parties between the number and the sentence that tells
// how the case came, and returns where that sentence begins.
func (j *Judgment) readParties() (intro int) {
	v := j.View
	starts := v.Sentences(j.body, len(v.Text))
	intro = j.body
	seen := map[string]bool{}
	for i := 0; i+1 < len(starts); i++ {
		from, to := starts[i], starts[i+1]
		sentence := v.Text[from:to]
		lead := len(sentence) - len(strings.TrimLeft(sentence, "：。，"))
		m := role.FindStringSubmatchIndex(sentence[lead:])
		if m == nil || isIntro(sentence) {
			if procedure.MatchString(withoutNumber(sentence)) {
				intro = from
				break
			}
			if from-j.body > maxParties || strings.HasPrefix(sentence, "本院认为") {
				break
			}
			continue
		}
		intro = to
		add := func(start, at int) {
			for _, n := range namesAt(v, at, to) {
				p := casefile.Party{Role: v.Field(start, at), Name: v.Field(n[0], n[1])}
				if key := p.Role.Text + "\x00" + p.Name.Text; !seen[key] && len(j.Parties) < maxPartyCount {
					seen[key] = true
					j.Parties = append(j.Parties, p)
				}
			}
		}
		at := from + lead + m[1]
		add(from+lead, at)
		for _, f := range v.FindAll(roleField, at, to) { // 公诉机关：…起诉书文号：…被告人：…
			add(f[2], f[3])
		}
	}
	if j.Kind == "刑事" {
		j.readAccused(intro)
	}
	return intro
}

// roleField is a role with a colon inside of a line, as summary judgments have it.
var roleField = regexp.MustCompile(`(原审被告人|被告人|被告单位|被害人|附带民事诉讼原告人)：`)

// Bounds of what is read as parties: bytes of the view, and how many.
const (
	maxParties    = 300_000
	maxPartyCount = 10_000
)

// isIntro tells the sentence that introduces the case, which may begin with a
// role as well, from the line of a party.
func isIntro(sentence string) bool {
	sentence = withoutNumber(sentence)
	return procedure.MatchString(sentence) && introduces.MatchString(sentence)
}

// indictmentNumber is a field of summary judgments that introduces nothing.
var indictmentNumber = regexp.MustCompile(`起诉书(?:文号|编号|案号|字号|号)：?`)

func withoutNumber(sentence string) string {
	if !strings.Contains(sentence, "起诉书") {
		return sentence
	}
	return indictmentNumber.ReplaceAllString(sentence, "")
}

// namesAt reads the names behind a role.
func namesAt(v *textview.View, from, to int) [][2]int {
	if strings.HasPrefix(v.Text[from:to], "：") {
		from += len("：")
	}
	end := from
	for end < to {
		r, size := utf8.DecodeRuneInString(v.Text[end:to])
		if strings.ContainsRune("，。；：", r) || r == '（' && aside.MatchString(v.Text[end:to]) {
			break
		}
		if r == '（' { // a bracket that belongs to the name may have commas inside
			if i := strings.Index(v.Text[end:min(to, end+maxName)], "）"); i > 0 {
				size = i + len("）")
			}
		}
		end += size
	}
	if m := behindName.FindStringIndex(v.Text[from:end]); m != nil && m[0] > 0 {
		end = from + m[0]
	}
	from += len(v.Text[from:end]) - len(strings.TrimPrefix(v.Text[from:end], "自报"))
	if name := v.Text[from:end]; name == "" || len(name) > maxName || says.MatchString(name) || tells.MatchString(name) &&
		!personname.IsPerson(name) && !personname.IsBody(strings.TrimSuffix(name, "）")) {
		return nil
	}
	var names [][2]int
	for from < end {
		cut := strings.Index(v.Text[from:end], "、")
		if cut < 0 || !personname.IsPerson(v.Text[from:from+cut]) {
			cut = end - from
		}
		names = append(names, [2]int{from, from + cut})
		from += cut + len("、")
	}
	return names
}

// maxName bounds a name, in bytes of a view.
const maxName = 180

// readAccused reads prosecutor and defendants from the accusation, where the
// lines of the parties are not there.
func (j *Judgment) readAccused(intro int) {
	v := j.View
	end := min(len(v.Text), intro+maxIntro)
	has := func(r string) bool {
		for _, p := range j.Parties {
			if strings.Contains(p.Role.Text, r) {
				return true
			}
		}
		return false
	}
	if m := v.Find(prosecutor, intro, min(end, intro+maxToNumber*3)); m != nil && !has("公诉") && j.Instance == "一审" && len(j.Parties) == 0 {
		j.Parties = append(j.Parties, casefile.Party{Role: casefile.Field{Text: "公诉机关"}, Name: v.Field(m[2], m[3])})
	}
	if has("被告") || has("上诉人") {
		return
	}
	if i := strings.Index(v.Text[intro:end], "。"); i >= 0 {
		end = intro + i
	}
	seen := map[string]bool{}
	for at := intro; ; {
		m := v.Find(accused, at, end)
		if m == nil {
			return
		}
		for from := m[4]; from < m[5]; {
			cut := strings.Index(v.Text[from:m[5]], "、")
			if cut < 0 {
				cut = m[5] - from
			}
			if name := v.Field(from, from+cut); personname.IsPerson(textview.New(name.Text).Text) || personname.IsBody(name.Text) {
				if !seen[name.Text] {
					seen[name.Text] = true
					j.Parties = append(j.Parties, casefile.Party{Role: v.Field(m[2], m[3]), Name: name})
				}
			}
			from += cut + len("、")
		}
		at = m[5] // the mark behind the names begins the next match
	}
}

// maxIntro bounds the sentence that introduces a case, in bytes of a view.
const maxIntro = 1200
