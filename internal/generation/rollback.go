package generation

import (
	"errors"
	"fmt"

	"github.com/fatiao/fatiao/internal/usererr"
)

// NoEarlierError says that there is nothing to go back to.
type NoEarlierError struct{ Current string }

// ForUser implements usererr.Explainer.
func (e *NoEarlierError) ForUser() string { return e.Error() }

func (e *NoEarlierError) Error() string {
	return fmt.Sprintf("没有可以退回的数据：除了当前的 %s，数据目录里没有别的完整数据", e.Current)
}

// Rollback makes the generation before the current one the current one, or the one
// with a name, if it is given. It is compared with its checksums before.
func (s *Store) Rollback(to string) (*Generation, error) {
	lock, err := s.lock()
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	var g *Generation
	if to != "" {
		if number(to) == 0 {
			return nil, usererr.Errorf("“%.40s”不是数据的代号，应当像 %s000012 这样", to, prefix)
		}
		if g, err = s.generation(to); err != nil {
			return nil, err
		}
	} else if g, err = s.Previous(); err != nil {
		return nil, err
	}
	release, err := g.Hold()
	if err != nil {
		return nil, err
	}
	if err := g.Verify(nil); err != nil {
		return nil, errors.Join(err, release())
	}
	return g, errors.Join(s.use(g.Name), release())
}

// Previous is the generation to go back to.
func (s *Store) Previous() (*Generation, error) {
	name, err := s.CurrentName()
	if err != nil {
		return nil, err
	}
	all, err := s.Generations()
	if err != nil {
		return nil, err
	}
	current := &Generation{Name: name}
	for _, g := range all {
		if g.Name == name {
			current = g.Generation
		}
	}
	if g := previousIn(all, current); g != nil {
		return g, nil
	}
	return nil, &NoEarlierError{name}
}

// State says what an interrupted ingest or a damaged disk left.
type State struct {
	// Unfinished are generations that an ingest began and did not finish.
	Unfinished []string
	// Ingesting is whether an ingest runs now: then the newest of them is its.
	Ingesting bool
	// Lost says that CURRENT is gone, and Current had to look for the newest one.
	Lost bool
}

// State looks at what lies in the data folder beside the current generation.
func (s *Store) State() (State, error) {
	var st State
	all, err := s.Generations()
	if err != nil {
		return st, err
	}
	for _, g := range all {
		if !g.Complete {
			st.Unfinished = append(st.Unfinished, g.Name)
		}
	}
	switch lock, err := s.lock(); {
	case err == nil:
		if err := lock.Close(); err != nil {
			return st, err
		}
	case errors.Is(err, ErrIngesting):
		st.Ingesting = true
	} // else whoever asks may not write here, and cannot know
	named, err := s.NameInCurrent()
	st.Lost = len(all) > len(st.Unfinished) && named == ""
	return st, err
}
