//! What is said of files that are no analysis, or no longer one: one line, with what to do.

use std::fs;
use std::path::Path;

use sayso_tables::{Output, TableFormat, open};

use crate::corpus::{WIRE, corpus};
use crate::support::write;

/// The error of reading `path`, with the folder's name taken out.
#[track_caller]
fn check(folder: &Path, path: &str, expected: &str) {
    let error = match open(folder.join(path)) {
        Err(error) => error,
        Ok(mut records) => records.find_map(Result::err).expect("an error"),
    };
    let shown = error.to_string().replace(&folder.display().to_string(), "…");
    let expected = expected.trim();
    let matches = match expected.split_once('*') {
        Some((start, end)) => shown.starts_with(start) && shown.ends_with(end),
        None => shown == expected,
    };
    assert!(matches && !shown.contains('\n'), "{shown}");
}

fn both() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("said"), TableFormat::Parquet, &corpus());
    write(&folder.path().join("said.db"), TableFormat::Sqlite, &corpus());
    folder
}

fn sql(folder: &Path, statements: &str) {
    let database = rusqlite::Connection::open(folder.join("said.db")).expect("a database");
    database.execute_batch(statements).expect("SQL");
}

#[test]
fn files_of_others() {
    let folder = both();
    let at = folder.path();
    fs::write(at.join("article.txt"), "Moscow denied it.").expect("a file");
    fs::write(at.join("zeros.db"), b"SQLite format 3\0and no more").expect("a file");
    fs::create_dir(at.join("news")).expect("a folder");
    let foreign = "is no analysis; name a folder of Parquet files or an SQLite file that `sayso analyze` wrote";
    check(at, "article.txt", &format!("…/article.txt: {foreign}"));
    check(at, "news", &format!("…/news: {foreign}"));
    check(at, "zeros.db", &format!("…/zeros.db: {foreign}"));
    check(
        at,
        "none.db",
        "…/none.db: cannot be read (No such file or directory (os error 2)); check path and rights",
    );
    sql(at, "PRAGMA application_id = 7");
    check(at, "said.db", &format!("…/said.db: {foreign}"));
}

#[test]
fn other_versions() {
    let folder = both();
    let at = folder.path();
    sql(at, "PRAGMA user_version = 2");
    check(
        at,
        "said.db",
        "…/said.db: holds tables of version 2, this program reads version 1; use a newer one",
    );
    sql(at, "PRAGMA user_version = 0");
    check(
        at,
        "said.db",
        "…/said.db: holds tables of version 0, this program reads version 1; analyse the articles again",
    );
    // The version stands after its key in the last part of the file, which has no checksum.
    let path = at.join("said/mentions.parquet");
    let mut bytes = fs::read(&path).expect("a file");
    let key = b"sayso.tables.format";
    let found = bytes.windows(key.len()).rposition(|window| window == key).expect("the version");
    let digit = found + bytes[found..].iter().position(|&byte| byte == b'1').expect("a 1");
    bytes[digit] = b'3';
    fs::write(&path, bytes).expect("a file");
    check(
        at,
        "said",
        "…/said/mentions.parquet: holds tables of version 3, this program reads version 1; use a newer one",
    );
}

#[test]
fn what_is_missing() {
    let folder = both();
    let at = folder.path();
    sql(at, "ALTER TABLE attributions RENAME COLUMN confidence TO sureness");
    check(
        at,
        "said.db",
        "…/said.db: the table `attributions` has no column `confidence`; write the analysis again",
    );
    sql(at, "DROP TABLE mentions");
    check(at, "said.db", "…/said.db: the table `mentions` is missing; write the analysis again");
    fs::remove_file(at.join("said/entities.parquet")).expect("a file");
    check(at, "said", "…/said: the table `entities` is missing; write the analysis again");
}

#[test]
fn what_is_damaged() {
    let folder = both();
    let at = folder.path();
    let damaged =
        |path: &str| format!("…/{path}: is cut off or damaged (*); write the analysis again");
    for (path, keep) in [("said/attributions.parquet", 0.5), ("said.db", 0.5)] {
        let path = at.join(path);
        let bytes = fs::read(&path).expect("a file");
        fs::write(&path, &bytes[..(bytes.len() as f64 * keep) as usize]).expect("a file");
    }
    check(at, "said", &damaged("said/attributions.parquet"));
    check(at, "said.db", &damaged("said.db"));
}

#[test]
fn what_is_odd() {
    let folder = both();
    let at = folder.path();
    sql(at, "UPDATE attributions SET stance = 'shrug' WHERE row = 3");
    check(
        at,
        "said.db",
        "…/said.db: row 3 of `attributions` has an odd value in `stance`; write the analysis again",
    );
    sql(at, "UPDATE attributions SET document = 9 WHERE row = 1");
    check(
        at,
        "said.db",
        "…/said.db: row 1 of `attributions` stands out of the order of documents; sort by `document`",
    );
}

/// No flip of a byte makes the readers panic.
#[test]
fn flipped_bytes_are_errors_at_worst() {
    let folder = both();
    let at = folder.path();
    for (name, opened) in [("said/entities.parquet", "said"), ("said.db", "said.db")] {
        let path = at.join(name);
        let whole = fs::read(&path).expect("a file");
        for i in (0..whole.len()).step_by(whole.len() / 150) {
            let mut bytes = whole.clone();
            bytes[i] ^= 0x55;
            fs::write(&path, bytes).expect("a file");
            if let Ok(records) = open(at.join(opened)) {
                assert!(records.count() <= corpus_len() + 1);
            }
        }
        fs::write(&path, whole).expect("a file");
    }
}

fn corpus_len() -> usize {
    WIRE.lines().count() + 1
}

#[test]
fn what_is_in_the_way() {
    let folder = both();
    let at = folder.path();
    #[track_caller]
    fn refused(folder: &Path, path: &str, format: TableFormat, expected: &str) {
        let error = Output::create(folder.join(path), format).err().expect("an error").to_string();
        assert_eq!(error.replace(&folder.display().to_string(), "…"), expected);
    }
    refused(
        at,
        "said",
        TableFormat::Parquet,
        "…/said: is not empty; tables go to a folder of their own, which need not exist; --force replaces \
         tables",
    );
    refused(
        at,
        "said.db",
        TableFormat::Csv,
        "…/said.db: is a file; tables go to a folder of their own, which need not exist",
    );
    let no_file = "is not a regular file; these tables are written to one, which need not exist";
    refused(at, "said", TableFormat::Sqlite, &format!("…/said: {no_file}"));
    #[cfg(unix)]
    refused(at, "/dev/null", TableFormat::Sqlite, &format!("/dev/null: {no_file}"));
    let error =
        Output::create(at.join("no/such/said.db"), TableFormat::Sqlite).err().expect("an error");
    assert!(
        error.to_string().contains("check the folder, its permissions and the free space"),
        "{error}"
    );
}
