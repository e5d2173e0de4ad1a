package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/wire"
)

// drawnNet is how many texts the picture in a file has.
const drawnNet = 1500

// netFile hands out a net as a file.
func (s *Site) netFile(r *request, v *netView, format string) error {
	content, mediaType, err := s.netContent(v, format)
	if err != nil {
		return err
	}
	return r.download(v.name+textNetFile+"."+format, mediaType, content)
}

func (s *Site) netContent(v *netView, format string) (content []byte, mediaType string, err error) {
	host := v.Scheme() + "://" + v.Request().Host
	switch format {
	case "svg":
		groups := v.groups()
		v.choose(groups, drawnNet, "", 0)
		p := v.picture(groups)
		p.absolute(host)
		var b bytes.Buffer
		if err := s.views.pages["netfile"].Execute(&b, p); err != nil {
			return nil, "", fmt.Errorf("drawing a net: %w", err)
		}
		return b.Bytes(), "image/svg+xml", nil
	case "csv":
		content, err = export.TableCSV(v.table())
		return content, "text/csv; charset=utf-8", err
	case "graphml":
		content, err = export.GraphML(v.net, v.nodeName, func(x *citegraph.NetNode) string { return host + v.nodeURL(x) })
		return content, "application/xml", err
	}
	content, err = json.Marshal(wire.NewNet(v.net, v.day, v.nodeName, v.nodeURL))
	if err != nil {
		return nil, "", fmt.Errorf("writing a net as JSON: %w", err)
	}
	return content, echo.MIMEApplicationJSON, nil
}

// absolute makes the links of a picture lead to the site from elsewhere.
func (p *netPicture) absolute(host string) {
	p.Self.URL = host + p.Self.URL
	for i := range p.Frames {
		f := &p.Frames[i]
		for k := range f.Boxes {
			f.Boxes[k].URL = host + f.Boxes[k].URL
		}
		if f.More != nil {
			f.More.URL = host + f.More.URL
		}
	}
}

// table has the edges of a net, one a row.
func (v *netView) table() [][]string {
	rows := [][]string{{textNetCiting, textNetCitingKind, textNetCitingAt, textNetCited, textNetCitedKind, textNetCitedAt,
		textNetCount, textNetNote}}
	names := map[string]string{}
	for _, k := range netKinds() {
		names[k.Value] = k.Name
	}
	for _, e := range v.net.Edges {
		from, to := &v.net.Nodes[e.From], &v.net.Nodes[e.To]
		note := textNetFormer(e)
		if to.Missing {
			note = textNetMissing
		}
		rows = append(rows, []string{v.nodeName(from), names[from.Kind], from.ID(), v.nodeName(to), names[to.Kind], to.ID(),
			strconv.Itoa(e.Count), note})
	}
	return rows
}
