//! How wide and how colourful standard output may be.

use std::env;
use std::io::{self, IsTerminal};

use clap::ValueEnum;
use terminal_size::{Width, terminal_size_of};

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 100;

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Even into a file or pipe
    Always,
    /// Nowhere; the reading view has brackets instead
    Never,
}

impl Color {
    /// Whether output is to be in colour, given whether it goes to standard output at all.
    pub(crate) fn is_on(self, to_stdout: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
                let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
                to_stdout && io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
            }
        }
    }
}

/// Columns of the terminal on standard output.
pub(crate) fn width() -> usize {
    terminal_size_of(io::stdout()).map_or(DEFAULT_WIDTH, |(Width(width), _)| usize::from(width))
}
