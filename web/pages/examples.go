package pages

import (
	"sync"

	"github.com/fatiao/fatiao/internal/search"
)

// shownExamples is how many examples the home page has.
const shownExamples = 3

// exampleCache keeps the examples that work with the generation in use: a search for each is
// not to be paid by every visitor.
type exampleCache struct {
	mu   sync.Mutex
	of   LawReader
	list []string
}

// workingExamples are examples that find something in what is loaded.
func (s *Site) workingExamples(r *request) ([]string, error) {
	s.examples.mu.Lock()
	defer s.examples.mu.Unlock()
	if s.examples.of == r.Laws && r.Laws != nil {
		return s.examples.list, nil
	}
	candidates := examples[:]
	newest, err := r.Laws.Newest(r.ctx(), r.today, 1)
	if err != nil {
		return nil, err
	}
	for _, v := range newest {
		candidates = append(candidates[:len(candidates):len(candidates)], v.Law+"1")
	}
	var list []string
	for _, q := range candidates {
		found, err := r.Search.Search(r.ctx(), search.Request{Query: q, AsOf: r.today})
		if err != nil {
			return list, nil // the page needs none
		}
		if found.NotLoaded == "" && found.Missing == nil && (found.Exact != nil || found.Total > 0) {
			if list = append(list, q); len(list) == shownExamples {
				break
			}
		}
	}
	s.examples.of, s.examples.list = r.Laws, list
	return list, nil
}
