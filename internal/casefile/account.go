package casefile

// Account is the part of a case that tells what happened: its facts, else the case as
// the report presents it, else the reasoning, else the claims. text is the text that the
// parts are of. It is "" where there is no such part.
func (f *Facts) Account(text string) string {
	for _, kind := range [...]PartKind{PartFacts, PartCase, PartReasoning, PartClaims} {
		for _, p := range f.Parts {
			if p.Kind == kind && p.Span.End <= len(text) {
				return p.Span.Of(text)
			}
		}
	}
	return ""
}
