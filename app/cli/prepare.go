package cli

import "github.com/spf13/cobra"

// Prepare is the command by which the program starts itself to make ready what reading documents needs.
const Prepare = "prepare"

func (p *program) prepare() *cobra.Command {
	return &cobra.Command{
		Use:     Prepare,
		Short:   "Compile the PDF reader, as is done when the first PDF is read",
		Long:    "Compiles the PDF reader into the user's cache folder. The program does so by itself when it reads the first PDF, in a process\nof its own, as compiling takes more memory than reading.",
		Example: "  touchstone prepare",
		Hidden:  true,
		Args:    args(cobra.NoArgs),
		RunE:    func(*cobra.Command, []string) error { return p.Prepare() },
	}
}
