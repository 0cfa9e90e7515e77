//! Catches panics of single documents, and keeps their messages out of the terminal.
//!
//! Rust prints a panic's message before it can be caught. [`quiet_panics`] changes that, for
//! panics that are caught here and for no others; the program has to call it, since a library
//! must not change a process-wide hook by itself.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Set while a closure runs under [`catch`]: what the hook has recorded.
    static CAUGHT: RefCell<Option<Report>> = const { RefCell::new(None) };
}

#[derive(Clone, Default)]
struct Report(Option<String>);

/// Stops panics that [`run`](crate::run) or [`Inputs`](crate::Inputs) catch and report from being
/// printed as well, and adds the place in the code to the report.
///
/// Replaces the process's panic hook by one that passes all other panics to the previous hook. Call
/// it once at the start of a program; further calls do nothing.
///
/// ```
/// sayso_corpus::quiet_panics();
/// ```
pub fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |info| {
            let seen = CAUGHT.with_borrow_mut(|caught| match caught {
                Some(report) => {
                    report.0.get_or_insert_with(|| describe(info));
                    true
                }
                None => false,
            });
            if !seen {
                others(info);
            }
        }));
    });
}

/// Runs `f` and turns a panic into its message.
///
/// The caller must drop whatever `f` may have left half changed.
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    let outer = CAUGHT.replace(Some(Report::default()));
    let result = catch_unwind(AssertUnwindSafe(f));
    let report = CAUGHT.replace(outer);
    result.map_err(|payload| match report {
        Some(Report(Some(message))) => message,
        _ => message(&*payload),
    })
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let message = message(info.payload());
    match info.location() {
        Some(place) => format!("{}:{}: {message}", place.file(), place.line()),
        None => message,
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "no message".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message() {
        quiet_panics();
        assert_eq!(catch(|| 7), Ok(7));
        let message = catch(|| panic!("no {}", "verb")).unwrap_err();
        assert!(message.ends_with("no verb") && message.contains("panic.rs"), "{message}");
        let nested = catch(|| catch(|| panic!("inner")).is_err()).unwrap();
        assert!(nested);
        let after = catch(|| {
            catch(|| panic!("inner")).unwrap_err();
            panic!("outer")
        });
        assert!(after.unwrap_err().ends_with("outer"));
    }
}
