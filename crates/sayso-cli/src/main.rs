//! The `sayso` program.

#[cfg(all(target_arch = "x86_64", any(target_env = "musl", all(test, target_os = "linux"))))]
mod copying;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    sayso_cli::run(std::env::args_os()).into()
}
