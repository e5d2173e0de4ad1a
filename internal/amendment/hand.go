package amendment

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/statute"
)

//go:embed hand.tsv
var handShipped string

//go:embed misprints.tsv
var misprintsShipped string

// ByHand are instruments that no loaded text has, by the laws that they change; those without
// operations change no word. The file ships with the program.
var ByHand = sync.OnceValues(func() (map[string][]Source, error) { return readHand(handShipped) })

func readHand(file string) (map[string][]Source, error) {
	about := map[string][]Source{}
	for i, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 6 || cells[5] == "" {
			return nil, fmt.Errorf("hand.tsv, line %d: %d cells instead of 6", i+1, len(cells))
		}
		for _, day := range cells[1:3] {
			if _, err := statute.ParseDate(day); err != nil {
				return nil, fmt.Errorf("hand.tsv, line %d: %w", i+1, err)
			}
		}
		s := Source{Key: cells[3], Label: cells[1], From: statute.Date(cells[2]), Hand: true}
		if cells[4] != "" {
			read := ParseLines([]string{cells[4]})
			if len(read.Operations) == 0 || len(read.Unread) > 0 {
				return nil, fmt.Errorf("hand.tsv, line %d: %q is not read", i+1, cells[4])
			}
			s.Operations = read.Operations
		}
		about[cells[0]] = append(about[cells[0]], s)
	}
	return about, nil
}

// misprint is a slip of the pen of a published text, as far as a list made by hand knows it.
type misprint struct{ place, printed, right string }

// textName names a text of a law.
type textName struct{ law, label string }

var misprints = sync.OnceValues(func() (map[textName][]misprint, error) { return readMisprints(misprintsShipped) })

func readMisprints(file string) (map[textName][]misprint, error) {
	known := map[textName][]misprint{}
	for i, line := range strings.Split(file, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 6 || cells[5] == "" {
			return nil, fmt.Errorf("misprints.tsv, line %d: %d cells instead of 6", i+1, len(cells))
		}
		name := textName{cells[0], cells[1]}
		known[name] = append(known[name], misprint{cells[2], cells[3], cells[4]})
	}
	return known, nil
}
