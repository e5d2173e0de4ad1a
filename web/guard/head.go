package guard

import (
	"context"
	"net/http"
)

// headKey marks the context of a request that was sent as HEAD.
type headKey struct{}

// AnswerHead lets a handler of GET answer HEAD too: it sees GET, and the server, which
// knows better, sends no body. In logs and counts the request stays HEAD.
func AnswerHead(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		asGet := r.WithContext(context.WithValue(r.Context(), headKey{}, true))
		asGet.Method = http.MethodGet
		next.ServeHTTP(headWriter{w}, asGet)
	})
}

// headWriter drops the body of an answer.
type headWriter struct{ http.ResponseWriter }

// Write implements http.ResponseWriter.
func (headWriter) Write(b []byte) (int, error) { return len(b), nil }

// Unwrap lets http.ResponseController find the writer.
func (w headWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// isHead reports whether a request was sent as HEAD.
func isHead(r *http.Request) bool {
	sent, _ := r.Context().Value(headKey{}).(bool)
	return sent
}
