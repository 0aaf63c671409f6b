//go:build !headless

package app

import (
	"slices"

	"fyne.io/fyne/v2/theme"
)

// commands is the table of everything that can be done. Menus, toolbar, keys, the list of F1 and the README's list of keys
// are drawn from it, menu by menu.
func commands() []command {
	return slices.Concat(fileCommands(), editCommands(), claimCommands(), evidenceCommands(), verdictCommands(),
		historyCommands(), sourceCommands(), viewCommands(), teamCommands(), helpCommands())
}

func fileCommands() []command {
	return []command{
		{ID: "article.load", Menu: "file", Key: "Ctrl+O", Tool: theme.IconNameFolderOpen, Do: (*frame).loadArticles},
		{ID: "article.link", Menu: "file", Key: "Ctrl+Alt+O", Do: (*frame).loadLink},
		{ID: "article.paste", Menu: "file", Key: "Ctrl+Shift+V", Do: (*frame).pasteArticle},
		{ID: "article.describe", Menu: "file", Key: "D", On: anArticle, Do: (*frame).describeArticle},
		{ID: "article.newer", Menu: "file", Key: "U", Rule: true, On: anArticle, Do: (*frame).loadNewer},
		{ID: "article.reread", Menu: "file", On: anArticle, Do: (*frame).rereadArticle},
		{ID: "article.review", Menu: "file", Key: "Ctrl+U", On: anArticle, Do: (*frame).reviewNewer},
		{ID: "article.older", Menu: "file", Key: "Ctrl+PageUp", On: anArticle, Do: (*frame).olderText},
		{ID: "article.later", Menu: "file", Key: "Ctrl+PageDown", On: anArticle, Do: (*frame).newerText},
		{ID: "file.new", Menu: "file", Key: "Ctrl+N", Rule: true, Do: (*frame).newWorkspace},
		{ID: "file.open", Menu: "file", Key: "Ctrl+Shift+O", Do: (*frame).openWorkspace},
		{ID: "file.recent", Menu: "file", Do: func(*frame, string) {}},
		{ID: "file.backup", Menu: "file", Do: (*frame).backUp},
		{ID: "file.quit", Menu: "file", Key: "Ctrl+Q", Rule: true, Do: (*frame).quit},
	}
}

func editCommands() []command {
	return []command{
		{ID: "edit.undo", Menu: "edit", Key: "Ctrl+Z", Tool: theme.IconNameContentUndo, Do: (*frame).undo},
		{ID: "edit.redo", Menu: "edit", Key: "Ctrl+Shift+Z", Tool: theme.IconNameContentRedo, Do: (*frame).redo},
		{ID: "edit.steps", Menu: "edit", Key: "Ctrl+Alt+Z", Do: (*frame).undoSteps},
		{ID: "edit.copy", Menu: "edit", Key: "Ctrl+C", Rule: true, Do: (*frame).copy},
		{ID: "edit.quote", Menu: "edit", Key: "Ctrl+Shift+C", On: anArticle, Do: (*frame).copyQuote},
		{ID: "edit.paste", Menu: "edit", Key: "Ctrl+V", Do: (*frame).paste},
		{ID: "edit.all", Menu: "edit", Key: "Ctrl+A", Do: (*frame).selectAll},
		{ID: "pref", Menu: "edit", Key: "Ctrl+,", Rule: true, Do: (*frame).preferences},
		{ID: "pref.keys", Menu: "edit", Key: "Ctrl+Alt+K", Do: (*frame).changeKeys},
	}
}

func claimCommands() []command {
	return []command{
		{ID: "claim.mark", Menu: "claim", Key: "C", Tool: theme.IconNameDocumentCreate, On: anArticle, Do: (*frame).markClaim},
		{ID: "claim.new", Menu: "claim", Key: "Shift+C", Do: (*frame).newClaim},
		{ID: "claim.restate", Menu: "claim", Key: "S", On: aClaim, Do: (*frame).restateClaim},
		{ID: "claim.describe", Menu: "claim", Key: "Shift+D", On: aClaim, Do: (*frame).describeClaim},
		{ID: "claim.translate", Menu: "claim", Key: "L", On: aClaim, Do: (*frame).translateClaim},
		{ID: "attribution.add", Menu: "claim", Key: "A", Tool: theme.IconNameAccount, Do: (*frame).attribute},
		{ID: "claim.note", Menu: "claim", Key: "N", On: aClaim, Do: (*frame).writeNote},
		{ID: "claim.join", Menu: "claim", Key: "G", On: aClaim, Do: (*frame).joinClaim},
		{ID: "claim.split", Menu: "claim", Key: "X", On: aClaim, Do: (*frame).splitClaim},
		{ID: "claim.next", Menu: "claim", Key: "J", Rule: true, Do: (*frame).nextClaim},
		{ID: "claim.previous", Menu: "claim", Key: "K", Do: (*frame).previousClaim},
		{ID: "claim.last", Menu: "claim", Key: "Shift+J", Do: (*frame).lastClaim},
		{ID: "appearance.add", Menu: "claim", Key: "M", Rule: true, On: anArticle | aClaim, Do: (*frame).addAppearance},
		{ID: "appearance.reshape", Menu: "claim", Key: "R", On: anArticle | aClaim, Do: (*frame).reshape},
		{ID: "appearance.remove", Menu: "claim", Key: "Delete", On: anArticle | aClaim, Do: (*frame).removeAppearance},
		{ID: "attribution.remove", Menu: "claim", Key: "Shift+A", On: aClaim, Do: (*frame).removeAttribution},
	}
}

func evidenceCommands() []command {
	return []command{
		{ID: "evidence.cite", Menu: "evidence", Key: "E", Tool: theme.IconNameMailAttachment, Do: (*frame).citeEvidence},
		{ID: "evidence.describe", Menu: "evidence", Key: "Shift+E", On: aClaim, Do: (*frame).describeEvidence},
		{ID: "evidence.flag", Menu: "evidence", Key: "F", On: aClaim, Do: (*frame).flagEvidence},
		{ID: "evidence.passage", Menu: "evidence", Key: "Shift+T", On: aClaim, Do: (*frame).showPassage},
		{ID: "evidence.save", Menu: "evidence", On: aClaim, Do: (*frame).saveCopy},
		{ID: "quote.compare", Menu: "evidence", Key: "Shift+F", On: aClaim, Do: (*frame).compareQuote},
		{ID: "question.ask", Menu: "evidence", Key: "Q", Rule: true, On: aClaim, Do: (*frame).askQuestion},
		{ID: "question.answer", Menu: "evidence", Key: "Shift+Q", On: aClaim, Do: (*frame).answerQuestion},
		{ID: "claim.review", Menu: "evidence", Key: "Y", Rule: true, On: aClaim, Do: (*frame).keepReview},
	}
}

func verdictCommands() []command {
	return []command{
		{ID: "verdict.give", Menu: "verdict", Key: "V", Tool: theme.IconNameConfirm, On: aClaim, Do: (*frame).giveVerdict},
		{ID: "verdict.settle", Menu: "verdict", Key: "Shift+V", On: aClaim | aVerdict, Do: (*frame).settle},
		{ID: "verdict.second", Menu: "verdict", Key: "B", On: aClaim | aVerdict, Do: (*frame).second},
		{ID: "verdict.approve", Menu: "verdict", Key: "O", On: aClaim | aVerdict, Do: (*frame).approve},
		{ID: "verdict.publish", Menu: "verdict", Key: "P", On: aClaim | aVerdict, Do: (*frame).publish},
		{ID: "verdict.withdraw", Menu: "verdict", Key: "W", On: aClaim | aVerdict, Do: (*frame).withdraw},
	}
}

func sourceCommands() []command {
	return []command{
		{ID: "source.open", Menu: "source", Key: "I", On: aClaim, Do: (*frame).sourceOf},
		{ID: "source.add", Menu: "source", Do: (*frame).addSource},
		{ID: "source.describe", Menu: "source", Rule: true, On: aSource, Do: (*frame).describeSource},
		{ID: "source.merge", Menu: "source", On: aSource, Do: (*frame).mergeSource},
		{ID: "source.protect", Menu: "source", On: aSource, Do: (*frame).protectSource},
	}
}

func viewCommands() []command {
	return []command{
		{ID: "palette", Menu: "view", Key: "Ctrl+K", Do: (*frame).palette},
		{ID: "view.library", Menu: "view", Key: "Ctrl+1", Do: (*frame).toLibrary},
		{ID: "view.article", Menu: "view", Key: "Ctrl+2", Do: (*frame).toText},
		{ID: "view.claim", Menu: "view", Key: "Ctrl+3", Do: (*frame).toClaim},
		{ID: "view.claims", Menu: "view", Key: "Ctrl+L", Do: (*frame).toClaims},
		{ID: "claims.view", Menu: "view", Key: "Ctrl+Alt+L", Do: (*frame).chooseView},
		{ID: "claims.keep", Menu: "view", Do: (*frame).keepView},
		{ID: "claims.forget", Menu: "view", Do: (*frame).forgetView},
		{ID: "view.sources", Menu: "view", Key: "Ctrl+Shift+L", Do: (*frame).toSources},
		{ID: "view.filter", Menu: "view", Key: "Ctrl+F", Do: (*frame).toFilter},
		{ID: "view.find", Menu: "view", Key: "Ctrl+Shift+F", On: anArticle, Do: (*frame).find},
		{ID: "view.people", Menu: "view", Key: "Ctrl+Shift+P", On: anArticle, Do: (*frame).people},
		{ID: "view.proposals", Menu: "view", Key: "T", Rule: true, On: anArticle, Do: (*frame).showProposals},
		{ID: "proposal.next", Menu: "view", Key: ".", On: anArticle, Do: (*frame).nextProposal},
		{ID: "proposal.previous", Menu: "view", Key: ",", On: anArticle, Do: (*frame).previousProposal},
		{ID: "proposal.accept", Menu: "view", Key: "Return", On: anArticle, Do: (*frame).acceptProposal},
		{ID: "proposal.reject", Menu: "view", Key: "BackSpace", On: anArticle, Do: (*frame).rejectProposal},
		{ID: "view.lists", Menu: "view", Key: "Ctrl+B", Rule: true, Do: (*frame).hideLists},
		{ID: "view.wider", Menu: "view", Key: "Ctrl+Alt+Left", Do: (*frame).wider},
		{ID: "view.narrower", Menu: "view", Key: "Ctrl+Alt+Right", Do: (*frame).narrower},
		{ID: "view.larger", Menu: "view", Key: "Ctrl+Plus", Rule: true, Do: (*frame).larger},
		{ID: "view.smaller", Menu: "view", Key: "Ctrl+Minus", Do: (*frame).smaller},
		{ID: "view.apart", Menu: "view", Key: "Ctrl+Alt+Plus", Do: (*frame).apart},
		{ID: "view.together", Menu: "view", Key: "Ctrl+Alt+Minus", Do: (*frame).together},
		{ID: "view.mode", Menu: "view", Key: "Ctrl+D", Do: (*frame).otherMode},
		{ID: "view.contrast", Menu: "view", Key: "Ctrl+Shift+D", Do: (*frame).contrast},
	}
}

func teamCommands() []command {
	return []command{
		{ID: "team.person", Menu: "team", Key: "Ctrl+P", Do: (*frame).person},
		{ID: "team.export", Menu: "team", Key: "Ctrl+E", Rule: true, Tool: theme.IconNameUpload, Do: (*frame).export},
		{ID: "team.import", Menu: "team", Key: "Ctrl+I", Tool: theme.IconNameDownload, Do: (*frame).importFile},
		{ID: "team.check", Menu: "team", Do: (*frame).checkFile},
	}
}

func helpCommands() []command {
	return []command{
		{ID: "help.keys", Menu: "help", Key: "F1", Do: (*frame).showKeys},
		{ID: "help.sheet", Menu: "help", Do: (*frame).printKeys},
		{ID: "help.sample", Menu: "help", Do: (*frame).loadSample},
		{ID: "help.about", Menu: "help", Do: (*frame).about},
	}
}
