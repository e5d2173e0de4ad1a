package pages

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/export"
)

// collectionPage shows a visitor's own list, which is kept in the browser.
type collectionPage struct{ frame }

func (s *Site) collection(r *request) error {
	return s.render(r, http.StatusOK, "collection", collectionPage{r.frame(export.CollectionTitle, "")})
}

// maxCollected bounds a list that is made into a Word document.
const maxCollected = 1000

// collectionDocx makes a Word document of a list that the browser sends; nothing of
// it is kept.
func (s *Site) collectionDocx(r *request) error {
	var list []export.Collected
	if err := json.Unmarshal([]byte(r.FormValue("list")), &list); err != nil || len(list) > maxCollected {
		return echo.NewHTTPError(http.StatusBadRequest, textCollectionBroken)
	}
	content, err := export.CollectionDOCX(r.ctx(), list)
	if err != nil {
		return err
	}
	return r.download(export.CollectionTitle+".docx", export.WordType, content)
}
