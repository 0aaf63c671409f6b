package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"touchstone/model"

	"github.com/spf13/cobra"
)

// The exit codes that scripts rely on.
const (
	exitDone        = 0
	exitRefused     = 1
	exitUsage       = 2
	exitPartly      = 3
	exitUnavailable = 4
	exitCrash       = 70
)

// usageError is a command that was written wrongly.
type usageError struct{ err error }

func (u usageError) Error() string { return u.err.Error() }

// partly says that some of several things failed; each was told already. later says that all of them may work another time.
type partly struct {
	failed, of int
	later      bool
}

func (p partly) Error() string { return fmt.Sprintf("%d of %d failed", p.failed, p.of) }

// Unavailable reports whether all that failed is what could not be done now.
func (p partly) Unavailable() bool { return p.later }

// program is one run of a command.
type program struct {
	Parts
	workspace string
	as        string
	json      bool
	started   bool // the command was written rightly and its work has begun
	shown     bool // a progress line stands on the terminal
}

// output remembers that writing failed, so that a full disk behind a pipe or > is never taken for success.
type output struct {
	io.Writer
	failed error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.Writer.Write(b)
	if err != nil && o.failed == nil {
		o.failed = err
	}
	return n, err
}

// Run runs a command and returns the exit code. Without arguments it opens the window.
func Run(args []string, parts Parts) (code int) {
	out := &output{Writer: parts.Stdout}
	parts.Stdout = out
	p := &program{Parts: parts}
	defer func() {
		if crash := recover(); crash != nil {
			p.tell("touchstone: crash at %s: %v; what was stored before is safe: report this line and the command", crashedAt(), crash)
			code = exitCrash
		}
	}()
	root := p.root()
	root.SetArgs(args)
	err := root.Execute()
	if err != nil && !p.started {
		err = usageError{err}
	}
	if out.failed != nil {
		err = fmt.Errorf("write to standard output: %w", out.failed)
	}
	var some partly
	if err != nil && (!errors.As(err, &some) || some.of > 1) { // a single item was told of already
		p.tell("touchstone: %v", err)
	}
	return exitCode(err)
}

// crashedAt names the line that a panic came from, for the deferred function that caught it.
func crashedAt() string {
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		f, more := frames.Next()
		if f.Function != "" && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

// exitCode sorts an error into the codes of the contract.
func exitCode(err error) int {
	var usage usageError
	var some partly
	var halted stopped
	var later interface{ Unavailable() bool }
	var problem *model.Problem
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &later) && later.Unavailable(), noRoom(err):
		return exitUnavailable
	case errors.As(err, &some), errors.As(err, &halted):
		return exitPartly
	case errors.As(err, &problem):
		return exitRefused
	case errors.As(err, &usage):
		return exitUsage
	}
	return exitRefused
}

// noRoom reports whether a file could not be written because its disk is full or only for reading.
func noRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EROFS)
}

// unavailable is what cannot be done now.
type unavailable string

func (u unavailable) Error() string { return string(u) }

// Unavailable marks the error as one that may be gone later or elsewhere.
func (u unavailable) Unavailable() bool { return true }

const groups = "articles claims verdicts evidence team care"

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "touchstone",
		Short: "Check facts: claims in articles, who said them, verdicts and their history",
		Long: "Touchstone keeps articles, the claims marked in them, who said them and through whom, verdicts with rationale and\n" +
			"evidence, and how verdicts changed, in one workspace file. Without a command it opens the window.",
		Example:          "  touchstone load article.txt\n  touchstone mark 3fa9c1d --quote \"the bridge is unsafe\"\n  touchstone judge 81b0c2e --rating false --rationale \"The report says otherwise.\"",
		SilenceErrors:    true,
		SilenceUsage:     true,
		TraverseChildren: true, // so that --as before a command is the person, also where the command has an --as of its own
		Args:             args(cobra.NoArgs),
		PersistentPreRun: func(*cobra.Command, []string) { p.started = true },
		RunE:             func(*cobra.Command, []string) error { return p.window() },
	}
	root.SetIn(p.Stdin)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	flags := root.PersistentFlags()
	flags.StringVarP(&p.workspace, "workspace", "w", "", "the workspace `FILE` (else TOUCHSTONE_WORKSPACE, else the one in the data folder)")
	flags.StringVar(&p.as, "as", "", "the person who does it, by `NAME`; a key is made for a new one")
	flags.BoolVar(&p.json, "json", false, "print one JSON value a line")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	for title := range strings.FieldsSeq(groups) {
		root.AddGroup(&cobra.Group{ID: title, Title: strings.ToUpper(title[:1]) + title[1:] + ":"})
	}
	p.add(root, "articles", p.load(), p.extract(), p.list(), p.show(), p.search(), p.suggest(), p.anchor(), p.passage(), p.reject())
	p.add(root, "claims", p.mark(), p.claim(), p.appear(), p.attribute(), p.reshape(), p.confirm(), p.remove(), p.split(),
		p.describe(), p.note(), p.match())
	p.add(root, "verdicts", p.judge(), p.second(), p.approve(), p.publish(), p.withdraw(), p.history(), p.scale())
	p.add(root, "evidence", p.evidence(), p.flag(), p.ask(), p.answer(), p.source(), p.review())
	p.add(root, "team", p.export(), p.importing(), p.compare(), p.join(), p.policy())
	p.add(root, "care", p.undo(), p.redo(), p.verify(), p.backup(), p.lint(), p.keys(), p.demo(), p.version(), p.manual())
	root.SetHelpCommand(p.help())
	root.SetHelpCommandGroupID("care")
	root.SetCompletionCommandGroupID("care")
	finishCompletion(root)
	return root
}

func (p *program) add(root *cobra.Command, group string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = group
		root.AddCommand(c)
	}
}

// args makes a wrong number of arguments a usage error.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		if err := check(c, given); err != nil {
			return usageError{fmt.Errorf("%w; see `%s --help`", err, c.CommandPath())}
		}
		return nil
	}
}

func (p *program) window() error {
	if p.Window == nil {
		return unavailable("this build has no window; see `touchstone --help` for the commands")
	}
	p.As = p.as
	return p.Window(p.path(), p.Parts)
}

func (p *program) path() string {
	for _, path := range []string{p.workspace, p.Getenv("TOUCHSTONE_WORKSPACE")} {
		if path != "" {
			return path
		}
	}
	return p.DefaultWorkspace
}
