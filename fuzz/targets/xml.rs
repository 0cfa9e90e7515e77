//! Feeds and other XML.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: sayso_fuzz::abort_for_our_panics_only(),
    |data: &[u8]| sayso_fuzz::articles::check("xml", data)
);
