//! The tables in CSV that users bring: rows with their lines, and fields by the names of their columns.

use std::io::Read;

/// A table whose first line names its columns, in any order. Other columns are passed over.
///
/// ```
/// use sayso_entities::ListTable;
///
/// let text = "kind,name\nplace, Kyiv\nweapon,\n";
/// let mut table = ListTable::open(text.as_bytes(), &["name", "kind", "link"], 2).unwrap();
/// let mut rows = table.rows();
/// let row = rows.next().unwrap().unwrap();
/// assert_eq!((row.line(), row.key(), row.field(1), row.field(2)), (2, "Kyiv", "place", ""));
/// assert_eq!(rows.next().unwrap().unwrap_err().to_string(), "line 3: has no name");
/// ```
pub struct ListTable<R> {
    reader: csv::Reader<R>,
    names: &'static [&'static str],
    places: Vec<Option<usize>>,
}

/// A row of a table.
///
/// ```
/// use sayso_entities::ListTable;
///
/// let mut table = ListTable::open("cue\ngo  on record\n".as_bytes(), &["cue"], 1).unwrap();
/// assert_eq!(table.rows().next().unwrap().unwrap().key(), "go on record");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    line: u64,
    fields: Vec<String>,
}

/// A table that cannot be read, with the line where it goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The table is broken, or no UTF-8.
    #[error("line {line}: cannot be read ({problem})")]
    Broken {
        /// Counted from 1.
        line: u64,
        /// What the reader said.
        problem: String,
    },
    /// The first line does not name the columns.
    #[error("line 1: has no column `{column}`; begin with the line {}", header.join(","))]
    Column {
        /// The one that is missing.
        column: &'static str,
        /// All that there can be.
        header: &'static [&'static str],
    },
    /// A row without what it is about.
    #[error("line {line}: has no {column}")]
    Empty {
        /// Counted from 1.
        line: u64,
        /// The first column.
        column: &'static str,
    },
}

impl<R: Read> ListTable<R> {
    /// Reads the first line of `table`, which has to name the first `needed` of the columns `names`.
    ///
    /// # Errors
    /// If it does not, or cannot be read.
    pub fn open(
        table: R,
        names: &'static [&'static str],
        needed: usize,
    ) -> Result<Self, TableError> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(table);
        let headers = reader.headers().map_err(|error| broken(&error))?;
        let place = |name: &&str| {
            headers.iter().position(|header| header.trim_start_matches('\u{feff}') == *name)
        };
        let places: Vec<Option<usize>> = names.iter().map(place).collect();
        match places.iter().take(needed).position(Option::is_none) {
            Some(missing) => Err(TableError::Column { column: names[missing], header: names }),
            None => Ok(Self { reader, names, places }),
        }
    }

    /// The rows behind the first line.
    pub fn rows(&mut self) -> impl Iterator<Item = Result<ListRow, TableError>> {
        let Self { reader, names, places } = self;
        reader.records().map(|row| {
            let row = row.map_err(|error| broken(&error))?;
            let line = row.position().map_or(0, csv::Position::line);
            let field = |place: &Option<usize>| place.and_then(|i| row.get(i)).unwrap_or("");
            let mut fields: Vec<String> = places.iter().map(|p| field(p).to_owned()).collect();
            let Some(key) = fields.first_mut().filter(|key| !key.is_empty()) else {
                return Err(TableError::Empty { line, column: names.first().unwrap_or(&"entry") });
            };
            *key = key.split_whitespace().collect::<Vec<_>>().join(" ");
            Ok(ListRow { line, fields })
        })
    }
}

impl ListRow {
    /// The line where it begins, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The field of the first column, with single blanks; never empty.
    pub fn key(&self) -> &str {
        self.field(0)
    }

    /// The field of a column, by its place among the names of the table; empty if there is none.
    pub fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", String::as_str)
    }
}

fn broken(error: &csv::Error) -> TableError {
    let line = error.position().map_or(1, csv::Position::line);
    let problem = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "no UTF-8".to_owned(),
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string().replace('\n', " "),
    };
    TableError::Broken { line, problem }
}
