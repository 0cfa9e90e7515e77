//! Counts for the bar and for the last line.

use std::fmt::Write as _;
use std::time::Duration;

use sayso_corpus::{Event, Outcome, Summary};

use crate::exit::Exit;

/// What the driver does not count, and what the bar shows while it does.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) documents: u64,
    pub(crate) words: u64,
    pub(crate) attributions: u64,
    pub(crate) failed: u64,
    /// How many of these are names of the command line that lead to nothing.
    pub(crate) nothing: u64,
    /// Documents that the run that is continued has done.
    replayed: u64,
    /// Files that an earlier run has written.
    pub(crate) own: u64,
    /// Documents that a report is not about.
    pub(crate) outside: u64,
    /// Documents without a day where days decide.
    pub(crate) dayless: u64,
    /// Documents whose date cannot be read.
    pub(crate) undated: u64,
}

impl Tally {
    /// Counts what came of an input; `counts` says how many words and attributions a result holds.
    pub(crate) fn add<R>(&mut self, outcome: &Outcome<R>, counts: impl Fn(&R) -> (u64, u64)) {
        match &outcome.event {
            Event::Done(done) => {
                let (words, attributions) = counts(done);
                self.documents += 1;
                self.words += words;
                self.attributions += attributions;
            }
            Event::Failed(failure) => {
                self.failed += u64::from(!failure.is_skip());
                self.nothing += u64::from(failure.is_nothing());
                self.own += u64::from(failure.is_own());
            }
            Event::Replayed => self.replayed += 1,
        }
    }

    /// How a run ends that was not stopped.
    pub(crate) fn exit(&self) -> Exit {
        match self.failed {
            // Nothing but records was named.
            0 if self.own > 0 && self.documents + self.left_out() + self.replayed == 0 => {
                Exit::Usage
            }
            0 => Exit::Success,
            failed if failed == self.nothing => Exit::Usage,
            _ => Exit::Failure,
        }
    }

    fn left_out(&self) -> u64 {
        self.outside + self.dayless
    }

    /// The last line of a run.
    pub(crate) fn summary(&self, run: &Summary, elapsed: Duration) -> String {
        let mut line = String::new();
        let _ = write!(
            line,
            "{}, {}, {}; {} failed, {} truncated, {} recoded",
            count(self.documents, "document"),
            count(self.words, "word"),
            count(self.attributions, "attribution"),
            number(self.failed),
            number(run.truncated),
            number(run.recoded),
        );
        if run.duplicates > 0 {
            let _ = write!(line, ", {}", count(run.duplicates, "duplicate"));
        }
        let undated = (self.undated, "with a date that is no day");
        let outside = (self.outside, "outside the filters");
        let dayless = (self.dayless, "without a day");
        for (more, what) in
            [outside, dayless, undated, (run.skipped, "skipped"), (run.replayed, "done before")]
        {
            if more > 0 {
                let _ = write!(line, ", {} {what}", number(more));
            }
        }
        let _ = write!(line, "; {:.2} s", elapsed.as_secs_f64());
        line
    }
}

/// `1 word`, `2 words`.
fn count(n: u64, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {what}{plural}", number(n))
}

/// A number with its thousands parted.
pub(crate) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::{count, number};

    #[test]
    fn numbers_can_be_read() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(count(1, "word"), "1 word");
        assert_eq!(count(1000, "word"), "1,000 words");
    }
}
