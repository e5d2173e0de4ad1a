package pages

import "testing"

// Comments are not sent; addresses and what stands behind code stay.
func TestWithoutComments(t *testing.T) {
	for _, c := range []struct{ ext, content, want string }{
		{".css", "/* Paper,\n ink. */\na, f { b: c; } /* d */\ne :hover { g: h i; }\n", "a,f{b: c;}e :hover{g: h i;}"},
		{".js", "// What.\nconst a = \"http://b\"; // c\n  // d\nf();\n", "const a = \"http://b\"; // c\nf();\n"},
		{".svg", "<!-- a --> /* b */", "<!-- a --> /* b */"},
	} {
		if got := string(withoutComments(c.ext, []byte(c.content))); got != c.want {
			t.Errorf("%s: %q; want %q", c.ext, got, c.want)
		}
	}
}
