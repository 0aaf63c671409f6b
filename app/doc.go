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
//   - What is asked is asked in the claim panel, not in a dialog, so that the article stays in sight. Every form's words are kept
//     as a draft in the workspace until they are accepted or forgotten; a write that fails leaves the form as it is.
//   - A command that writes is one action, and undone by one. The real name of a protected source is no event: it is neither
//     undone nor kept as a draft.
//   - A command is refused in the past unless it is named among those that only look (past.go): a new one is, until somebody thinks
//     of it. Whatever slips through meets a workspace that cannot be written.
//   - Words that the program offers (kinds, types, reasons, yes and no) are stored in English, whatever language the window speaks,
//     and said in the person's; words that somebody wrote by command stand as they are.
//
// Why not otherwise: with the driver's import in one file, everything else is checked and tested where no window system's
// headers are installed. Fyne's data binding was left out: what is shown follows from what is stored, and is read again.
package app
