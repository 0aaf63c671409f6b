// Package app is what people see and type: the window, and by cli the commands.
//
// What is where: commands.go is the table of everything that can be done; menus, toolbar, keys, the list of F1 and the README's
// list are drawn from it. A frame is the window: library, article (docview) and claim panel, and what they show now. A session is
// one open workspace and who sits at it. The runner does work aside. Each command's own file is named after what it does:
// loading, linking, marking, attributing, citing, judging, exchanging. What is looked at before it is stored is an intake: a preview
// (the page, with what its reader left out in its place) or the table of many.
// A source is shown where the claim would be, and closed with Escape:
// it has a panel of its own, and the claim panel knows only that something stands in its place.
//
// The table of all claims takes the place of the article and of the lists (tabling.go what it shows, tableread.go how it is read,
// tableviews.go filters under a name, grouping.go what is done to several at once). Its claims are read aside, a page at a time, in
// brief from the index; what a write touched is read again. Of two readings of a claim the one asked for later counts.
//
// What a claim cites may stand in a text of the workspace (passage.go). The citation keeps the words and the evidence the text's
// address or the hash of its original; where the words stand is looked for each time, so that it holds in a newer text, too, and in
// the workspace of a colleague who loads the same document.
//
// A history is looked at in the claim's place as well. The desk of another time is the same desk: the session reads through a
// workspace that shows that moment and refuses to be written, so that no panel knows of it; a bar above and a tint say so.
//
// Rules:
//
//   - It knows the model and what main hands in; how things are stored it does not know.
//   - Only window.go starts Fyne's driver, and only in the build that has a window; what is drawn carries !headless, so that the
//     command line is built without Fyne.
//   - Only the runner starts goroutines: one thing after the other is done aside, and what it found is shown in the window's own
//     goroutine. What writes goes through one lane, in the order it was asked for; what reads files and fetches pages goes through
//     another, and hands its documents over to the first, a few at a time: a claim never waits behind a thousand files. Looking is
//     done in the window itself: readers wait for nobody.
//   - Nothing unusual is stored unseen. Plain text of which nothing was left out, and nothing like it is here, is loaded at once;
//     everything else is shown first, and stored as one action. Of many, rows are kept and no documents: they are read again when
//     they are stored. Pages of a list are fetched then, and not before, as nobody should be asked twice.
//   - What a JSON file or an archive holds decides whether it is a list of articles or results of checking, not its name. Columns
//     whose names say nothing are asked for once, and known for the next list with the same ones.
//   - The window is told the newest of how far a job is, and nothing twice while it is slow to draw.
//   - What is asked is asked in the claim panel, not in a dialog, so that the article stays in sight. Every form's words are kept
//     as a draft in the workspace until they are accepted or forgotten, but for what is only chosen; a write that fails leaves the
//     form as it is.
//   - A command that writes is one action, and undone by one. The real name of a protected source is no event: it is neither
//     undone nor kept as a draft.
//   - No file is written over unasked: the form asks once more, by the word on its button, and a double click is no answer. What a
//     format writes beside its file replaces nothing that was not there with it, and nothing takes the place of a workspace, by command
//     either (cli.Replaceable): it could not be had back.
//   - A command is refused in the past unless it is named among those that only look (past.go): a new one is, until somebody thinks
//     of it. Whatever slips through meets a workspace that cannot be written.
//   - Words that the program offers (kinds, types, reasons, yes and no) are stored in English, whatever language the window speaks,
//     and said in the person's; words that somebody wrote by command stand as they are.
//   - What a person sets is in one file that they may edit (prefs.go); how the window was left (panes, size, recent workspaces) is
//     state, changes with every click, and stays with Fyne. What looks different is seen as it is chosen; names when they are accepted.
//   - The command table is as shipped; table() is it with the keys of now. Whatever names a key asks for it there, also the words of a
//     language, by {{key "claim.mark"}}. Keys that edit words, walk and close are the same everywhere and no command's.
//   - Another language, or other keys, make everything that has words anew (refurnish) and leave what is shown where it is.
//   - Of a text with very many claims those are read beside the window (telling.go): it is shown first, and the one claim that somebody
//     went to is read at once. What is read beside holds no colour, because the theme is the window's.
//   - A chain that stands is changed in the form that made it: what is saved takes its place, and an unchanged link is not written
//     again (model.Reattribute). People of one name are told apart wherever the window names somebody (namesakes.go).
//   - A row that is pointed at is in focus: every command is about it, as about a claim in the text. Describing and judging are about
//     all that are chosen, as one action. What needs the text is refused where the text is not seen.
//
// Why not otherwise:
//
//   - With the driver's import in one file, everything else is checked and tested where no window system's headers are installed.
//   - Fyne's data binding was left out: what is shown follows from what is stored, and is read again.
//   - A filter that somebody kept under a name is kept with how the window was left, and not in the workspace: it is how one person
//     looks, nothing that anybody decided, and it goes with them from desk to desk. A colleague gets its line by mail, and a script
//     takes it as it stands.
//   - A form about several claims keeps no draft: which ones were chosen is gone with the window.
package app
