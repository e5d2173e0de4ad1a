// Command othersystems checks that a program compiles for other systems, each named as
// GOOS/GOARCH behind the package:
//
//	othersystems ./cmd/fatiao windows/amd64 darwin/arm64
//
// It type-checks the package and all that it imports from their sources, with the tag ne.
// That finds what go build would, in a fifth of the time; what is not seen is assembly.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/tools/go/packages"
)

// fewest is how many packages the program has at least; fewer were not loaded.
const fewest = 300

func main() {
	if len(os.Args) < 3 {
		log.Fatal("usage: othersystems PACKAGE GOOS/GOARCH...")
	}
	failed := false
	for _, target := range os.Args[2:] {
		n, errors, err := check(os.Args[1], target)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d packages, %d errors\n", target, n, errors)
		failed = failed || errors > 0 || n < fewest
	}
	if failed {
		log.Fatal("it does not compile for all systems")
	}
}

// check counts the packages and prints and counts what is wrong in them.
func check(program, target string) (n, errors int, err error) {
	system, arch, ok := strings.Cut(target, "/")
	if !ok {
		return 0, 0, fmt.Errorf("%s is not GOOS/GOARCH", target)
	}
	list, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
			packages.NeedTypes | packages.NeedTypesSizes,
		Env:        append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=0"),
		BuildFlags: []string{"-tags=ne"},
	}, program)
	if err != nil {
		return 0, 0, fmt.Errorf("loading %s for %s: %w", program, target, err)
	}
	packages.Visit(list, nil, func(*packages.Package) { n++ })
	return n, packages.PrintErrors(list), nil
}
