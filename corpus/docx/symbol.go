package docx

import (
	"strconv"
	"strings"
)

// symbolFonts are the characters of fonts of symbols that legal texts have: boxes, ticks,
// numbers in circles, bullets.
var symbolFonts = map[string]map[rune]rune{
	"wingdings": {0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x75: '◆', 0x76: '❖', 0xA1: '○', 0xA4: '◉', 0xA7: '▪', 0xA8: '□',
		0x9F: '•', 0xE0: '→', 0xDF: '←', 0xE8: '➔', 0xF0: '⇨', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑', 0xD8: '➢',
		0x21: '✏', 0x28: '☎', 0x2A: '✉', 0x46: '☞', 0xAB: '★', 0xB6: '☆', 0x80: '⓪', 0x8B: '⓿'},
	"wingdings 2": {0x2A: '□', 0x30: '☑', 0x4F: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0xA3: '□', 0x96: '•', 0x98: '●',
		0xA1: '■'},
	"webdings": {0x31: '▪', 0x61: '✓', 0x63: '□', 0x67: '■', 0x72: '✗'},
	"symbol": {0xB7: '•', 0xB4: '×', 0xB8: '÷', 0xB1: '±', 0xA3: '≤', 0xB3: '≥', 0xB9: '≠', 0xBB: '≈', 0xA5: '∞', 0xAE: '→',
		0xAC: '←', 0xB0: '°',
		0xA7: '♣', 0xA8: '♦', 0xD7: '⋅', 0xE5: '∑', 0xD6: '√', 0x61: 'α', 0x62: 'β', 0x67: 'γ', 0x64: 'δ', 0x6C: 'λ', 0x6D: 'μ', 0x70: 'π',
		0x73: 'σ', 0x57: 'Ω', 0x44: 'Δ', 0x53: 'Σ', 0xA2: '′', 0xB2: '″', 0xD8: '¬', 0xCE: '∈', 0x2D: '−', 0x27: '∋'},
}

// symbol is the character of a symbol by its font and its code in hexadecimal digits. Codes
// of symbol fonts have F000 added. What has no character is □.
func symbol(font, code string) (text string, known bool) {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return "□", false
	}
	c := rune(n)
	table, isSymbols := symbolFonts[strings.ToLower(strings.TrimSpace(font))]
	if c >= 0xF000 && c <= 0xF0FF {
		c -= 0xF000
	} else if !isSymbols {
		if c >= 0xE000 && c <= 0xF8FF || c > 0x10FFFF || c >= 0xD800 && c < 0xE000 || c < ' ' {
			return "□", false
		}
		return string(c), true
	}
	if !isSymbols {
		table = symbolFonts["wingdings"]
		if font != "" && !strings.HasPrefix(strings.ToLower(font), "wing") {
			table = symbolFonts["symbol"]
		}
	}
	if strings.EqualFold(font, "wingdings") && (c >= 0x81 && c <= 0x8A || c >= 0x8C && c <= 0x95) {
		return string('①' + (c-0x81)%11), true
	}
	if s, ok := table[c]; ok {
		return string(s), true
	}
	if table := symbolFonts["symbol"]; len(table) > 0 && strings.EqualFold(font, "symbol") && c > ' ' && c < 0x7F {
		return string(c), true
	}
	return "□", false
}

// fromFont writes text that stands in a font of symbols in characters that mean the same;
// other text stays.
func fromFont(text, font string) string {
	if _, ok := symbolFonts[strings.ToLower(font)]; !ok && !strings.ContainsFunc(text, isSymbolCode) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if !isSymbolCode(r) {
			return r
		}
		s, known := symbol(font, strconv.FormatInt(int64(r), 16))
		if !known {
			return r
		}
		return []rune(s)[0]
	}, text)
}

func isSymbolCode(r rune) bool { return r >= 0xF020 && r <= 0xF0FF }
