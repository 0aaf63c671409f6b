package exchange

import "touchstone/model/workspace"

// Formats are the other forms in which annotated results leave a workspace and come in, one row each, in the order in which
// they are asked whether a file is theirs.
func Formats() []workspace.Format {
	return []workspace.Format{
		webAnnotation(),
		brat(),
		averitec(),
		claimReview(),
		table(),
		report(),
		markdown(),
	}
}
