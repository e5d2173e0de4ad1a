// Package usererr has the errors that a user reads: in Chinese, with what to do where
// something can be done. All other errors are for developers and for the log.
//
// Whoever finds what is wrong in the user's words makes one ([New], [Errorf]); callers
// wrap it like any error. Whoever talks to the user asks for it ([Text]): the type
// decides, not the letters of the text.
package usererr

import (
	"errors"
	"fmt"
)

// Error is an error in the words of the user who has to deal with it.
type Error struct{ err error }

// Error is the text that the user reads.
func (e *Error) Error() string { return e.err.Error() }

// Unwrap gives what [Errorf] wrapped.
func (e *Error) Unwrap() error { return e.err }

// New makes an error of a text for the user.
func New(text string) error { return &Error{errors.New(text)} }

// Errorf is fmt.Errorf for a text that the user reads. What it wraps with %w is part of
// the text.
func Errorf(format string, args ...any) error { return &Error{fmt.Errorf(format, args...)} }

// ForUser implements [Explainer].
func (e *Error) ForUser() string { return e.Error() }

// Explainer is an error with fields for the program that says to the user what it means.
type Explainer interface {
	error
	// ForUser is the text that the user reads, in Chinese.
	ForUser() string
}

// Text is what the user may read of an error: the text of the first [Explainer] in its
// tree. ok is false where there is none; then the error says nothing to a user.
func Text(err error) (text string, ok bool) {
	if e, ok := errors.AsType[Explainer](err); ok {
		return e.ForUser(), true
	}
	return "", false
}
