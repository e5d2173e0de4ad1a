package wire

import (
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// RelatedLaws are what stands in a relation to a law.
type RelatedLaws struct {
	Until         string            `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Law           string            `json:"law"`
	Interprets    []string          `json:"interprets" doc:"它所解释的法律"`
	InterpretedBy []string          `json:"interpreted_by" doc:"解释它的司法解释"`
	CarriedOutBy  []CarryingLaw     `json:"carried_out_by" doc:"据它制定的法律法规"`
	Replaces      []string          `json:"replaces" doc:"被它取代的文本，带日期"`
	ReplacedBy    string            `json:"replaced_by,omitempty" doc:"取代它的文本，带日期"`
	Commentary    []DocumentSummary `json:"commentary" doc:"引用它的解读"`
}

// CarryingLaw is a law that was made upon another one.
type CarryingLaw struct {
	Law   string        `json:"law"`
	Level statute.Level `json:"level"`
	Date  statute.Date  `json:"date" doc:"文本的日期"`
}

// NewRelatedLaws writes what was made upon a law; the caller adds the rest.
func NewRelatedLaws(key string, interprets, interpreted []string, carrying []citegraph.Carrying,
	commentary []kb.DocumentInfo) *RelatedLaws {
	j := &RelatedLaws{Law: key, Interprets: list(interprets), InterpretedBy: list(interpreted), CarriedOutBy: []CarryingLaw{},
		Replaces: []string{}, Commentary: []DocumentSummary{}}
	for _, c := range carrying {
		j.CarriedOutBy = append(j.CarriedOutBy, CarryingLaw(c))
	}
	for _, d := range commentary {
		j.Commentary = append(j.Commentary, DocumentSummary{d.Ref, d.Title, d.Date})
	}
	return j
}

// RelatedPlaces are what belongs to an article beside its citations.
type RelatedPlaces struct {
	Until         string          `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Address       string          `json:"address"`
	Terms         []DefinedTerm   `json:"terms" doc:"本法定义的词语，这一条定义的和用到的"`
	CitedTogether []CitedTogether `json:"cited_together" doc:"常与它一起被引用的条文，多的在前"`
	Related       []RelatedPlace  `json:"related" doc:"引用关系里相邻的条文"`
}

// DefinedTerm is a term with the place that defines it.
type DefinedTerm struct {
	Term    string `json:"term"`
	Address string `json:"address" doc:"定义它的条、款、项"`
}

// CitedTogether is an article that is cited with another.
type CitedTogether struct {
	Address string `json:"address"`
	Count   int    `json:"count" doc:"一起引用的文件有几件"`
}

// RelatedPlace is a provision around another in the net of citations.
type RelatedPlace struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Note    string `json:"note" doc:"引用本条、本条引用"`
}

// NewRelatedPlaces writes what belongs to an article.
func NewRelatedPlaces(address string, together []citegraph.Together, around []search.Related) *RelatedPlaces {
	j := &RelatedPlaces{Address: address, Terms: []DefinedTerm{}, CitedTogether: []CitedTogether{}, Related: []RelatedPlace{}}
	for _, t := range together {
		j.CitedTogether = append(j.CitedTogether, CitedTogether{t.Address.String(), t.Count})
	}
	for _, r := range around {
		j.Related = append(j.Related, RelatedPlace(r))
	}
	return j
}

// AddTerms adds those of the defined terms of a text that an article defines or uses.
func (j *RelatedPlaces) AddTerms(place *kb.Provision, terms []kb.Term, day statute.Date) {
	text, whole := place.Unit.Text(), place.Address(day).Whole().String()
	for _, t := range terms {
		if strings.Contains(text, t.Text) {
			j.Terms = append(j.Terms, DefinedTerm{t.Text, whole + "/" + t.Address})
		}
	}
}
