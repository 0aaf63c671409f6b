//go:build !headless

package app

// historyCommands look at what was done, and at the desk as it was. They write nothing.
func historyCommands() []command {
	return []command{
		{ID: "claim.steps", Menu: "history", Key: "H", On: aClaim, Do: (*frame).claimHistory},
		{ID: "history.article", Menu: "history", Key: "Shift+H", On: anArticle, Do: (*frame).articleHistory},
		{ID: "history.all", Menu: "history", Key: "Ctrl+H", Do: (*frame).deskHistory},
		{ID: "history.past", Menu: "history", Key: "Ctrl+Shift+H", Rule: true, Do: (*frame).lookAtPast},
		{ID: "history.now", Menu: "history", Do: (*frame).backToNow},
		{ID: "history.report", Menu: "history", Key: "Ctrl+Alt+H", Rule: true, Do: (*frame).reportHistory},
	}
}
