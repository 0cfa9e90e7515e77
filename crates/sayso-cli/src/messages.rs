//! What is said on standard error: one line a fault.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use sayso_record::steers_terminal;

use crate::exit::Exit;

/// Prints a line on standard error. If that is closed, nobody is left to be told.
///
/// Paths and fields come from outside: what would break the line or steer the terminal becomes a blank.
pub(crate) fn tell(message: impl Display) {
    let line = message.to_string().replace(steers_terminal, " ");
    let _ = writeln!(io::stderr(), "{line}");
}

/// An error with its causes on one line. Some errors of libraries tell their cause themselves: it is not
/// told twice.
pub(crate) fn chain(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        if !line.contains(&cause) {
            line = if line.is_empty() { cause } else { format!("{line}: {cause}") };
        }
    }
    line
}

/// Whether somewhere beneath lies a reader who has closed the pipe.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}

/// Says what is wrong with the command line.
pub(crate) fn misused(complaint: &dyn Display) -> Exit {
    tell(format_args!("error: {complaint}"));
    Exit::Usage
}
