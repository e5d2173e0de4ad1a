package masking

import (
	"testing"

	"github.com/fatiao/fatiao/internal/textview"
)

// The 条 of another word behind a provision, which its words do not reach, leads on and not back.
func TestWordsBehindProvisionEnd(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"依照《车辆安全法》第三条规定，故下列条件不成立。", "《车辆安全法》第三条规定：“停车。”条件具备，条款有效。"} {
		v := textview.New(text)
		newGuard(v, nil) // which ends
	}
}
