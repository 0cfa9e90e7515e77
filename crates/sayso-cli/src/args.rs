//! The command line as data. Nothing here does anything.

use clap::{Parser, Subcommand};

use crate::analyze::AnalyzeArgs;
use crate::eval::EvalArgs;
use crate::explain::ExplainArgs;
use crate::report::ReportArgs;

/// Read news and say who said what
///
/// Sayso reads news text and answers, with exact offsets: who said what, and how it was said. It works
/// offline; everything it needs is inside the program.
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
    /// Count who said what in a corpus: sources, kinds, denials, origins and more, as tables
    Report(Box<ReportArgs>),
    /// Say why an attribution was found at a place of an article, or was not
    Explain(Box<ExplainArgs>),
    /// Score predictions against gold that people annotated
    Eval(EvalArgs),
    /// Print a script that completes sayso's arguments in a shell
    #[command(after_long_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of sayso or of one of its commands
    #[command(hide = true)]
    Man {
        /// The command
        command: Option<String>,
        /// Print the names of the commands that have a page instead
        #[arg(long, conflicts_with = "command")]
        list: bool,
    },
}

const EXAMPLES: &str = "\
Examples:
  sayso analyze article.txt           read an article with its sources marked
  sayso analyze news/ -o said.jsonl   analyse a folder, one JSON record a line
  sayso report news/                  who is cited, how often, who denied what, as tables
  sayso help analyze                  everything that analyze can do

Exit codes:
  0    all went well
  1    the command line or an option file is wrong
  2    a document, a file or the run failed; the reason is on standard error
  130  stopped by Ctrl-C";

const COMPLETIONS: &str = "\
Examples:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso
  sayso completions zsh > ~/.zfunc/_sayso
  sayso completions fish > ~/.config/fish/completions/sayso.fish";
