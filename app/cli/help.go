package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// help is cobra's help command but for an unknown topic, which is a misspelt command here.
func (p *program) help() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  touchstone help judge\n  touchstone help source add",
		RunE: func(c *cobra.Command, given []string) error {
			about, rest, err := c.Root().Find(given)
			if err != nil || len(rest) > 0 {
				return usageError{fmt.Errorf("unknown command %q; see `%s --help`", given[len(given)-max(1, len(rest))], c.Root().Name())}
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// finishCompletion gives cobra's completion commands what ours have: examples, and no silence about a misspelt shell.
func finishCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	c, _, err := root.Find([]string{"completion"})
	if err != nil || c == root {
		return
	}
	c.Short = "Write a script that completes commands in a shell"
	c.Example = "  touchstone completion bash > /etc/bash_completion.d/touchstone"
	c.Args = args(cobra.NoArgs)
	c.RunE = func(c *cobra.Command, _ []string) error {
		return usageError{fmt.Errorf("say bash, fish, powershell or zsh; see `%s --help`", c.CommandPath())}
	}
	for _, shell := range c.Commands() {
		shell.Example = "  touchstone completion " + shell.Name()
		shell.Args = args(cobra.NoArgs)
	}
}

func (p *program) manual() *cobra.Command {
	return &cobra.Command{
		Use:     "man [FOLDER]",
		Short:   "Write the manual pages into a folder, or the first one to standard output",
		Example: "  touchstone man /usr/local/share/man/man1\n  touchstone man | man -l -",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			c.Root().DisableAutoGenTag = true
			now := p.Now()
			header := &doc.GenManHeader{Title: "TOUCHSTONE", Section: "1", Source: "touchstone", Date: &now}
			if len(given) == 0 {
				return doc.GenMan(c.Root(), header, p.Stdout)
			}
			if err := os.MkdirAll(given[0], 0o755); err != nil {
				return err
			}
			return doc.GenManTree(c.Root(), header, given[0])
		},
	}
}
