// What lint and build run beside the tools of the program: a module of its own, so that
// gosec is no requirement of the program.
module github.com/fatiao/fatiao/ci/checks

go 1.26.0

require (
	github.com/securego/gosec/v2 v2.30.0
	golang.org/x/tools v0.52.0
)

require (
	github.com/ccojocar/zxcvbn-go v1.0.4 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
)
