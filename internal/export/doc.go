// Package export writes what a user takes away in forms other than JSON, which
// internal/wire has, and pages: the report on a draft as a table or a Word document, a
// visitor's own list as a Word document, laws and parts of them as Word, Markdown, text and Akoma
// Ntoso. Each writer takes a context and stops when it
// ends, as a report may be long.
//
// Start with [CheckCSV], [CheckDOCX], [CollectionDOCX] and [ReadLaw].
package export
