package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/web/guard"
)

// The codes of errors of the API, beside those of package guard.
const (
	codeNoLaw             = "law_not_loaded"
	codeNoVersion         = "version_not_loaded"
	codeNoProvision       = "no_such_provision"
	codeNoCase            = "no_such_case"
	codeNoDocument        = "no_such_document"
	codeNoSubject         = "no_such_subject"
	codeUnknownGeneration = "unknown_generation"
	codeBadDay            = "bad_day"
	codeBadAddress        = "bad_address"
	codeBadText           = "bad_text"
)

// refuse answers with a status and words for the user, with the code of the status.
func refuse(status int, words string) error { return guard.NewProblem("", status, words) }

// refuseAs is refuse with a code.
func refuseAs(code string, status int, words string) error {
	return guard.NewProblem(code, status, words)
}

// badDay refuses a day that is none.
func badDay(err error) error { return refuseAs(codeBadDay, http.StatusBadRequest, err.Error()) }

// badAddress refuses an address that cannot be read.
func badAddress(err error) error { return refuseAs(codeBadAddress, http.StatusBadRequest, err.Error()) }

// missing says what is not there, and what is near.
func missing(m *kb.MissingError) error {
	said := m.Error()
	if len(m.Nearest) > 0 {
		said += textNearest(m.Nearest)
	}
	code := codeNoProvision
	switch {
	case !m.Loaded:
		code = codeNoLaw
	case m.Address.Version != "" && m.Address.Provision.IsZero():
		code = codeNoVersion
	}
	return refuseAs(code, http.StatusNotFound, said)
}

// inChinese makes what the framework says of a request a problem in Chinese: which parameters were
// refused; what they may be is in the API's description.
func inChinese(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil // an answer, or an error in words of ours
	}
	if e.Status != http.StatusUnprocessableEntity {
		return guard.NewProblem("", e.Status, guard.StatusText(e.Status)), nil
	}
	var wrong []string
	for _, d := range e.Errors {
		_, name, _ := strings.Cut(d.Location, ".")
		wrong = append(wrong, textCannotBe(name, d.Value))
	}
	return guard.NewProblem("", e.Status, textRefused(wrong)), nil
}

// apiError hides what went wrong inside from the client and logs it.
func (s *server) apiError(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		refused := s.Guard.DeadlinePassed()
		return huma.ErrorWithHeaders(refused.Problem(), refused.Header())
	case errors.Is(ctx.Err(), context.Canceled):
		return refuse(guard.StatusClientLeft, "") // nobody reads it, and nothing went wrong
	}
	if refused := s.Guard.Away(err); refused != nil {
		return huma.ErrorWithHeaders(refused.Problem(), refused.Header())
	}
	s.Log.Error("API request failed", "error", err)
	return refuse(http.StatusInternalServerError, guard.StatusText(http.StatusInternalServerError))
}
