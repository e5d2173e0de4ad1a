package lawparse

import "testing"

// An edition that tells the former wording in braces is made the text that its title names.
func TestOriginal(t *testing.T) {
	t.Parallel()
	const edition = `渡口法（2001年）

第一章　总则

第一条　渡船应当有灯和绳。{根据渡口法修正案修改}

{原条文：渡船应当有灯。

渡口应当有人。}

第二条　渡工应当有证。{根据渡口法修正案（二）修改}

{原条款：渡工应当有经验。}

违反的，处警告。{渡口法修正案（二）增加此款}

第二条之一　夜间停渡。{渡口法修正案（二）增加此条}

第三条　下列情形停渡：

（一）大风；

（二）大雾；{渡口法修正案（三）增加此项}

（三）封冻。{原为（二）项}

{渡口局关于第三条的解释}

第二章　附则

第四条　先行。

再行。

末行。{根据渡口法修正案（三）增加第二款，修改第三款}

{原第二款：又行。}
`
	const want = `渡口法（2001年）

第一章　总则

第一条　渡船应当有灯。

渡口应当有人。

第二条　渡工应当有经验。

第三条　下列情形停渡：

（一）大风；

（二）封冻。

第二章　附则

第四条　先行。

又行。

`
	got, ok := Original(edition)
	if a, b := Parse(got, Hint{}).Characters(), Parse(want, Hint{}).Characters(); !ok || a != b {
		t.Errorf("%t\n%s\nwant\n%s", ok, got, want)
	}
	for _, s := range []string{"第一条 渡船应当有灯。", "第一条 {原条文：渡船} 应当有灯。"} {
		if got, ok := Original(s); ok || got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}
