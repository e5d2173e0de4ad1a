// Package searchdoc is what can be found, as plain data: the search document and its
// stable key. The knowledge base writes one stream of them; index and ranking are both
// built from it, and whatever else should find texts reads the same.
//
// Start with [Document] and [Key].
package searchdoc
