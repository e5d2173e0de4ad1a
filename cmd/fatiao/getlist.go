package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fatiao/fatiao/internal/acquire"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/kb"
)

// printCatalogue lists the entries with what is loaded of them, those of the user last.
func printCatalogue(c *cobra.Command, a *acquire.Acquirer) error {
	loaded, err := a.Loaded(c.Context())
	if err != nil {
		return err
	}
	files, err := a.Files(c.Context())
	if err != nil {
		return err
	}
	out := c.OutOrStdout()
	list := slices.Clone(a.Catalogue)
	for _, name := range slices.Sorted(maps.Keys(loaded)) {
		if _, ok := list.Find(name); !ok {
			l := loaded[name]
			list = append(list, catalogue.Entry{Name: name, Title: l.Title, URL: l.Address, User: true})
		}
	}
	for _, e := range list {
		printEntry(out, e)
		if l, ok := loaded[e.Name]; ok {
			fmt.Fprintf(out, "    已装入：%s，取于 %s\n", ofDay(l), fetchedAt(l))
		}
		for _, l := range ingested(files, e) {
			fmt.Fprintln(out, "    已装入："+l)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, "取得并装入：fatiao get 名称；更新已装入的：fatiao update")
	return nil
}

// ingested tells of the files that a user brought by the commands of an entry and ingested.
func ingested(files []kb.SourceDay, e catalogue.Entry) []string {
	if e.Kind != catalogue.Commands || len(e.Files) == 0 {
		return nil
	}
	newest := map[string]kb.SourceDay{}
	for _, f := range files {
		file, _, _ := strings.Cut(f.Path, "!")
		name := filepath.Base(file)
		if !e.Wants(name) {
			continue
		}
		is := newest[name]
		is.Newest, is.Ingested = max(is.Newest, f.Newest), max(is.Ingested, f.Ingested)
		newest[name] = is
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(newest)) {
		f := newest[name]
		line := name
		if f.Newest != "" {
			line += "，最新的法律 " + string(f.Newest)
		}
		lines = append(lines, line+"，装入于 "+localOf(f.Ingested))
	}
	return lines
}

// fetchedAt is when a collection was last fetched, by the clock of this place.
func fetchedAt(c kb.Collection) string { return localOf(c.Fetched) }

// localOf is a time of RFC 3339 by the clock of this place.
func localOf(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return localTime(t)
	}
	return s
}

// printEntry writes what is known of an entry, a line for each kind of fact.
func printEntry(out io.Writer, e catalogue.Entry) {
	title := e.Title
	if e.User {
		title += "（自己写的）"
	}
	fmt.Fprintf(out, "%s　%s\n", e.Name, title)
	for _, f := range [...]struct{ name, text string }{{"", sizeTimeDay(e)}, {"说明：", e.Note}, {"许可：", e.Licence},
		{"取法：", strings.Join(e.Commands, "，然后 ")}, {"来源：", cmp.Or(e.Page, e.URL)}} {
		if f.text != "" {
			fmt.Fprintf(out, "    %s%s\n", f.name, f.text)
		}
	}
}

// sizeTimeDay says how large an entry is, how long it takes and how far it goes, and what of that
// nobody knows. Of what is only loaded, and stands in no catalogue, it says nothing.
func sizeTimeDay(e catalogue.Entry) string {
	if e.Kind == "" {
		return ""
	}
	size, takes, day := "大小不详", "用时不详", "最新到哪天不详"
	if e.Bytes > 0 {
		size = aboutSize(e)
	}
	if e.Seconds > 0 {
		takes = aboutTime(e)
	}
	if e.Day != "" {
		day = "已知最新到 " + string(e.Day)
	}
	return size + "，" + takes + "；" + day
}

func aboutSize(e catalogue.Entry) string { return "约 " + size(e.Bytes) }
func aboutTime(e catalogue.Entry) string { return "约 " + minutes(e.Seconds) }

func minutes(seconds int) string {
	switch {
	case seconds < 60:
		return fmt.Sprintf("%d 秒", seconds)
	case seconds < 2*60*60:
		return fmt.Sprintf("%d 分钟", (seconds+59)/60)
	}
	return fmt.Sprintf("%d 小时", (seconds+30*60)/(60*60))
}
