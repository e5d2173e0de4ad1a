package lawbuild

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/validity"
)

// User is what a user tells of laws beside their texts.
type User struct {
	Names []lawnames.Alias
	Days  []validity.Fact
}

// Hash changes with what is told of laws beside their texts: by what ships with the program
// and by the user.
func (u User) Hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s", lawnames.Hash(u.Names), validity.Hash(u.Days))
	return hex.EncodeToString(h.Sum(nil)[:16])
}
