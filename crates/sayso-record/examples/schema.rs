//! Prints the JSON Schema of the record:
//! `cargo run -p sayso-record --features schema --example schema > docs/record.schema.json`.

use std::io::Write as _;

use sayso_record::Record;

fn main() -> std::io::Result<()> {
    let schema = serde_json::to_string_pretty(&Record::schema())?;
    writeln!(std::io::stdout(), "{schema}")
}
