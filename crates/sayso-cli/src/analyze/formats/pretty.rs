//! The reading view.

use sayso_record::{PrettyOptions, write_pretty};

use crate::analyze::done::Encoded;
use crate::analyze::encoder::{Analysed, Encoder, Format};

pub(super) const FORMAT: Format = Format {
    name: "pretty",
    help: "The article with its sources marked and a table, for reading",
    encoder: |options| {
        Box::new(Pretty(PrettyOptions { width: options.width, color: options.color }))
    },
};

#[derive(Debug)]
struct Pretty(PrettyOptions);

impl Encoder for Pretty {
    fn encode(&self, document: Analysed<'_>) -> Encoded {
        let Analysed { header, text, analysis } = document;
        let mut view = String::new();
        write_pretty(&mut view, &header, text, analysis, self.0);
        view.push('\n');
        view.into()
    }
}
