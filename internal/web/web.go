// Package web is the built console, embedded into the binary. It is empty until the console was built: api then says how.
//
// It does not build or serve anything.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files returns the files of the console, index.html at the top.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil { // the name is a constant that fs.Sub takes
		panic(err)
	}
	return files
}
