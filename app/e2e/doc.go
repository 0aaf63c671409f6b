// Package e2e runs the real program as people and scripts do.
//
// Rules: it builds the program once and talks to it by its command line alone; what it knows of files it learns from what the
// program prints. Nothing here waits for time to pass.
//
// Why not otherwise: everything below is tested where it stands; here it is proved that main put the parts together rightly.
package e2e
