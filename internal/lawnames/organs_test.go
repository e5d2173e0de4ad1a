package lawnames_test

import (
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/lawnames"
)

// Orders are found under the organ's short name, by the longest name that ends there.
func TestOrgans(t *testing.T) {
	for text, want := range map[string]string{
		"违反住建部": "住建部", "依据国家发改委": "国家发改委", "某市公安局": "", "由国家市场监督管理总局": "国家市场监督管理总局", "": "",
	} {
		if got := lawnames.OrganBefore(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	for number, want := range map[string]string{
		"住建部令第8号": "住房和城乡建设部令第8号", "市监总局令第三十一号": "国家市场监督管理总局令第31号", "公安部令第159号": "公安部令第159号",
		"国务院586号令": "国务院令第586号", "主席第四十五号令": "主席令第45号",
	} {
		if got := lawnames.NumberSpellings(number); !slices.Contains(got, want) {
			t.Errorf("%s: %q has no %s", number, got, want)
		}
	}
}
