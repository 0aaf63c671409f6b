package model

import "strings"

// Problem is something the user can put right: a code that a window translates, and the words to fill in.
type Problem struct {
	Code   string
	Fields map[string]string
}

// Refuse makes a problem from a code and name, value pairs.
func Refuse(code string, pairs ...string) *Problem {
	p := &Problem{Code: code, Fields: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		p.Fields[pairs[i]] = pairs[i+1]
	}
	return p
}

// Error words the problem in English: what, and what to do.
func (p *Problem) Error() string {
	words, known := problems[p.Code]
	if !known {
		words = p.Code
	}
	for name, value := range p.Fields {
		words = strings.ReplaceAll(words, "{"+name+"}", value)
	}
	return words
}

// Problems returns the codes of all problems, with their English words.
func Problems() map[string]string { return problems }

// problems are the English words of every problem; {name} stands for a field.
var problems = map[string]string{
	"field.unknown":   "{noun} has no field {field}; there are: {known}",
	"field.malformed": "{field}: {why}",
	"word.unknown":    "{field} {word} is not known; there are: {known}",
	"scale.malformed": "not a scale: {why}",
	"table.unmapped":  "no column holds the claims: say --map statement=COLUMN, where COLUMN is one of {columns}",

	"preference.malformed": "{file}, line {line}: “{words}” is no setting and does not count; write name = \"value\"",
	"preference.heading":   "{file}, line {line}: “{words}” is no heading; what stands below it does not count, up to the next: write [name]",
	"preference.twice":     "{file}, line {line}: {name} is set above already, and that counts; take one of them out",
	"preference.unfit":     "{file}, line {line}: {name} does not count; it can be {wanted}",

	"filter.malformed": "{term}: write KEY=VALUE",
	"filter.order":     "{key} has no order and cannot be compared by {op}; write {key}=VALUE",
	"filter.date":      "{key}: {word} is not a date such as 2025, 2025-03-14, today or today+7",
	"filter.nobody":    "{key}=me: say who you are by --as NAME",

	"id.unknown":   "no {noun} has the id {id}; see `list`",
	"id.short":     "{id}: give at least 7 characters of the id",
	"id.ambiguous": "{id} begins several ids ({count}): give more characters",

	"article.notext":    "article {article} has no text to mark",
	"article.keptapart": "articles are joined or not; only claims are kept apart",
	"article.same":      "an article cannot be joined with itself",
	"article.claimed":   "nothing to undo: {count} claims stand in the article by now",

	"quote.missing":   "the article does not contain \"{quote}\"; check the words, or quote fewer of them",
	"quote.empty":     "the quote is empty",
	"quote.several":   "\"{quote}\" occurs {count} times: say --all, or --nth N",
	"quote.nth":       "\"{quote}\" occurs {count} times, so there is no number {nth}",
	"statement.empty": "a claim needs its statement",

	"appearance.number":     "the claim has {count} appearances, so there is no number {number}",
	"appearance.none":       "the claim stands in no text",
	"appearance.last":       "a split takes some of the claim's appearances, not none and not all {count}",
	"appearance.notcarried": "this place was not carried from an older text; remove it instead",
	"appearance.same":       "the claim already stands exactly there",

	"link.malformed":     "link {link}: write SOURCE, SOURCE|CUE or SOURCE|CUE|MENTION",
	"link.notfound":      "\"{words}\" stands neither beside nor near \"{quote}\": give the words as the article has them, or leave them out",
	"link.inside":        "\"{words}\" stands only inside the claim's own words \"{quote}\": mark what is said, without who says it",
	"source.several":     "{count} sources are called {name}: give the id of one ({ids})",
	"source.same":        "a source cannot be merged with itself",
	"source.circle":      "{name} is shown in place of the other already",
	"source.unnamed":     "a source needs a name",
	"source.kind":        "{kind} is no kind of source; there are: {known}",
	"evidence.empty":     "evidence needs at least a URL, a title, a quote or a file",
	"evidence.elsewhere": "the copy {hash} is not in this file: ask whoever kept it",
	"evidence.uncited":   "evidence {evidence} is not cited on this claim: cite it first",

	"rating.unknown":      "the scale {scale} has no rating {rating}; there are: {known}",
	"rationale.missing":   "a verdict needs a rationale: --rationale TEXT",
	"reason.missing":      "say why: --reason TEXT",
	"scale.unknown":       "no scale is called {scale}; see `list scales`",
	"scale.several":       "{count} scales are called {scale}: give the id of one ({ids})",
	"verdict.nothead":     "verdict {verdict} is not one of the claim's current verdicts",
	"verdict.own":         "one cannot stand behind one's own verdict: ask a colleague",
	"verdict.none":        "the claim has no verdict yet",
	"verdict.several":     "the claim has {count} current verdicts that nobody has reconciled: supersede all but one first",
	"verdict.elsewhere":   "verdict {verdict} belongs to another claim",
	"verdict.approved":    "you approved this verdict already",
	"verdict.seconded":    "you stand behind this verdict already",
	"editor.only":         "only an editor approves; the desk's editors are set by `policy editors=…`",
	"event.foreign":       "only its author takes back what {name} wrote",
	"event.withdrawn":     "that is withdrawn already",
	"claim.same":          "a claim cannot be joined with itself",
	"claim.joined":        "the two are joined already",
	"claim.keptapart":     "the two are kept apart already",
	"undo.nothing":        "nothing to undo",
	"undo.unknown":        "no batch of yours has the id {id}",
	"undo.undone":         "batch {id} is undone already",
	"undo.imported":       "batch {id} is an import, which is not undone: the backup that was made before it holds the workspace as it was",
	"undo.named":          "nothing to undo: others have built on all of it",
	"redo.nothing":        "nothing to redo",
	"document.empty":      "nothing of the article would be left; keep at least one paragraph",
	"list.columns":        "say which column holds the text, or the address",
	"list.results":        "this holds results of checking, not articles; take it in by itself",
	"nothing.changes":     "that is so already",
	"kind.unknown":        "{kind} is no kind of step; `history --json --steps` shows them",
	"quote.lost":          "too little of the quote stands in that text for it to be from there",
	"past.readonly":       "this is the workspace as of {time}; nothing can be written there",
	"time.malformed":      "{time} is no time; write 2025-03-14 or 2025-03-14 12:00",
	"people.unknown":      "nobody here is called {name}; see `list people`",
	"person.foreign":      "only they themselves say who {name} is",
	"people.several":      "{count} people are called {name}: give the id of one",
	"workspace.missing":   "there is no workspace at {path}; `load` makes one",
	"file.beside":         "{path} is there already and would be written as well: choose another name",
	"workspace.stands":    "a workspace stands at {path}, and nothing else is written there: choose another name",
	"workspace.notsqlite": "{path} is not a workspace: it is no SQLite file",
	"workspace.notours":   "{path} is a SQLite file of another program, not a workspace",
	"workspace.newer":     "{path} was written by a newer version; install that to open it",
	"workspace.damaged":   "{path} is damaged: {why}; restore a backup, or import a colleague's export",
}
