//! Work on as many threads as the user asked for.

use anyhow::{Context, Result};

/// What `work` gives, with its parallel parts on so many threads; 0 is one for each core.
pub(crate) fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    Ok(pool.context("no threads")?.install(work))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_takes_as_many_threads_as_are_given() {
        for threads in [1, 3] {
            assert_eq!(on_threads(threads, rayon::current_num_threads).unwrap(), threads);
        }
    }
}
