package corpus

import (
	"os"
	"path/filepath"
	"testing"
)

// A link that is named is followed, to a folder and to a file; links inside what was
// named do not lead out of it.
func TestNamedLinks(t *testing.T) {
	t.Parallel()
	const law = "# 仓库管理办法\n\n第一条 货物应当登记。\n"
	dir, given := t.TempDir(), t.TempDir()
	write(t, dir, "store/in.txt", []byte(law))
	write(t, dir, "out.txt", []byte(law))
	for link, target := range map[string]string{
		filepath.Join(given, "folder"):       filepath.Join(dir, "store"),
		filepath.Join(given, "file.txt"):     filepath.Join(dir, "out.txt"),
		filepath.Join(dir, "store/beside"):   "in.txt",
		filepath.Join(dir, "store/away.txt"): filepath.Join(dir, "out.txt"),
	} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	visited := map[string]error{}
	err := Walk(t.Context(), []string{filepath.Join(given, "folder"), filepath.Join(given, "file.txt")}, Limits{}, func(f *File) error {
		visited[f.Path] = f.Rejected
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]bool{"folder/in.txt": true, "folder/beside": true, "folder/away.txt": false, "file.txt": true} {
		if rejected, ok := visited[filepath.Join(given, name)]; !ok || (rejected == nil) != read {
			t.Errorf("%s: visited %v, rejected: %v", name, ok, rejected)
		}
	}
	if len(visited) != 4 {
		t.Errorf("visited %v", visited)
	}
}
