package watch

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/usererr"
)

// The headers of a message (https://www.standardwebhooks.com).
const (
	headerID        = "webhook-id"
	headerTimestamp = "webhook-timestamp"
	headerSignature = "webhook-signature"
)

// messageType is what a message says it is.
const messageType = "search.changed"

// message is what is sent.
type message struct {
	Type      string      `json:"type"`
	Timestamp string      `json:"timestamp"` // RFC 3339
	Data      messageData `json:"data"`
}

type messageData struct {
	Name       string   `json:"name"`
	Query      string   `json:"query"`
	Types      []string `json:"types,omitempty"`
	Law        string   `json:"law,omitempty"`
	Generation string   `json:"generation"`
	Until      string   `json:"until"` // up to which day the collection goes
	News
}

// maxReply bounds what is read of an answer, in bytes: nobody looks at it.
const maxReply = 64 << 10

// send sends news of a search. The error is in the user's words.
func (w *Watcher) send(ctx context.Context, x Search, n News) error {
	data := messageData{Name: x.Name, Query: x.Query, Types: x.Types, Law: x.Law, Generation: w.Generation, Until: w.Until, News: n}
	now := w.Now()
	body, err := json.Marshal(message{messageType, now.UTC().Format(time.RFC3339), data})
	if err != nil {
		return fmt.Errorf("writing the message: %w", err)
	}
	id, err := messageID(data)
	if err != nil {
		return err
	}
	at := strconv.FormatInt(now.Unix(), 10)
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	header.Set(headerID, id)
	header.Set(headerTimestamp, at)
	header.Set(headerSignature, Sign(x.key, id, at, body))
	a, err := w.Client.Ask(ctx, download.Question{Method: http.MethodPost, URL: x.URL, Header: header, Body: body, MaxBytes: maxReply,
		StayHere: true})
	if err != nil {
		return err
	}
	switch {
	case a.Status >= 200 && a.Status < 300:
		return nil
	case a.Status == http.StatusGone:
		return usererr.New("对方说不再接收（410），请从文件里去掉这一项")
	case a.Status >= 300 && a.Status < 400:
		return usererr.Errorf("对方要转到别处（%d）：只发给写明的网址，请改 url", a.Status)
	}
	return usererr.Errorf("对方没有接收（%d），下次再发", a.Status)
}

// messageID is the id of a message: of the same news it is the same, so that a receiver who is told twice
// knows it.
func messageID(data messageData) (string, error) {
	content, err := json.Marshal(data)
	if err != nil {
		return "", fmt.Errorf("writing the message: %w", err)
	}
	sum := sha256.Sum256(content)
	return "msg_" + hex.EncodeToString(sum[:16]), nil
}

// Sign is the signature of a message: of its id, the second at which it is sent, and its body.
func Sign(key []byte, id, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, timestamp)
	_, _ = mac.Write(body) // never fails
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
