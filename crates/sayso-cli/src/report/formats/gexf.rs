//! The network of who speaks about whom.

use sayso_report::write_gexf;

use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "gexf",
    help: "The network of who speaks about whom, for Gephi; --top limits its edges",
    holds: Holds::Network,
    for_programs: true,
    binary: false,
    write: |printed| {
        let mut network = printed.aggregate.network();
        if printed.top > 0 {
            network.keep(printed.top);
        }
        let mut out = Vec::new();
        write_gexf(&mut out, &network);
        Ok(out)
    },
};
