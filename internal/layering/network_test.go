package layering

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// outgoing are the names by which a program asks another machine, by package.
var outgoing = map[string][]string{
	"net": {"Dial", "DialTimeout", "DialTCP", "DialUDP", "DialIP", "DialUnix", "Dialer", "Resolver", "DefaultResolver", "LookupHost",
		"LookupIP", "LookupAddr", "LookupCNAME", "LookupMX", "LookupNS", "LookupTXT", "LookupSRV"},
	"net/http": {"Client", "DefaultClient", "DefaultTransport", "Transport", "RoundTripper", "Get", "Head", "Post", "PostForm",
		"NewRequest", "NewRequestWithContext"},
	"crypto/tls": {"Dial", "DialWithDialer", "Dialer"},
}

// asking are the packages and files that may use them.
var asking = map[string]string{
	"internal/download":    "what a user asks for: get, update, serve --get, watch",
	"cmd/fatiao/health.go": "asks the server on its own machine, for containers",
	// Only where the setting cases has the address of a cluster.
	"internal/engine/opensearch": "the nodes of a cluster that the operator names, and no others",
}

// unwelcome are packages that talk to other machines in ways of their own.
var unwelcome = []string{"net/rpc", "net/smtp", "net/http/httputil", "net/http/cookiejar",
	"golang.org/x/net/websocket", "golang.org/x/net/proxy"}

// askers import what asks other machines: what get, update, serve --get and watch are made of.
var askers = []string{"internal/acquire", "internal/flk", "internal/watch", "cmd/fatiao/get.go", "cmd/fatiao/watch.go"}

// Nothing is asked of another machine except by one package, and nobody imports that one except
// askers.
func TestOutgoing(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	eachGoFile(t, func(path string) {
		if strings.HasSuffix(path, "_test.go") || strings.HasPrefix(filepath.Base(filepath.Dir(path)), "test") {
			return
		}
		file := strings.TrimPrefix(filepath.ToSlash(path), "../../")
		dir := filepath.ToSlash(filepath.Dir(file))
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		imported := map[string]string{} // name to path
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			name := p[strings.LastIndexByte(p, '/')+1:]
			if i.Name != nil {
				name = i.Name.Name
			}
			imported[name] = p
			if slices.Contains(unwelcome, p) || name == "." && outgoing[p] != nil {
				t.Errorf("%s imports %s", file, p)
			}
			if p == module+"internal/download" && !slices.Contains(askers, dir) && !slices.Contains(askers, file) {
				t.Errorf("%s imports what asks other machines", file)
			}
			if p == module+"internal/acquire" && dir != "cmd/fatiao" {
				t.Errorf("%s imports what brings collections", file)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := s.X.(*ast.Ident)
			if !ok || !slices.Contains(outgoing[imported[x.Name]], s.Sel.Name) {
				return true
			}
			switch {
			case asking[dir] != "":
				used[dir] = true
			case asking[file] != "":
				used[file] = true
			case strings.HasPrefix(dir, "internal/tools/"): // no part of the program
			default:
				t.Errorf("%s uses %s.%s: only internal/download asks other machines", file, x.Name, s.Sel.Name)
			}
			return true
		})
	})
	if !used["internal/download"] || !used["cmd/fatiao/health.go"] {
		t.Errorf("the test sees only %v", used)
	}
}

// Of the commands, only those that a user runs to bring collections make what asks other machines.
func TestCommandsThatAsk(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../cmd/fatiao/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var callers []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			// Get, Update and Save of an Acquirer are what asks.
			if s, ok := n.(*ast.SelectorExpr); ok && (s.Sel.Name == "Get" || s.Sel.Name == "Update" || s.Sel.Name == "Save") {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "a" {
					callers = append(callers, filepath.Base(path)+" "+s.Sel.Name)
				}
				if x, ok := s.X.(*ast.SelectorExpr); ok && x.Sel.Name == "acquirer" {
					callers = append(callers, filepath.Base(path)+" "+s.Sel.Name)
				}
			}
			return true
		})
	}
	slices.Sort(callers)
	if want := []string{"get.go Get", "get.go Save", "getting.go Get", "update.go Update"}; !slices.Equal(callers, want) {
		t.Errorf("what brings collections is called by %q, want %q", callers, want)
	}
}
