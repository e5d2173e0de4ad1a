package guard

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/access"
)

// What a browser may do on a page: use what this server gives, and no device.
const (
	contentPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	permissions = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), " +
		"geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)

// securityHeaders allow nothing from elsewhere and no inline code.
func (g *Guard) securityHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", permissions)
		if g.TLS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// protected lets only those in who have credentials, where the site has any. Checks of
// health and the styles of the pages tell nothing and need none.
func (g *Guard) protected(next echo.HandlerFunc) echo.HandlerFunc {
	if g.Access == nil {
		return next
	}
	return func(c echo.Context) error {
		switch c.Path() {
		case "/healthz", "/readyz", StaticRoute, RobotsRoute, IconRoute: // also of the page that refuses
			return next(c)
		}
		err := g.admit(c)
		var many *access.TooManyError
		switch {
		case err == nil:
			return next(c)
		case errors.As(err, &many):
			return &Refusal{Reason: ReasonAuth, Status: http.StatusTooManyRequests, Message: textTooManyAttempts, Wait: many.Wait}
		case errors.Is(err, access.ErrBusy):
			return busy(2 * time.Second)
		case !errors.Is(err, access.ErrRefused):
			return err
		}
		if g.Access.HasNames() {
			c.Response().Header().Add(echo.HeaderWWWAuthenticate, `Basic realm="fatiao", charset="UTF-8"`)
		}
		if g.Access.HasToken() {
			c.Response().Header().Add(echo.HeaderWWWAuthenticate, `Bearer realm="fatiao"`)
		}
		return &Refusal{Reason: ReasonAuth, Status: http.StatusUnauthorized, Message: textLoginRequired, Hint: textLoginHint}
	}
}

// admit checks the credentials of a request. One without any is refused, but not as a
// wrong one.
func (g *Guard) admit(c echo.Context) error {
	if name, password, ok := c.Request().BasicAuth(); ok {
		return g.Access.CheckPassword(c.Request().Context(), c.RealIP(), name, password)
	}
	scheme, token, ok := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	if ok && strings.EqualFold(scheme, "bearer") {
		return g.Access.CheckToken(c.RealIP(), strings.TrimSpace(token))
	}
	return access.ErrRefused
}

// loaded refuses what needs data while there is none yet.
func (g *Guard) loaded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if exempt(c) {
			return next(c)
		}
		if g.Generation() == "" {
			return &Refusal{Reason: ReasonLoading, Status: http.StatusServiceUnavailable,
				Message: textLoading, Hint: textLoadingHint, Wait: 5 * time.Second}
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
			return &Refusal{Reason: ReasonCrossSite, Status: http.StatusForbidden, Message: textCrossSite, Hint: textCrossSiteHint}
		}
		return next(c)
	}
}

// deadline ends the work on a request when it takes too long.
func (l Limits) deadline(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		ctx, cancel := context.WithTimeout(r.Context(), l.Deadline)
		defer cancel()
		c.SetRequest(r.WithContext(ctx))
		defer c.SetRequest(r) // what is said of it is not bounded by it
		err := next(c)
		// What was interrupted may say so in words of its own.
		if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return deadlinePassed()
		}
		return err
	}
}
