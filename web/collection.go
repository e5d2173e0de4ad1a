package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/fumiama/go-docx"
	"github.com/labstack/echo/v4"
)

// collectionPage shows a visitor's own list, which is kept in the browser.
type collectionPage struct{ frame }

func (s *server) collection(r *request) error {
	return s.render(r, http.StatusOK, "collection", collectionPage{r.frame(sayCollection, "")})
}

// maxCollected bounds a list that is made into a Word document.
const maxCollected = 1000

// collectionDocx makes a Word document of a list that the browser sends; nothing of
// it is kept.
func (s *server) collectionDocx(r *request) error {
	var list []struct{ Title, Text, URL string }
	if err := json.Unmarshal([]byte(r.FormValue("list")), &list); err != nil || len(list) > maxCollected {
		return echo.NewHTTPError(http.StatusBadRequest, sayCollectionBroken)
	}
	d := docx.New().WithDefaultTheme().WithA4Page()
	d.AddParagraph().AddText(sayCollection).Size("32").Bold()
	for _, x := range list {
		d.AddParagraph().AddText(x.Title).Bold()
		d.AddParagraph().AddText(x.Text)
		d.AddParagraph().AddText(x.URL)
	}
	d.AddParagraph().AddText(sayDisclaimer)
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, attachment(sayCollection+".docx"))
	return r.Blob(http.StatusOK, wordType, b.Bytes())
}

// wordType is the media type of a Word document.
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
