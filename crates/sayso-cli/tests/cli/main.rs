//! The program as its users meet it: arguments in; exit code, standard output and standard error out.

mod archives;
mod bad_inputs;
mod claims;
mod codes;
mod docs;
mod eval;
mod explain;
mod finding;
mod formats;
mod help;
mod interruption;
mod outputs;
mod page;
mod report;
mod seed;
#[cfg(feature = "serve")]
mod serve;
mod streams;
mod support;
#[cfg(feature = "tables")]
mod tables;
