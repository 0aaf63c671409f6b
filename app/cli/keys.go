package cli

import (
	"io"

	"github.com/spf13/cobra"
)

// keys shows the window's keys, or writes them to print.
func (p *program) keys() *cobra.Command {
	to := ""
	c := &cobra.Command{
		Use:   "keys",
		Short: "Show the keys of the window, or write them as a page to print",
		Long: "The keys as they are now, also those that were changed in the preferences. With -o they are a page that needs nothing\n" +
			"beside itself. - is standard output.",
		Example: "  touchstone keys\n  touchstone keys -o keys.html",
		Args:    args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if p.Keys == nil {
				return unavailable("this build has no window, and no keys; see `touchstone --help` for the commands")
			}
			write := func(w io.Writer) error {
				_, err := p.Keys(p.Parts, w)
				return err
			}
			switch to {
			case "":
			case "-":
				return write(p.Stdout)
			default:
				return ReplaceFile(to, write)
			}
			all, err := p.Keys(p.Parts, nil)
			if err != nil {
				return err
			}
			var rows [][]string
			for _, k := range all {
				if err := p.value(k); err != nil {
					return err
				}
				if k.Key != "" {
					rows = append(rows, []string{k.Key, k.Name})
				}
			}
			return p.table(rows)
		},
	}
	c.Flags().StringVarP(&to, "output", "o", "", "write a page to print to `FILE`")
	return c
}
