//! A report as a workbook for spreadsheets.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::shown;
use crate::Report;
use crate::table::{Cell, ColumnKind, ReportColumn, ReportTable, rounded};

/// Rows of a sheet below its head.
const MOST_ROWS: usize = 1_048_575;
/// UTF-16 units of a cell.
const MOST_UNITS: usize = 32_767;
/// Columns are at least and at most so wide.
const WIDTHS: (usize, usize) = (8, 60);
/// Room beside a head for the button of its filter.
const BUTTON: usize = 3;

/// Why tables cannot be a workbook.
///
/// ```
/// use sayso_report::{Report, ReportTable, write_xlsx};
///
/// let table = ReportTable::new("who/what", "Who", "Who.", Vec::new());
/// let error = write_xlsx(&mut Vec::new(), &Report { tables: vec![table] }).unwrap_err();
/// assert!(error.to_string().starts_with("no workbook can hold these tables: "));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("no workbook can hold these tables: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Appends `report` as a workbook (`.xlsx`): a sheet a table under its name, and before them one on what they show.
///
/// Counts are numbers, shares percentages, days and months dates. Words are never formulas, even if they begin like
/// one. The same report gives the same bytes.
///
/// ```
/// use sayso_report::{Aggregate, ReportOptions, write_xlsx};
///
/// let mut out = Vec::new();
/// write_xlsx(&mut out, &Aggregate::new(ReportOptions::default()).finish())?;
/// assert!(out.starts_with(b"PK"));
/// # Ok::<(), sayso_report::WorkbookError>(())
/// ```
///
/// # Errors
/// If a table has a name that no sheet can have, or two have the same. Those of an
/// [`Aggregate`](crate::Aggregate) have none of these.
pub fn write_xlsx(out: &mut Vec<u8>, report: &Report) -> Result<(), WorkbookError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    // Otherwise it is the time at which it is written.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    contents(workbook.add_worksheet(), &looks)?;
    for (i, table) in report.tables.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name)?;
        let notes = fill(sheet, table, &looks)?;
        let contents = workbook.worksheet_from_index(0)?;
        entry(contents, i as u32 + 1, table, &notes, &looks)?;
    }
    out.append(&mut workbook.save_to_buffer()?);
    Ok(())
}

/// Begins the sheet on all others.
fn contents(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Contents")?.set_freeze_panes(1, 0)?;
    let heads = [("sheet", 24.0), ("table", 32.0), ("rows", 8.0), ("about", 90.0), ("notes", 60.0)];
    for (i, (head, width)) in (0..).zip(heads) {
        sheet.set_column_width(i, width)?;
        sheet.write_string_with_format(0, i, head, &looks.head)?;
    }
    Ok(())
}

/// The line of a table there.
fn entry(
    sheet: &mut Worksheet,
    line: u32,
    table: &ReportTable,
    notes: &[String],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let place = format!("internal:'{}'!A1", table.name);
    sheet.write_url_with_text(line, 0, place.as_str(), table.name)?;
    sheet.write_string(line, 1, table.title)?;
    sheet.write_number_with_format(line, 2, table.rows.len() as f64, &looks.count)?;
    sheet.write_string_with_format(line, 3, &table.about, &looks.wrapped)?;
    sheet.write_string_with_format(line, 4, notes.join("; "), &looks.wrapped)?;
    Ok(())
}

/// Writes the rows of a table, and gives what a reader must know of them.
fn fill(
    sheet: &mut Worksheet,
    table: &ReportTable,
    looks: &Looks,
) -> Result<Vec<String>, XlsxError> {
    let rows = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let mut cut = 0;
    for (i, column) in (0..).zip(&table.columns) {
        let look = if column.kind == ColumnKind::Text { &looks.head } else { &looks.head_right };
        sheet.write_string_with_format(0, i, column.title, look)?;
        let mut width = column.title.width() + BUTTON;
        for (line, row) in (1..).zip(rows) {
            let Some(cell) = row.cells.get(usize::from(i)) else { continue };
            cut += u32::from(looks.write(sheet, (line, i), cell, column)?);
            width = width.max(shown(cell, column).width() + 1);
        }
        sheet.set_column_width(i, width.clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    if let (Some(last), false) = (table.columns.len().checked_sub(1), rows.is_empty()) {
        sheet.autofilter(0, 0, rows.len() as u32, last as u16)?;
    }
    let mut notes = table.notes.clone();
    if rows.len() < table.rows.len() {
        notes.push(format!("{} of {} rows are shown", rows.len(), table.rows.len()));
    }
    if cut > 0 {
        notes.push(format!("{cut} cells are cut to {MOST_UNITS} characters"));
    }
    Ok(notes)
}

/// How cells look.
struct Looks {
    head: Format,
    head_right: Format,
    count: Format,
    share: Format,
    score: Format,
    day: Format,
    month: Format,
    /// Of words that would be a formula if somebody typed them.
    quoted: Format,
    wrapped: Format,
}

impl Looks {
    fn new() -> Self {
        use rust_xlsxwriter::{FormatAlign, FormatBorder};
        let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
        let number = |format: &str| Format::new().set_num_format(format);
        let date = |format: &str| number(format).set_align(FormatAlign::Left);
        Self {
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            count: number("#,##0"),
            share: number("0.0%"),
            score: number("0.00"),
            day: date("yyyy-mm-dd"),
            month: date("yyyy-mm"),
            quoted: Format::new().set_quote_prefix(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }

    /// Writes a cell, and tells whether it had to be cut.
    fn write(
        &self,
        sheet: &mut Worksheet,
        (line, i): (u32, u16),
        cell: &Cell,
        column: &ReportColumn,
    ) -> Result<bool, XlsxError> {
        let (number, look) = match cell {
            Cell::Missing => return Ok(false),
            Cell::Text(text) => return self.write_text(sheet, (line, i), text, column),
            Cell::Count(count) => (*count as f64, &self.count),
            Cell::Share(score) if column.kind == ColumnKind::Score => (*score, &self.score),
            Cell::Share(share) => (*share, &self.share),
        };
        sheet.write_number_with_format(line, i, rounded(number), look)?;
        Ok(false)
    }

    fn write_text(
        &self,
        sheet: &mut Worksheet,
        (line, i): (u32, u16),
        text: &str,
        column: &ReportColumn,
    ) -> Result<bool, XlsxError> {
        if let Some((date, look)) = self.date(text).filter(|_| *column == ReportColumn::PERIOD) {
            sheet.write_datetime_with_format(line, i, &date, look)?;
            return Ok(false);
        }
        let kept = fitted(text);
        match kept.starts_with(['=', '+', '-', '@']) {
            true => sheet.write_string_with_format(line, i, kept, &self.quoted)?,
            false => sheet.write_string(line, i, kept)?,
        };
        Ok(kept.len() < text.len())
    }

    /// A day, or a month as its first day; nothing for what spreadsheets have no date for.
    fn date(&self, text: &str) -> Option<(ExcelDateTime, &Format)> {
        let mut parts = text.split('-');
        let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let (day, look) = match parts.next() {
            Some(day) => (day.parse().ok()?, &self.day),
            None => (1, &self.month),
        };
        Some((ExcelDateTime::from_ymd(year, month, day).ok()?, look))
    }
}

/// As much of the text as a cell holds.
fn fitted(text: &str) -> &str {
    let mut units = 0;
    let beyond = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MOST_UNITS
    });
    beyond.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_cut_between_characters() {
        assert_eq!(fitted("Kovalenko"), "Kovalenko");
        let long = format!("x{}", "𝔼".repeat(MOST_UNITS));
        assert_eq!(fitted(&long).encode_utf16().count(), MOST_UNITS);
        let long = "𝔼".repeat(MOST_UNITS);
        assert_eq!(fitted(&long).encode_utf16().count(), MOST_UNITS - 1);
    }

    #[test]
    fn dates_are_days_or_months_that_spreadsheets_know() {
        let looks = Looks::new();
        let date = |text: &str| looks.date(text).map(|(date, _)| date.to_excel());
        assert_eq!(date("2024-11-23"), Some(45_619.0));
        assert_eq!(date("2024-11"), Some(45_597.0));
        assert_eq!(date("1812-06-24"), None);
        assert_eq!(date("not dated"), None);
    }
}
