// Command gosec runs gosec's rules over packages. Unlike gosec's own command, which asks
// go for each package and what it imports, it has all of them loaded at once.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/securego/gosec/v2/goanalysis"
)

func main() { singlechecker.Main(goanalysis.Analyzer) }
