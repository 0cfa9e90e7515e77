//! The command line as data. Nothing here does anything.

use clap::{Parser, Subcommand};

use crate::analyze::AnalyzeArgs;
use crate::claims::ClaimsArgs;
use crate::eval::EvalArgs;
use crate::explain::ExplainArgs;
use crate::report::ReportArgs;

/// Read news and say who said what
///
/// Sayso reads news and answers, with exact offsets, who said what, about whom and how. It works offline:
/// everything that it needs is inside the program.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, max_term_width = 100, after_long_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find who said what in articles
    Analyze(Box<AnalyzeArgs>),
    /// Count who said what in a corpus: tables of sources, kinds, denials, origins and more
    Report(Box<ReportArgs>),
    /// List what several sources claim, who denies it, and which numbers disagree
    Claims(Box<ClaimsArgs>),
    /// Explain why an attribution was found at a place in an article, or was not
    Explain(Box<ExplainArgs>),
    /// Answer over HTTP, for programs and as a page to paste an article into
    #[cfg(feature = "serve")]
    Serve(Box<crate::serve::ServeArgs>),
    /// Score predictions against annotated gold
    Eval(EvalArgs),
    /// Print the data the models were trained on, and their licences
    Licenses,
    /// Print a completion script for a shell
    #[command(after_long_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of sayso or of one of its commands
    #[command(hide = true)]
    Man {
        /// The command
        command: Option<String>,
        /// List the commands that have a page instead
        #[arg(long, conflicts_with = "command")]
        list: bool,
    },
}

const EXAMPLES: &str = "\
Examples:
  sayso analyze article.txt           read an article with its sources marked
  sayso analyze news/ -o said.jsonl   analyse a folder into JSON Lines
  sayso report news/                  tables of who is cited, how often, who denied what
  sayso help analyze                  everything that analyze can do

Exit codes:
  0    everything succeeded
  1    the command line or an option file is wrong, or a path leads to nothing to read
  2    a document, a file or the run failed; the reason is on standard error
  129, 130, 143  stopped by SIGHUP, Ctrl-C or SIGTERM";

const COMPLETIONS: &str = "\
Examples:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso
  sayso completions zsh > ~/.zfunc/_sayso
  sayso completions fish > ~/.config/fish/completions/sayso.fish";
