//! Ctrl-C: once to stop between documents, twice to stop at once.

use std::process;

use sayso_corpus::Cancel;

use crate::exit::Exit;
use crate::messages::tell;

/// The switch that the first Ctrl-C turns.
pub(crate) fn on_interrupt() -> Cancel {
    let cancel = Cancel::default();
    let switch = cancel.clone();
    let handler = move || {
        if switch.is_cancelled() {
            #[allow(clippy::exit, reason = "asked for twice, with a read that may block for ever")]
            process::exit(Exit::Interrupted.code().into());
        }
        switch.cancel();
        tell("stopping after the documents in flight; Ctrl-C again stops at once");
    };
    // Without a handler Ctrl-C ends the program at once: no reason not to run.
    if ctrlc::set_handler(handler).is_err() {
        tell("warning: Ctrl-C will stop at once");
    }
    cancel
}
