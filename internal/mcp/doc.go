// Package mcp answers language models by the Model Context Protocol: tools that search law,
// read provisions, their history and who cites them, read cases, judge the citations of a text
// and tell what is loaded; provisions as resources; one prompt. It speaks the official Go SDK,
// over standard input and output ([Server.ServeStdio]) and over HTTP ([Server.Handler]).
//
// Every answer says of which day the law is, up to which day texts are loaded and from which
// generation it comes ([Basis]). A failure is an error of the tool and never an empty list; what
// is not loaded is told apart from what does not exist; what is cut off says how to ask for less.
//
// Start with [New]. What the tools read is in readers.go, what they say in words.go.
package mcp
