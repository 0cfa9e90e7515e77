//! The progress bar on standard error.

use std::cell::Cell;
use std::fmt::Display;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use sayso_corpus::{Inputs, Meter, ReadOptions};

use super::tally::{Tally, number};
use crate::messages::tell;

/// Often enough to look alive.
const INTERVAL: Duration = Duration::from_millis(100);

/// Shows how far a run is, or nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
    meter: Meter,
    begun: Instant,
    drawn: Cell<Instant>,
}

impl Progress {
    /// A bar, if standard error is a terminal.
    pub(crate) fn shown(meter: Meter, paths: &[PathBuf], reading: &ReadOptions) -> Self {
        if !io::stderr().is_terminal() {
            return Self::hidden();
        }
        let bar = ProgressBar::no_length();
        restyle(&bar, "{spinner} {decimal_bytes_per_sec}, {msg}");
        bar.enable_steady_tick(INTERVAL);
        // The size of a large tree takes a while to find out; the run does not wait for it.
        let (paths, options) = (paths.to_vec(), reading.clone());
        let length = bar.clone();
        thread::spawn(move || {
            let total = Inputs::new(paths, options).ok().and_then(|inputs| inputs.total_bytes());
            if let Some(total) = total {
                length.set_length(total);
                restyle(&length, "{bar:24} {percent}% {decimal_bytes_per_sec}, {msg}, {eta} left");
            }
        });
        Self::new(bar, meter)
    }

    pub(crate) fn hidden() -> Self {
        Self::new(ProgressBar::hidden(), Meter::default())
    }

    fn new(bar: ProgressBar, meter: Meter) -> Self {
        let now = Instant::now();
        Self { bar, meter, begun: now, drawn: Cell::new(now) }
    }

    pub(crate) fn update(&self, tally: &Tally) {
        if self.bar.is_hidden() || self.drawn.get().elapsed() < INTERVAL {
            return;
        }
        self.drawn.set(Instant::now());
        self.bar.set_position(self.meter.bytes());
        let speed = tally.words as f64 / self.begun.elapsed().as_secs_f64();
        self.bar.set_message(format!(
            "{} documents, {} words/s, {} errors",
            number(tally.documents),
            number(speed as u64),
            number(tally.failed)
        ));
    }

    /// Prints a line without tearing the bar.
    pub(crate) fn tell(&self, message: impl Display) {
        self.bar.suspend(|| tell(message));
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn restyle(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
