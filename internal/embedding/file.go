package embedding

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// maxDim bounds what the head of a damaged file may promise: sizes that follow from it
// do not overflow.
const maxDim = 4096

// Write writes the model: dimension u32, rows u32, the key of each row u32 in
// rising order, the scale of each row f32, the rows; little endian.
func (m *Model) Write(w io.Writer) error {
	keys := m.rows.keys()
	slices.Sort(keys)
	rows := make([]int32, len(keys))
	for i, k := range keys {
		rows[i], _ = m.rows.get(k)
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(m.Dim))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(keys)))
	for _, k := range keys {
		out = binary.LittleEndian.AppendUint32(out, k)
	}
	for _, row := range rows {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(m.scale[row]))
	}
	for _, row := range rows {
		for _, b := range m.table[int(row)*m.Dim:][:m.Dim] {
			out = append(out, byte(b))
		}
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("writing the embedding: %w", err)
	}
	return nil
}

// Parse reads a model at the start of data, which must stay as it is, and
// returns what follows it.
func Parse(data []byte) (m *Model, rest []byte, err error) {
	if len(data) < 8 {
		return nil, nil, errors.New("reading the embedding: the file is cut short")
	}
	m = &Model{Dim: int(binary.LittleEndian.Uint32(data))}
	n := int(binary.LittleEndian.Uint32(data[4:]))
	size := 8 + 8*n + n*m.Dim
	if m.Dim <= 0 || m.Dim > maxDim || n > 1<<24 || len(data) < size {
		return nil, nil, errors.New("reading the embedding: the file is damaged")
	}
	m.rows, m.scale = newRowTable(n), make([]float32, n)
	for i := range n {
		m.rows.put(binary.LittleEndian.Uint32(data[8+4*i:]), int32(i))
		m.scale[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[8+4*n+4*i:]))
	}
	m.table = asInt8(data[8+8*n : size])
	return m, data[size:], nil
}
