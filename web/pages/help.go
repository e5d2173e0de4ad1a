package pages

import "net/http"

// words is a page that is only words.
func (s *Site) words(page, title string) func(*request) error {
	return func(r *request) error { return s.render(r, http.StatusOK, page, r.frame(title, "")) }
}
