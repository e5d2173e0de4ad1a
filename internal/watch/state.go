package watch

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// state is what was told of each search.
type state struct {
	Searches map[string]knownHits `json:"searches"` // by name
}

// knownHits are the results of a search that were told of: the key of each with the date of its text.
// One that a later search does not find stays, so that it is not told of once more.
type knownHits struct {
	Query string            `json:"query"`
	Seen  map[string]string `json:"seen"`
}

// maxSeen bounds what is remembered of a search: above that only the results of today are.
const maxSeen = 5000

func (k *knownHits) add(found []Hit) {
	if len(k.Seen)+len(found) > maxSeen {
		k.Seen = make(map[string]string, len(found))
	}
	for _, h := range found {
		k.Seen[h.key()] = h.Date
	}
}

// readState reads what is remembered: nothing where there is no file yet.
func readState(path string) (*state, error) {
	s := &state{}
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, usererr.Errorf("读不了 %s：%w", path, err)
	}
	if err == nil {
		if err := json.Unmarshal(data, s); err != nil {
			return nil, usererr.Errorf("%s 坏了：%w。删去它，下次从头记起", path, err)
		}
	}
	if s.Searches == nil {
		s.Searches = map[string]knownHits{}
	}
	for name, k := range s.Searches {
		if k.Seen == nil {
			k.Seen = map[string]string{}
			s.Searches[name] = k
		}
	}
	return s, nil
}

// keep forgets the searches that are no longer in the file.
func (s *state) keep(searches []Search) {
	names := map[string]bool{}
	for _, x := range searches {
		names[x.Name] = true
	}
	for name := range s.Searches {
		if !names[name] {
			delete(s.Searches, name)
		}
	}
}

func (s *state) write(path string) error {
	data, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return usererr.Errorf("记不下已经告知的结果：%w", err)
	}
	if err := wholefile.Write(path, data, 0o600); err != nil {
		return usererr.Errorf("写不了 %s：%w", path, err)
	}
	return nil
}
