#include "textflag.h"

// Each function takes n elements, a multiple of its step: 8 floats, 16 bytes. Products are
// rounded before they are added, as Go does it: a model that is trained is the same on every
// processor.

// func dotAVX(a, b *float32, n int) float32
TEXT ·dotAVX(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1

pairs:
	CMPQ CX, $16
	JLT  rest
	VMOVUPS (SI), Y2
	VMOVUPS 32(SI), Y3
	VMULPS (DI), Y2, Y2
	VMULPS 32(DI), Y3, Y3
	VADDPS Y2, Y0, Y0
	VADDPS Y3, Y1, Y1
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JMP  pairs

rest:
	CMPQ CX, $8
	JLT  sum
	VMOVUPS (SI), Y2
	VMULPS (DI), Y2, Y2
	VADDPS Y2, Y0, Y0

sum:
	VADDPS Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS X1, X0, X0
	VHADDPS X0, X0, X0
	VHADDPS X0, X0, X0
	VZEROUPPER
	MOVSS X0, ret+24(FP)
	RET

// func addScaledAVX(w float32, x, y *float32, n int)
TEXT ·addScaledAVX(SB), NOSPLIT, $0-32
	VBROADCASTSS w+0(FP), Y0
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DI
	MOVQ n+24(FP), CX

pairs:
	CMPQ CX, $16
	JLT  rest
	VMULPS (SI), Y0, Y1
	VMULPS 32(SI), Y0, Y2
	VADDPS (DI), Y1, Y1
	VADDPS 32(DI), Y2, Y2
	VMOVUPS Y1, (DI)
	VMOVUPS Y2, 32(DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JMP  pairs

rest:
	CMPQ CX, $8
	JLT  end
	VMULPS (SI), Y0, Y1
	VADDPS (DI), Y1, Y1
	VMOVUPS Y1, (DI)

end:
	VZEROUPPER
	RET

// func addScaled8AVX(w float32, x *int8, y *float32, n int)
TEXT ·addScaled8AVX(SB), NOSPLIT, $0-32
	VBROADCASTSS w+0(FP), Y0
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), DI
	MOVQ n+24(FP), CX

next:
	VPMOVSXBD (SI), Y1
	VCVTDQ2PS Y1, Y1
	VMULPS Y1, Y0, Y1
	VADDPS (DI), Y1, Y1
	VMOVUPS Y1, (DI)
	ADDQ $8, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  next

	VZEROUPPER
	RET

// func dot8AVX(a, b *int8, n int) int32
TEXT ·dot8AVX(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	VPXOR Y0, Y0, Y0

next:
	CMPQ CX, $16
	JLT  sum
	VPMOVSXBW (SI), Y1
	VPMOVSXBW (DI), Y2
	VPMADDWD Y1, Y2, Y1
	VPADDD Y1, Y0, Y0
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $16, CX
	JMP  next

sum:
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPHADDD X0, X0, X0
	VPHADDD X0, X0, X0
	VMOVD X0, AX
	VZEROUPPER
	MOVL AX, ret+24(FP)
	RET

// func dot8RowsAVX(q, rows *int8, dim, n int, sums *int32)
//
// The bytes of q, which are never -128, take the signs of those of the row, so that the row
// can be without signs: VPMADDUBSW multiplies bytes without and with sign, and the sum of two
// products, at most 2·128·127, fits its 16 bits.
TEXT ·dot8RowsAVX(SB), NOSPLIT, $0-40
	MOVQ q+0(FP), SI
	MOVQ rows+8(FP), DI
	MOVQ dim+16(FP), DX
	MOVQ n+24(FP), CX
	MOVQ sums+32(FP), R8
	VPCMPEQW Y5, Y5, Y5
	VPSRLW $15, Y5, Y5 // ones

row:
	TESTQ CX, CX
	JZ   end
	XORQ BX, BX
	VPXOR Y0, Y0, Y0

next:
	VMOVDQU (DI)(BX*1), Y1
	VMOVDQU (SI)(BX*1), Y2
	VPSIGNB Y1, Y2, Y2
	VPABSB Y1, Y1
	VPMADDUBSW Y2, Y1, Y1
	VPMADDWD Y5, Y1, Y1
	VPADDD Y1, Y0, Y0
	ADDQ $32, BX
	CMPQ BX, DX
	JLT  next

	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xee, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0x55, X0, X1
	VPADDD X1, X0, X0
	VMOVD X0, AX
	MOVL AX, (R8)
	ADDQ $4, R8
	ADDQ DX, DI
	DECQ CX
	JMP  row

end:
	VZEROUPPER
	RET
