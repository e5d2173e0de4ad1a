package reading_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/reading"
)

// A list of laws in a SQLite file is for an ingest: what a client sends is not opened.
func TestUploadedList(t *testing.T) {
	t.Parallel()
	_, err := reading.Upload(context.Background(), "db.sqlite3", []byte("SQLite format 3\x00"+strings.Repeat("\x00", 4096)))
	if err == nil || !strings.Contains(err.Error(), "不认识的文件类型") {
		t.Errorf("an uploaded list gives %v", err)
	}
}
