package pages

import "testing"

// Days in the text of a page stand in elements of their own; what is drawn, typed or run has none.
func TestWholeDates(t *testing.T) {
	for page, want := range map[string]string{
		`<p class="2021-01-01">截至 2021-01-01，自<a href="/2020-05-28">2020-05-28</a>起</p>`://
		`<p class="2021-01-01">截至 <time>2021-01-01</time>，自<a href="/2020-05-28"><time>2020-05-28</time></a>起</p>`,
		`<title>2021-01-01</title><p>1</p>`:                        `<title>2021-01-01</title><p>1</p>`,
		`<svg viewBox="0 0 1 1"><text>2021-01-01</text></svg>`:     `<svg viewBox="0 0 1 1"><text>2021-01-01</text></svg>`,
		`<time datetime="2021-01-01">2021-01-01</time>2021-01-02`:  `<time datetime="2021-01-01">2021-01-01</time><time>2021-01-02</time>`,
		`<select><option value="">2021-01-01</option></select>`:    `<select><option value="">2021-01-01</option></select>`,
		`12021-01-01 2021-01-011 8 < 9`:                            `12021-01-01 2021-01-011 8 < 9`,
		"<textarea\nname=\"x\">2021-01-01</textarea>2021-01-02<br": "<textarea\nname=\"x\">2021-01-01</textarea><time>2021-01-02</time><br",
	} {
		if got := string(wholeDates([]byte(page))); got != want {
			t.Errorf("%s\nis %s\nwant %s", page, got, want)
		}
	}
}

func BenchmarkWholeDates(b *testing.B) {
	page := []byte{}
	for range 2000 {
		page = append(page, `<section class="unit"><h3>第一条</h3><p>为了规范停车活动，自 2021-07-01 起施行。</p></section>`...)
	}
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		wholeDates(page)
	}
}
