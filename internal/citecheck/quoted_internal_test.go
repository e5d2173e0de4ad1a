package citecheck

import (
	"strings"
	"testing"
	"time"
)

// A quotation is looked for near its citation, not in all that follows.
func TestQuotedIsNear(t *testing.T) {
	for _, rest := range []string{"。" + strings.Repeat("依照某法第二条，", 40_000), "：“" + strings.Repeat("依照某法第二条，", 40_000)} {
		start := time.Now()
		for range 2000 {
			if said := quoted(rest, len(rest)); said != "" {
				t.Fatalf("%d bytes are quoted", len(said))
			}
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("looking behind 2000 citations took %s", took)
		}
	}
	if said := quoted("规定：“驾驶人不得疲劳驾驶车辆。”其余", 100); said != "驾驶人不得疲劳驾驶车辆。" {
		t.Errorf("quoted %q", said)
	}
}
