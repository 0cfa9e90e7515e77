//! Ctrl-C and its like: once to stop between documents, twice to stop at once.
//!
//! SIGTERM comes from `docker stop`, systemd, Slurm and `timeout`, SIGHUP from a terminal that is closed. The
//! exit code says which it was.

use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use sayso_corpus::Cancel;

use crate::exit::Exit;
use crate::messages::tell;

/// The number of Ctrl-C, on every system.
const INTERRUPT: u8 = 2;

/// The switch that the first signal turns.
pub(crate) struct Interrupt {
    pub(crate) cancel: Cancel,
    signal: Arc<AtomicU8>,
}

impl Interrupt {
    /// Listens to the signals that ask a program to end.
    pub(crate) fn listen() -> Self {
        let interrupt = Self { cancel: Cancel::default(), signal: Arc::new(INTERRUPT.into()) };
        let (cancel, first) = (interrupt.cancel.clone(), Arc::clone(&interrupt.signal));
        let stopping = AtomicU8::new(0);
        let heard = move |signal| {
            // A reader that has gone cancels too: only signals count here.
            if stopping.swap(signal, Ordering::Relaxed) != 0 {
                #[allow(clippy::exit, reason = "asked for twice: a document may take long")]
                process::exit(Exit::Stopped(signal).code().into());
            }
            first.store(signal, Ordering::Relaxed);
            cancel.cancel();
            tell("stopping after the documents in flight; once more stops at once");
        };
        // Without a handler a signal ends the program at once: no reason not to run.
        if system::listen(heard).is_err() {
            tell("warning: Ctrl-C will stop at once");
        }
        interrupt
    }

    /// How a run that was stopped ends.
    pub(crate) fn exit(&self) -> Exit {
        Exit::Stopped(self.signal.load(Ordering::Relaxed))
    }
}

#[cfg(unix)]
mod system {
    use std::{fs, thread};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::io;

    pub(super) fn listen(heard: impl Fn(u8) + Send + 'static) -> io::Result<()> {
        let ignored = ignored();
        let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter();
        let mut signals = Signals::new(wanted.filter(|signal| ignored >> (signal - 1) & 1 == 0))?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                heard(u8::try_from(signal).unwrap_or(super::INTERRUPT));
            }
        })?;
        Ok(())
    }

    /// The signals that whoever started the program wants ignored, as `nohup` does, a bit each. Known on Linux
    /// only; elsewhere none.
    fn ignored() -> u64 {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
    }
}

#[cfg(not(unix))]
mod system {
    use super::{INTERRUPT, io};

    pub(super) fn listen(heard: impl Fn(u8) + Send + 'static) -> io::Result<()> {
        ctrlc::set_handler(move || heard(INTERRUPT)).map_err(io::Error::other)
    }
}
