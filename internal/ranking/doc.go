// Package ranking orders the documents of a generation for a question in everyday words.
//
// A [Collection] has what a question needs of every document: a row of facts, its words
// in postings, vectors of its text, its sentences and its titles, and the text to look
// through. [Builder] makes one of the stream of search documents, [OpenFiles] maps one
// into memory. [Ranker.Rank] takes candidates by words and by closeness, and orders them
// with the trees of the shipped [Model]; votes of consultations, whose answers are
// known, are among the features.
//
//	build.go, reuse.go           making a collection, with what did not change taken over
//	table.go, keys.go, files.go  what a collection is on disk
//	candidates.go, features.go, votes.go, rank.go  a question
//	train.go, measure.go         learning a model, and how good it is
//
// docs/ranking.md has the features, the figures and how to train.
package ranking
