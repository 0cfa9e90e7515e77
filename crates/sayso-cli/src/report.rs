//! `sayso report`: documents or their analyses in, tables out.
//!
//! Workers make of each document what it adds to the tables; the main thread counts, in the order of the
//! input, so that a report does not depend on the number of threads. Records that were read from elsewhere
//! can be given to the same aggregate. A page is written while documents come, and completed with the tables.

pub(crate) mod args;
pub(crate) mod collect;
mod formats;
mod records;
mod selection;
mod settings;
pub(crate) mod sink;
#[cfg(feature = "tables")]
mod stored;
pub(crate) mod work;

use anyhow::Result;

use crate::exit::Exit;
use crate::messages::misused;
use collect::{Collected, collect};
use settings::Settings;
use sink::PageFile;

pub(crate) use args::ReportArgs;
pub use records::StoredRecords;
pub use selection::{LeftOut, Selection};

pub(crate) fn run(args: ReportArgs) -> Result<Exit> {
    let settings = match Settings::resolve(args) {
        Ok(settings) => settings,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let mut collected = match collect(&settings.collecting, || PageFile::create(&settings))? {
        Ok(collected) => collected,
        Err(exit) => return Ok(exit),
    };
    let page = collected.page.take();
    let Collected { aggregate, .. } = &collected;
    let report = settings.collecting.on_threads(|| aggregate.finish())?;
    if let Some(page) = page {
        page.commit(&report, &aggregate.identities())?;
    }
    if settings.prints {
        sink::write(&settings, &report, aggregate)?;
    }
    Ok(collected.conclude(&settings.collecting))
}
