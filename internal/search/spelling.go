package search

// Speller writes names in pinyin. The zero value is not usable: see [NewSpeller]. It is not for several
// goroutines at once.
type Speller struct{ letters speller }

// NewSpeller makes a speller that has met no character.
func NewSpeller() *Speller { return &Speller{speller{}} }

// Spell writes a name in pinyin without tones, and the initials of it: laodongfa, ldf.
func (s *Speller) Spell(name string) (full, initials string) { return s.letters.spell(name) }
