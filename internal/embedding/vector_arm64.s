#include "textflag.h"

// Each function takes n elements, a multiple of its step: 8 floats, 16 bytes. Products are
// rounded before they are added, as Go does it, so nothing here is fused. The assembler of Go
// does not know the instructions for four floats and those that widen bytes with their signs;
// they stand as words.

// func dotNEON(a, b *float32, n int) float32
//
// V0 to V3 are the sixteen sums of dotPlain.
TEXT ·dotNEON(SB), NOSPLIT, $0-28
	MOVD a+0(FP), R0
	MOVD b+8(FP), R1
	MOVD n+16(FP), R2
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16

pairs:
	CMP  $16, R2
	BLT  rest
	VLD1.P 64(R0), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1.P 64(R1), [V16.S4, V17.S4, V18.S4, V19.S4]
	WORD $0x6e30dc84 // fmul v4.4s, v4.4s, v16.4s
	WORD $0x6e31dca5 // fmul v5.4s, v5.4s, v17.4s
	WORD $0x6e32dcc6 // fmul v6.4s, v6.4s, v18.4s
	WORD $0x6e33dce7 // fmul v7.4s, v7.4s, v19.4s
	WORD $0x4e24d400 // fadd v0.4s, v0.4s, v4.4s
	WORD $0x4e25d421 // fadd v1.4s, v1.4s, v5.4s
	WORD $0x4e26d442 // fadd v2.4s, v2.4s, v6.4s
	WORD $0x4e27d463 // fadd v3.4s, v3.4s, v7.4s
	SUB  $16, R2
	B    pairs

rest:
	CMP  $8, R2
	BLT  sum
	VLD1 (R0), [V4.S4, V5.S4]
	VLD1 (R1), [V16.S4, V17.S4]
	WORD $0x6e30dc84 // fmul v4.4s, v4.4s, v16.4s
	WORD $0x6e31dca5 // fmul v5.4s, v5.4s, v17.4s
	WORD $0x4e24d400 // fadd v0.4s, v0.4s, v4.4s
	WORD $0x4e25d421 // fadd v1.4s, v1.4s, v5.4s

sum:
	WORD $0x4e22d400 // fadd v0.4s, v0.4s, v2.4s
	WORD $0x4e23d421 // fadd v1.4s, v1.4s, v3.4s
	WORD $0x4e21d400 // fadd v0.4s, v0.4s, v1.4s
	WORD $0x6e20d400 // faddp v0.4s, v0.4s, v0.4s
	WORD $0x6e20d400 // faddp v0.4s, v0.4s, v0.4s
	FMOVS F0, ret+24(FP)
	RET

// func addScaledNEON(w float32, x, y *float32, n int)
TEXT ·addScaledNEON(SB), NOSPLIT, $0-32
	MOVWU w+0(FP), R3
	VDUP R3, V0.S4
	MOVD x+8(FP), R0
	MOVD y+16(FP), R1
	MOVD n+24(FP), R2

next:
	VLD1.P 32(R0), [V1.S4, V2.S4]
	VLD1 (R1), [V3.S4, V4.S4]
	WORD $0x6e20dc21 // fmul v1.4s, v1.4s, v0.4s
	WORD $0x6e20dc42 // fmul v2.4s, v2.4s, v0.4s
	WORD $0x4e21d463 // fadd v3.4s, v3.4s, v1.4s
	WORD $0x4e22d484 // fadd v4.4s, v4.4s, v2.4s
	VST1.P [V3.S4, V4.S4], 32(R1)
	SUBS $8, R2
	BNE  next
	RET

// func addScaled8NEON(w float32, x *int8, y *float32, n int)
TEXT ·addScaled8NEON(SB), NOSPLIT, $0-32
	MOVWU w+0(FP), R3
	VDUP R3, V0.S4
	MOVD x+8(FP), R0
	MOVD y+16(FP), R1
	MOVD n+24(FP), R2

next:
	VLD1.P 8(R0), [V1.B8]
	VLD1 (R1), [V3.S4, V4.S4]
	WORD $0x0f08a421 // sxtl v1.8h, v1.8b
	WORD $0x4f10a422 // sxtl2 v2.4s, v1.8h
	WORD $0x0f10a421 // sxtl v1.4s, v1.4h
	WORD $0x4e21d821 // scvtf v1.4s, v1.4s
	WORD $0x4e21d842 // scvtf v2.4s, v2.4s
	WORD $0x6e20dc21 // fmul v1.4s, v1.4s, v0.4s
	WORD $0x6e20dc42 // fmul v2.4s, v2.4s, v0.4s
	WORD $0x4e21d463 // fadd v3.4s, v3.4s, v1.4s
	WORD $0x4e22d484 // fadd v4.4s, v4.4s, v2.4s
	VST1.P [V3.S4, V4.S4], 32(R1)
	SUBS $8, R2
	BNE  next
	RET

// func dot8RowsNEON(q, rows *int8, dim, n int, sums *int32)
//
// A product of two bytes, at most 128·128, fits 16 bits with its sign; two of them are added
// into 32 bits at once.
TEXT ·dot8RowsNEON(SB), NOSPLIT, $0-40
	MOVD q+0(FP), R0
	MOVD rows+8(FP), R1
	MOVD dim+16(FP), R2
	MOVD n+24(FP), R3
	MOVD sums+32(FP), R4

row:
	CBZ  R3, end
	MOVD R0, R5
	MOVD R2, R6
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16

next:
	VLD1.P 16(R5), [V2.B16]
	VLD1.P 16(R1), [V3.B16]
	WORD $0x0e23c044 // smull v4.8h, v2.8b, v3.8b
	WORD $0x4e23c045 // smull2 v5.8h, v2.16b, v3.16b
	WORD $0x4e606880 // sadalp v0.4s, v4.8h
	WORD $0x4e6068a1 // sadalp v1.4s, v5.8h
	SUBS $16, R6
	BNE  next

	VADD V1.S4, V0.S4, V0.S4
	VADDV V0.S4, V0
	FMOVS F0, (R4)
	ADD  $4, R4
	SUB  $1, R3
	B    row

end:
	RET
