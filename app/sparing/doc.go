// Package sparing lets Fyne forget what it drew after five seconds, where it would keep it for a minute.
//
// Fyne keeps a picture of every line of words that was drawn, each as large as the line, and throws away those that were not seen
// for a minute: 240 jumps through a megabyte of text keep 300 MB for nothing. How long it keeps them it reads from the
// environment when its package is initialised, before main.
//
// Rule: this package imports syscall alone. Go initialises packages in the order of their paths as soon as what they import is
// ready, so this one comes before unicode and therefore before all of Fyne, which imports it. A test looks at the order.
//
// Why not otherwise: starting the program a second time with another environment takes twice the time to the first window, and
// leaves two processes on Windows.
package sparing
