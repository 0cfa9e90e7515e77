//! What earlier runs have written, recognised by how it begins: it is no article, even where it lies among them.

use std::fs;
use std::path::Path;

use sayso_record::brat_configuration;
#[cfg(feature = "tables")]
use sayso_tables::Table;

/// How each annotation page begins, a line.
const ANNOTATIONS: &[u8] =
    b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:sayso:";

/// How a list of tasks for Label Studio begins.
const TASKS: &[u8] = b"[\n{\"data\":{\"text\":";

/// Whether an earlier run has written a file that begins with `head`, unpacked.
pub(crate) fn is_own(path: Option<&Path>, head: &[u8]) -> bool {
    is_records(head) || is_other(path, head)
}

/// The same, but for records, which reports are made of.
pub(crate) fn is_other(path: Option<&Path>, head: &[u8]) -> bool {
    let is_parquet = head.starts_with(b"PAR1") && path.is_some_and(is_tables);
    let is_brat = path.is_some_and(is_brat);
    is_annotations(head)
        || is_tasks(head)
        || is_conllu(head)
        || is_csv(head)
        || is_parquet
        || is_brat
}

/// `{"format":2,"id":"...`
pub(crate) fn is_records(head: &[u8]) -> bool {
    let rest = head.strip_prefix(b"{\"format\":").unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest[digits..].starts_with(b",\"id\":\"")
}

pub(crate) fn is_annotations(head: &[u8]) -> bool {
    head.starts_with(ANNOTATIONS)
}

pub(crate) fn is_tasks(head: &[u8]) -> bool {
    head.starts_with(TASKS)
}

pub(crate) fn is_conllu(head: &[u8]) -> bool {
    head.starts_with(b"# newdoc id = ")
}

/// Whether a file belongs to a brat folder with our configuration: the configuration, a text or its annotations.
fn is_brat(path: &Path) -> bool {
    const CONFIGURATION: &str = "annotation.conf";
    let is_of_folder = path.file_name().is_some_and(|name| name == CONFIGURATION)
        || path.with_extension("ann").is_file();
    is_of_folder
        && fs::read_to_string(path.with_file_name(CONFIGURATION))
            .is_ok_and(|written| written == brat_configuration())
}

/// Whether an earlier run has written tables to `path`. A program that was built without them knows none.
#[cfg(feature = "tables")]
pub(crate) fn is_tables(path: &Path) -> bool {
    sayso_tables::looks_like(path)
}

#[cfg(not(feature = "tables"))]
pub(crate) fn is_tables(_: &Path) -> bool {
    false
}

/// The header of one of our tables.
#[cfg(feature = "tables")]
fn is_csv(head: &[u8]) -> bool {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let header = |table: Table| {
        let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        names.join(",")
    };
    Table::ALL.into_iter().any(|table| header(table).as_bytes() == line)
}

#[cfg(not(feature = "tables"))]
fn is_csv(_: &[u8]) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_articles_are_told_apart() {
        assert!(is_records(b"{\"format\":2,\"id\":\"a\",\"meta\":{}"));
        for other in
            [&b"{\"format\":\"text\",\"id\":\"a\"}"[..], b"{\"id\":\"a\"}", b"", b"{\"format\":"]
        {
            assert!(!is_records(other));
        }
    }
}
