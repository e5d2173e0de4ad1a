package mcp

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/fatiao/fatiao/internal/usererr"
)

// scheme begins the addresses of resources: law://民法典/1036@2020-05-28.
const scheme = "law://"

// templates are the forms of the addresses of resources. The letters of a name may stand as they
// are or as %E6%B0%91.
var templates = [...]struct{ uri, title string }{
	{scheme + "{+key}/{+article}@{version}", "一条，在某一天的文本里"},
	{scheme + "{+key}/{+article}", "一条，现行的文本"},
	{scheme + "{+key}", "一部法律，现行的文本"},
}

func (s *Server) addResources() {
	for i, t := range templates {
		s.server.AddResourceTemplate(&sdk.ResourceTemplate{Name: [...]string{"article-version", "article", "law"}[i], Title: t.title,
			URITemplate: t.uri, MIMEType: "text/plain", Description: textResource}, s.readResource)
	}
}

// escaped writes the letters of an address that are no ASCII as %E6%B0%91.
func escaped(uri string) string {
	var b strings.Builder
	for i := range len(uri) {
		if c := uri[i]; c < 0x80 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// addressOf is the address that a resource has: 民法典@2020-05-28/1036.
func addressOf(uri string) (string, error) {
	rest, ok := strings.CutPrefix(uri, scheme)
	if !ok {
		return "", errors.New("not an address of a law")
	}
	rest, err := url.PathUnescape(rest)
	if err != nil {
		return "", err
	}
	key, article, _ := strings.Cut(rest, "/")
	article, version, _ := strings.Cut(article, "@")
	if version != "" {
		key += "@" + version
	}
	return strings.Trim(key+"/"+article, "/"), nil
}

// readResource answers a provision as plain text.
func (s *Server) readResource(ctx context.Context, req *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	uri := req.Params.URI
	address, err := addressOf(uri)
	if err != nil {
		return nil, sdk.ResourceNotFoundError(uri)
	}
	c, release, err := s.begin("")
	if err != nil {
		return nil, s.failure(ctx, "resources/read", err)
	}
	defer release()
	a, text, err := s.getArticle(ctx, c, articleAsked{Address: address})
	if err != nil {
		return nil, s.failure(ctx, "resources/read", err)
	}
	if a.Outcome != Found {
		return nil, s.failure(ctx, "resources/read", usererr.New(lines(a.Message, nearestLine(a.Nearest))))
	}
	text = told(a, text).Content[0].(*sdk.TextContent).Text
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: uri, MIMEType: "text/plain", Text: text}}}, nil
}

func (s *Server) addPrompts() {
	s.server.AddPrompt(&sdk.Prompt{Name: "check-citations", Title: textPromptTitle, Description: textPromptAbout,
		Arguments: []*sdk.PromptArgument{
			{Name: "text", Title: textPromptText, Description: textPromptTextAbout, Required: true},
			{Name: "date", Title: textPromptDate, Description: textPromptDateAbout},
		}}, func(_ context.Context, req *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
		text := strings.TrimSpace(req.Params.Arguments["text"])
		if text == "" {
			return nil, errors.New(textPromptEmpty)
		}
		return &sdk.GetPromptResult{Description: textPromptAbout, Messages: []*sdk.PromptMessage{{Role: "user",
			Content: &sdk.TextContent{Text: textPrompt(text, req.Params.Arguments["date"])}}}}, nil
	})
}
