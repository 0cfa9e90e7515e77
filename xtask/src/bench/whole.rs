//! The program as users run it, measured from outside.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use wait4::Wait4;

use super::report;

const SEEDS: &str = "seeds";

pub(super) fn run(program: &Path, corpus: &Path, words: usize, runs: u32) -> Result<()> {
    for threads in [1, 2] {
        let mut best: Option<Run> = None;
        for _ in 0..runs {
            let run = measure(program, corpus, threads)?;
            if best.as_ref().is_none_or(|best| run.cpu < best.cpu) {
                best = Some(run);
            }
        }
        if let Some(Run { cpu, wall, peak }) = best {
            let name = format!("sayso analyze --threads {threads}");
            let peak = peak as f64 / 1e6;
            let more = format!(", {:.3} s in all, {peak:.0} MB at most", wall.as_secs_f64());
            report(&name, words, cpu.as_secs_f64(), &more);
        }
    }
    let mut quickest = Duration::MAX;
    for _ in 0..10 {
        quickest = quickest.min(first_record(program)?);
    }
    println!(
        "{:<44} {:>7.1} ms",
        "start to the first record of the seed",
        1e3 * quickest.as_secs_f64()
    );
    Ok(())
}

struct Run {
    cpu: Duration,
    wall: Duration,
    /// Bytes of memory at most.
    peak: u64,
}

fn measure(program: &Path, corpus: &Path, threads: u32) -> Result<Run> {
    let mut command = Command::new(program);
    command.args(["analyze", "--quiet", "--format", "jsonl", "--threads", &threads.to_string()]);
    command.arg(corpus).stdin(Stdio::null()).stdout(Stdio::null());
    let begun = Instant::now();
    let used = command.spawn()?.wait4()?;
    ensure!(used.status.success(), "{command:?} failed");
    let cpu = used.rusage.utime + used.rusage.stime;
    Ok(Run { cpu, wall: begun.elapsed(), peak: used.rusage.maxrss })
}

fn first_record(program: &Path) -> Result<Duration> {
    let mut command = Command::new(program);
    command.args(["analyze", "--quiet", "--format", "jsonl", SEEDS]);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let begun = Instant::now();
    let mut child = command.spawn()?;
    let mut line = Vec::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_until(b'\n', &mut line)?;
    }
    let elapsed = begun.elapsed();
    ensure!(child.wait()?.success() && line.ends_with(b"\n"), "{command:?} failed");
    Ok(elapsed)
}
