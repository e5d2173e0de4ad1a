package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/kb"
)

// errorPage is the page for anything that went wrong.
type errorPage struct {
	frame
	Status  int
	Message string
	ID      string // of the request
}

// statusMessages are the words for errors that carry none of their own.
var statusMessages = map[int]string{
	http.StatusBadRequest: "请求不对", http.StatusMethodNotAllowed: "这个页面不接受这种请求", http.StatusRequestEntityTooLarge: "请求太大",
	http.StatusServiceUnavailable: "这次查询太久，已停止。请缩短查询后再试", http.StatusInternalServerError: "服务器出错了，请稍后再试",
}

// renderError turns an error into a page in the design of the site.
func (s *server) renderError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status, message := http.StatusInternalServerError, "服务器出错了，请稍后再试"
	var he *echo.HTTPError
	switch {
	case errors.As(err, &he):
		status = he.Code
		if message = http.StatusText(status); status == http.StatusNotFound {
			message = "没有这个页面"
		} else if known, ok := statusMessages[status]; ok {
			message = known
		}
		if text, ok := he.Message.(string); ok && he.Internal == nil && text != http.StatusText(status) {
			message = text
		}
	case errors.Is(err, kb.ErrNotFound):
		status, message = http.StatusNotFound, "没有找到"
	case errors.Is(err, context.DeadlineExceeded):
		status, message = http.StatusServiceUnavailable, "这次查询太久，已停止。请缩短查询后再试"
	}
	id := c.Response().Header().Get(echo.HeaderXRequestID)
	if status >= http.StatusInternalServerError {
		s.Log.Error("request failed", "id", id, "error", err)
	}
	if strings.HasPrefix(c.Request().URL.Path, "/api/") {
		if err := c.JSON(status, map[string]any{"status": status, "detail": message}); err != nil {
			s.Log.Error("writing the error", "id", id, "error", err)
		}
		return
	}
	page := errorPage{frame: frame{Title: message}, Status: status, Message: message, ID: id}
	if renderErr := s.render(c, status, "error", page); renderErr != nil {
		s.Log.Error("rendering the error page", "id", id, "error", renderErr)
		if err := c.String(status, message+"\n"); err != nil {
			s.Log.Error("writing the error", "id", id, "error", err)
		}
	}
}
