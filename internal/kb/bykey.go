package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
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
	return b.textsWith(ctx, versions,
		`SELECT u.version_id FROM json_each(?) j CROSS JOIN unit u ON u.version_id = j.value AND u.address = ? WHERE u.address <> ''`,
		address)
}

// TextsWithHeading says which of some versions have a heading whose address ends in a
// level: z4.
func (b *Base) TextsWithHeading(ctx context.Context, versions []int64, level string) (map[int64]bool, error) {
	return b.textsWith(ctx, versions,
		`SELECT h.version_id FROM json_each(?) j CROSS JOIN heading h ON h.version_id = j.value AND (h.address = ?2 OR h.address LIKE `+
			`'%/' || ?2)`, level)
}

func (b *Base) textsWith(ctx context.Context, versions []int64, query, address string) (map[int64]bool, error) {
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
	}, query, string(list), address)
	return found, err
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
