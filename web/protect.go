package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/access"
)

// securityHeaders allow nothing from elsewhere and no inline code.
func (s *server) securityHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()")
		if s.TLS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// protected lets only those in who have credentials, where the site has any. Checks of
// health and the styles of the pages tell nothing and need none.
func (s *server) protected(next echo.HandlerFunc) echo.HandlerFunc {
	if s.Access == nil {
		return next
	}
	return func(c echo.Context) error {
		switch c.Path() {
		case "/healthz", "/readyz", "/static/:file": // also of the page that says no
			return next(c)
		}
		err := s.admit(c)
		var many *access.TooManyError
		switch {
		case err == nil:
			return next(c)
		case errors.As(err, &many):
			return &refusal{reason: reasonAuth, status: http.StatusTooManyRequests, message: sayWrongTooOften, wait: many.Wait}
		case errors.Is(err, access.ErrBusy):
			return busy()
		case !errors.Is(err, access.ErrRefused):
			return err
		}
		if s.Access.Names() {
			c.Response().Header().Add(echo.HeaderWWWAuthenticate, `Basic realm="fatiao", charset="UTF-8"`)
		}
		if s.Access.Tokens() {
			c.Response().Header().Add(echo.HeaderWWWAuthenticate, `Bearer realm="fatiao"`)
		}
		return &refusal{reason: reasonAuth, status: http.StatusUnauthorized, message: sayNotLetIn, hint: sayNotLetInHow}
	}
}

// admit checks the credentials of a request. One without any is refused, but not as a
// wrong one.
func (s *server) admit(c echo.Context) error {
	if name, password, ok := c.Request().BasicAuth(); ok {
		return s.Access.Password(c.Request().Context(), c.RealIP(), name, password)
	}
	scheme, token, ok := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	if ok && strings.EqualFold(scheme, "bearer") {
		return s.Access.Token(c.RealIP(), strings.TrimSpace(token))
	}
	return access.ErrRefused
}

// loaded refuses what needs data while there is none yet.
func (s *server) loaded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if always(c) {
			return next(c)
		}
		snapshot, release := s.Library.Acquire()
		release()
		if snapshot == nil {
			return &refusal{reason: reasonLoading, status: http.StatusServiceUnavailable, message: sayLoading, hint: sayLoadingHow, wait: 5 * time.Second}
		}
		return next(c)
	}
}

// sameSite refuses what the page of another site makes a browser send: forms and
// uploads, but not links. Programs send no such headers and are not asked.
func sameSite(next echo.HandlerFunc) echo.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if err := protection.Check(c.Request()); err != nil {
			return &refusal{reason: reasonCrossSite, status: http.StatusForbidden, message: sayOtherSite, hint: sayOtherSiteHow}
		}
		return next(c)
	}
}

// deadline ends the work on a request when it takes too long.
func (l Limits) deadline(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), l.Deadline)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		err := next(c)
		// What was interrupted may say so in words of its own.
		if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return tooLong()
		}
		return err
	}
}

// maxID bounds the id that a client gives its request.
const maxID = 64

// ownID drops an id that a client gave its request where it could be anything else than
// an id: it is in the log and on pages.
func ownID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		odd := func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_' && r != '.'
		}
		if len(id) > maxID || strings.ContainsFunc(id, odd) {
			c.Request().Header.Del(echo.HeaderXRequestID)
		}
		return next(c)
	}
}
