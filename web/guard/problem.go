package guard

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// ProblemType is the media type of errors for programs (RFC 9457).
const ProblemType = "application/problem+json"

// Problem is an error as programs read it. Title says in Chinese what kind of error it is, Detail what
// is the matter with this request, Code is what a program asks for: it stays.
type Problem struct {
	Title  string `json:"title" doc:"哪一种错误"`
	Status int    `json:"status" doc:"HTTP 状态码"`
	Detail string `json:"detail" doc:"这一次错在哪里"`
	Code   string `json:"code" doc:"错误的代码，不会变"`
}

// NewProblem describes an error; a code "" is the one of the status.
func NewProblem(code string, status int, words string) *Problem {
	if code == "" {
		code = CodeOf(status)
	}
	title := StatusTitle(status)
	if words == "" {
		words = title
	}
	return &Problem{Title: title, Status: status, Detail: words, Code: code}
}

// Error implements error.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the status of HTTP.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of the problem in place of the one of answers.
func (p *Problem) ContentType(string) string { return ProblemType }

// The codes of errors that carry none of their own.
const (
	CodeBadRequest    = "bad_request"
	CodeInvalid       = "invalid_parameter"
	CodeNotFound      = "not_found"
	CodeMethod        = "method_not_allowed"
	CodeTooLarge      = "too_large"
	CodeMediaType     = "unsupported_media_type"
	CodeTimeout       = "request_timeout"
	CodeUnavailable   = "unavailable"
	CodeInternal      = "internal"
	CodeLoginRequired = "login_required"
)

// CodeOf is the code of an error of which only the status is known.
func CodeOf(status int) string {
	switch status {
	case http.StatusNotFound:
		return CodeNotFound
	case http.StatusMethodNotAllowed:
		return CodeMethod
	case http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong:
		return CodeTooLarge
	case http.StatusUnsupportedMediaType:
		return CodeMediaType
	case http.StatusUnprocessableEntity:
		return CodeInvalid
	case http.StatusUnauthorized:
		return CodeLoginRequired
	case http.StatusRequestTimeout:
		return CodeTimeout
	case http.StatusServiceUnavailable:
		return CodeUnavailable
	}
	if status >= http.StatusInternalServerError {
		return CodeInternal
	}
	return CodeBadRequest
}

// writeProblem answers a program with an error.
func writeProblem(c echo.Context, p *Problem) error {
	c.Response().Header().Set(echo.HeaderContentType, ProblemType)
	return c.JSON(p.Status, p)
}
