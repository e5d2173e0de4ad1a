package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// AddressInText is the address of an article or clause below its law. Nth is which of
// those with that address in the same text it is, from 1: texts that were badly filed
// have a number twice.
type AddressInText struct {
	Version int64
	Address string
	Nth     int
}

// UnitsAt returns the articles and clauses at addresses; what is not there is left out.
func (b *Base) UnitsAt(ctx context.Context, addresses []AddressInText) (map[AddressInText]*Unit, error) {
	found := make(map[AddressInText]*Unit, len(addresses))
	if len(addresses) == 0 {
		return found, nil
	}
	pairs := make([][2]any, len(addresses))
	for i, a := range addresses {
		pairs[i] = [2]any{a.Version, a.Address}
	}
	list, err := json.Marshal(pairs)
	if err != nil {
		return nil, fmt.Errorf("encoding addresses: %w", err)
	}
	units, err := b.units(ctx, `JOIN (SELECT DISTINCT value ->> 0 AS version, value ->> 1 AS address FROM json_each(?)) j
		ON u.version_id = j.version AND u.address = j.address WHERE u.address <> '' AND u.kind IN ('article', 'clause')
			ORDER BY u.version_id, u.ord`, string(list))
	if err != nil {
		return nil, err
	}
	nth := map[AddressInText]int{} // of those met so far
	for _, u := range units {
		a := AddressInText{Version: u.VersionID, Address: u.Address}
		nth[a]++
		a.Nth = nth[a]
		found[a] = u
	}
	return found, nil
}

// TextsWith says which of some versions have a unit at an address.
func (b *Base) TextsWith(ctx context.Context, versions []int64, address string) (map[int64]bool, error) {
	list, err := json.Marshal(versions)
	if err != nil {
		return nil, fmt.Errorf("encoding ids: %w", err)
	}
	found := map[int64]bool{}
	err = Each(ctx, b, "looking for an address", func(scan Scan) error {
		var id int64
		err := scan(&id)
		found[id] = true
		return err
	}, `SELECT u.version_id FROM json_each(?) j CROSS JOIN unit u ON u.version_id = j.value AND u.address = ? WHERE u.address <> ''`,
		string(list), address)
	return found, err
}

// EachAt calls f with what stands at an address in some versions, in their order, until f
// returns false. An address that is given twice in a version comes twice, one behind the
// other.
func (b *Base) EachAt(ctx context.Context, versions []int64, address string, f func(*Unit) bool) error {
	list, err := json.Marshal(versions)
	if err != nil {
		return fmt.Errorf("encoding ids: %w", err)
	}
	enough := errors.New("enough")
	err = Each(ctx, b, "reading units", func(scan Scan) error {
		u, err := scanUnit(scan)
		if err == nil && !f(u) {
			err = enough
		}
		return err
	}, unitFields+"FROM json_each(?) j CROSS JOIN unit u ON u.version_id = j.value AND u.address = ? WHERE u.address <> ''",
		string(list), address)
	if errors.Is(err, enough) {
		return nil
	}
	return err
}

// TextsWithHeading says which of some versions have the 编 章 节 that [FindHeading] finds.
// All are read at once, and of their headings only those on which it depends.
func (b *Base) TextsWithHeading(ctx context.Context, versions []int64, want statute.Provision) (map[int64]bool, error) {
	list, err := json.Marshal(versions)
	if err != nil {
		return nil, fmt.Errorf("encoding ids: %w", err)
	}
	named := want.Named
	want.Named = ""
	levels := want.String()
	want.Named = named
	last := levels[strings.LastIndexByte(levels, '/')+1:]
	headings := map[int64][]Heading{}
	err = Each(ctx, b, "looking for a heading", func(scan Scan) error {
		var version int64
		var h Heading
		err := scan(&version, &h.Address, &h.Title)
		headings[version] = append(headings[version], h)
		return err
	}, `SELECT h.version_id, h.address, h.title FROM json_each(?1) j CROSS JOIN heading h ON h.version_id = j.value
		WHERE h.address = ?2 OR substr(h.address, -length(?2) - 1) = '/' || ?2 OR h.title = ?3 AND ?3 <> '' ORDER BY h.version_id, h.ord`,
		string(list), last, named)
	if err != nil {
		return nil, err
	}
	found := make(map[int64]bool, len(headings))
	for version, all := range headings {
		_, found[version] = FindHeading(all, want)
	}
	return found, nil
}

// DocumentByRef returns what is known of the document with a Ref; ok is false where
// there is none.
func (b *Base) DocumentByRef(ctx context.Context, ref string) (d DocumentInfo, ok bool, err error) {
	if len(ref) != refLength {
		return d, false, nil
	}
	d, err = scanInfo(b.Row(ctx, documentColumns+"WHERE d.hash >= ? AND d.hash < ? AND d.kind <> 'law'", ref, ref+"g").Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return d, false, nil
	}
	if err != nil {
		return d, false, fmt.Errorf("reading document %s: %w", ref, err)
	}
	return d, true, nil
}
