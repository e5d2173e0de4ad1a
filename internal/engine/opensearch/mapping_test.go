package opensearch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The mapping of a version does not change: an index of another mapping must have another name.
func TestVersion(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(mapping(1))
	if err != nil {
		t.Fatal(err)
	}
	const ofVersion2 = "96ce408753ac3b96"
	sum := sha256.Sum256(text)
	if got := hex.EncodeToString(sum[:8]); Version != 2 || got != ofVersion2 {
		t.Errorf("the mapping of version %d is %s; that of version 2 was %s: raise Version", Version, got, ofVersion2)
	}
}

// Every field that cases have is in the index.
func TestFieldNames(t *testing.T) {
	t.Parallel()
	for f := range engine.FieldsOf(searchdoc.Case) {
		if !slices.Contains(fieldNames[:], f.Name) {
			t.Errorf("the index has no field %s", f.Name)
		}
	}
}
