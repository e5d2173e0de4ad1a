package masking

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Marked is a paper in which a second hand marked what must not be left, and what must.
type Marked struct {
	ID          string   `json:"id"`
	Kind        string   `json:"kind"`
	Text        string   `json:"text"`
	Hidden      []string `json:"hidden"`      // names of people
	Particulars []string `json:"particulars"` // numbers and addresses
	Kept        []string `json:"kept"`
	Note        string   `json:"note"`
}

// ReadMarked reads a file of marked papers, one a line.
func ReadMarked(path string) ([]Marked, error) {
	data, err := os.ReadFile(path) // #nosec G304 -- named by whoever measures
	if err != nil {
		return nil, err
	}
	var list []Marked
	for line := range strings.Lines(string(data)) {
		var m Marked
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			return nil, fmt.Errorf("reading a marked paper: %w", err)
		}
		list = append(list, m)
	}
	return list, nil
}

// Tally counts what is hidden of marked papers, and says of each string that is not as it
// should be where it stands.
type Tally struct {
	Names, NamesLeft, Particulars, ParticularsLeft, Kept, Changed int

	Faults []string
}

// Add counts a paper of which is shown what is given. A name that stands in a string to be kept is none,
// nor is one to be kept that stands in a name.
func (t *Tally) Add(m *Marked, shown string) {
	bare := shown
	for _, k := range m.Kept {
		if strings.Contains(m.Text, k) {
			bare = strings.ReplaceAll(bare, k, "")
		}
	}
	left := func(list []string) (n int) {
		for _, s := range list {
			if strings.Contains(bare, s) {
				n++
				t.Faults = append(t.Faults, fmt.Sprintf("%s (%s): %s is left: %s", m.ID, m.Kind, s, around(bare, s)))
			}
		}
		return n
	}
	t.Names += len(m.Hidden)
	t.NamesLeft += left(m.Hidden)
	t.Particulars += len(m.Particulars)
	t.ParticularsLeft += left(m.Particulars)
	for _, k := range m.Kept {
		if !strings.Contains(m.Text, k) {
			continue
		}
		t.Kept++
		whole := m.Text
		for _, h := range m.Hidden { // 陈志明 has 陈志
			if h != k && strings.Contains(h, k) {
				whole = strings.ReplaceAll(whole, h, "")
			}
		}
		if n := strings.Count(whole, k); strings.Count(shown, k) < n {
			t.Changed++
			t.Faults = append(t.Faults, fmt.Sprintf("%s (%s): %s is changed, %d of %d are there", m.ID, m.Kind, k,
				strings.Count(shown, k), n))
		}
	}
}

func (t *Tally) String() string {
	return fmt.Sprintf("%d of %d names hidden, %d of %d particulars; %d of %d kept strings changed", t.Names-t.NamesLeft, t.Names,
		t.Particulars-t.ParticularsLeft, t.Particulars, t.Changed, t.Kept)
}

// around is what stands around a string in a text, in one line.
func around(text, s string) string {
	i := strings.Index(text, s)
	return strings.ReplaceAll(strings.ToValidUTF8(text[max(0, i-30):min(len(text), i+len(s)+30)], ""), "\n", "⏎")
}
