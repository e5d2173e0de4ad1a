package opensearch

import (
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Version is the version of the mapping, which the names of indexes carry: a cluster with
// cases of another version has none for this one. It is raised when mapping changes, or
// what is written into it.
//
// 1: the first. 2: terms, vectors, addresses and what pages show.
const Version = 2

// The fields of an index.
const (
	fieldKey   = "key"   // of the document, which is its _id as well
	fieldCites = "cites" // keys of provisions
	fieldText  = "text"  // folded: the text, then the title
	fieldTier  = "tier"  // place among the tiers, from 0
	fieldDate  = "date"
	fieldTitle = "title" // as cases of one day are ordered by
	// fieldValues, fieldLooked, fieldNumbers and fieldParts have a field below them for
	// each field of package engine that is like that.
	fieldValues  = "values"  // what is counted and what Is compares
	fieldLooked  = "looked"  // what Contains looks into
	fieldNumbers = "numbers" // what Between compares, of numbers
	fieldDays    = "days"    // and of days
	fieldParts   = "parts"   // folded texts
	fieldTerms   = "terms"   // has a field below it for each of termNames: terms with a blank between two
	fieldApplied = "applied" // addresses without a version of what is cited, and of what that is a part of
	// What is kept and not indexed: the search document, its vector, what lists and what pages
	// show of the case.
	fieldDocument = "document"
	fieldVector   = "vector"
	fieldInfo     = "info"
	fieldPage     = "page"
)

// notKept are the fields that are indexed and not kept: all of it is in the document.
var notKept = []string{fieldText, fieldParts, fieldLooked, fieldTerms}

// termNames are the names of the fields of terms.
var termNames = [ranking.TermFields]string{"words", "grams", "chars", "title"}

type object = map[string]any

// mapping is the body that an index is created with: settings for a load, without copies
// and without refreshing. Each character of a text is a token, so that a phrase finds
// every substring.
func mapping(shards int) object {
	keyword, kept := object{"type": "keyword"}, object{"type": "keyword", "index": false}
	number, small := object{"type": "long"}, object{"type": "byte"}
	text := object{"type": "text", "analyzer": "characters", "norms": false, "similarity": "boolean", "position_increment_gap": 1000}
	values, looked, numbers, days, parts := object{}, object{}, object{}, object{}, object{}
	for f := range caseFields() {
		if f.Part != searchdoc.NoPart {
			parts[f.Name] = text
			continue
		}
		if f.Values != nil {
			values[f.Name] = keyword
		}
		switch {
		case f.Number != nil:
			numbers[f.Name] = number
		case f.Relation == engine.Between:
			days[f.Name] = keyword
		default:
			looked[f.Name] = text
		}
	}
	ofTerms, similarities := object{}, object{}
	for f, name := range termNames {
		k1, b := ranking.TermField(f).Params()
		similarities[name] = object{"type": "BM25", "k1": k1, "b": b}
		ofTerms[name] = object{"type": "text", "analyzer": "whitespace", "index_options": "freqs", "similarity": name}
	}
	hidden := object{"type": "object", "enabled": false}
	below := func(fields object) object { return object{"properties": fields} }
	return object{
		"settings": object{
			"number_of_shards": shards, "number_of_replicas": 0, "refresh_interval": "-1", "similarity": similarities,
			"analysis": object{
				"tokenizer": object{"characters": object{"type": "ngram", "min_gram": 1, "max_gram": 1, "token_chars": []string{}}},
				"analyzer":  object{"characters": object{"type": "custom", "tokenizer": "characters"}},
			},
		},
		"mappings": object{
			"dynamic": "strict",
			"_source": object{"excludes": notKept},
			"properties": object{
				fieldKey: keyword, fieldCites: keyword, fieldText: text, fieldTier: small, fieldDate: keyword, fieldTitle: kept,
				fieldValues: below(values), fieldLooked: below(looked), fieldNumbers: below(numbers), fieldDays: below(days),
				fieldParts: below(parts), fieldTerms: below(ofTerms), fieldApplied: keyword, fieldVector: object{"type": "binary"},
				fieldDocument: hidden, fieldInfo: hidden, fieldPage: hidden,
			},
		},
	}
}
