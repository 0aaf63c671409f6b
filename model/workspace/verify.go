package workspace

// Fault is one thing that verifying a workspace file found.
type Fault struct {
	Item    string // what is at fault: "event 3fa9c1d2e4…", "text …", "index row claim …"
	What    string // what is wrong with it
	Missing bool   // an original file that is not here, which is no fault
}
