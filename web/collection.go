package web

import (
	"encoding/json"
	"net/http"

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
	d := newWord(sayCollection)
	for _, x := range list {
		d.AddParagraph().AddText(x.Title).Bold()
		d.AddParagraph().AddText(x.Text)
		d.AddParagraph().AddText(x.URL)
	}
	return r.word(sayCollection, d)
}
