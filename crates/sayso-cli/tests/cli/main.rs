//! The program as its users meet it: arguments in; exit code, standard output and standard error out.

mod bad_inputs;
mod eval;
mod formats;
mod help;
mod interruption;
mod report;
mod seed;
mod support;
mod tables;
