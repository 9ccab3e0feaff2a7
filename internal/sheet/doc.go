// Package sheet reads and writes tables as people exchange them: CSV in the shapes that spreadsheets save it, and XLSX.
//
// It does not know what stands in a table, and stores nothing.
package sheet
