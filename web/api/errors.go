package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/web/guard"
)

// userError is an error in words of ours, which its reader is told as they are.
type userError struct{ *huma.ErrorModel }

// refuse answers with a status and words for the user.
func refuse(status int, words string) error {
	return userError{&huma.ErrorModel{Status: status, Title: http.StatusText(status), Detail: words}}
}

// inChinese puts what the framework says of a request into Chinese: which parameters were
// refused; what they may be is in the API's description.
func inChinese(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil // an answer, or an error in words of ours
	}
	if e.Status != http.StatusUnprocessableEntity {
		if text := guard.StatusText(e.Status); text != "" && e.Detail != "" {
			e.Detail = text
		}
		return e, nil
	}
	var wrong []string
	for _, d := range e.Errors {
		_, name, _ := strings.Cut(d.Location, ".")
		wrong = append(wrong, textCannotBe(name, d.Value))
	}
	e.Detail, e.Errors = textRefused(wrong), nil
	return e, nil
}

// apiError hides what went wrong inside from the client and logs it.
func (s *server) apiError(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		refused := s.Guard.DeadlinePassed()
		return huma.ErrorWithHeaders(refuse(refused.Status, refused.Detail()), refused.Header())
	case errors.Is(ctx.Err(), context.Canceled):
		return refuse(guard.StatusClientLeft, "") // nobody reads it, and nothing went wrong
	}
	s.Log.Error("API request failed", "error", err)
	return refuse(http.StatusInternalServerError, guard.StatusText(http.StatusInternalServerError))
}
