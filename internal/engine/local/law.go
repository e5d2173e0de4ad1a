package local

import (
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Numbered returns the keys of the provisions that the address of an article means on a day: that
// of the text of the day, else those of all texts that have it, newest first. Engines of cases
// that stand elsewhere ask it.
func (e *Engine) Numbered(law, article string, day statute.Date) []searchdoc.Key {
	docs, _ := e.provisionsOn(day).numbered(law, article)
	var keys []searchdoc.Key
	for _, d := range docs {
		keys = append(keys, e.ranker.Key(d))
	}
	return keys
}

// Meant returns the key of the provision that a cited one counts for on a day, "" where it counts
// for nothing.
func (e *Engine) Meant(key searchdoc.Key, day statute.Date) searchdoc.Key {
	doc, ok := e.ranker.Find(key)
	if !ok {
		return ""
	}
	meant := e.provisionsOn(day).meant(int32(doc))
	if meant < 0 {
		return ""
	}
	return e.ranker.Key(int(meant))
}

// Doubts reports whether the engine can tell what probably does not answer a question.
func (e *Engine) Doubts() bool { return e.ranker.Doubts() }
