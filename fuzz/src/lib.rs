//! What the fuzz targets check, one module for each kind of input.
//!
//! A target fails if something panics, if a span is out of bounds, or if what was written cannot be read again.

pub mod analysis;
pub mod articles;
pub mod models;
pub mod tables;

use std::panic;

/// Lets panics inside other people's crates pass: readers catch those and report an error. Call it after libFuzzer has
/// set its own hook, which ends the process at any panic.
pub fn abort_for_our_panics_only() {
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let foreign = info.location().is_some_and(|place| place.file().contains("/registry/src/"));
        if !foreign {
            abort(info);
        }
    }));
}
