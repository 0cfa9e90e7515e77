//! What a client gets back, chosen by its `Accept` header.

use axum::http::{HeaderMap, StatusCode, header};
use sayso::Analysis;
use sayso_record::{Header, Layers, Record, write_conllu, write_html, write_web_annotations};
use sayso_tables::{Table, Tables, write_csv};

use super::options::Chosen;
use super::problem::Problem;
use crate::analysis::Depth;

/// Why writing to memory cannot fail.
const MEMORY: &str = "memory takes all";

/// A form of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Record,
    Html,
    Annotations,
    Conllu,
    Csv,
}

/// All forms with their media types; the first is what anybody gets who wants nothing else.
pub(super) const FORMS: [(Form, &str); 5] = [
    (Form::Record, "application/json"),
    (Form::Html, "text/html"),
    (Form::Annotations, "application/ld+json"),
    (Form::Conllu, "text/x-conllu"),
    (Form::Csv, "text/csv"),
];

/// Their media types, and that of a stream.
pub(super) const MEDIA: [&str; FORMS.len() + 1] = {
    let mut media = [super::lines::MEDIA; FORMS.len() + 1];
    let mut at = 0;
    while at < FORMS.len() {
        media[at] = FORMS[at].1;
        at += 1;
    }
    media
};

impl Form {
    /// The form that is wanted most of those that there are.
    pub(super) fn wanted(headers: &HeaderMap) -> Result<Self, Problem> {
        best(headers, FORMS)
    }

    /// How much of a text it needs, if that does not depend on the layers that are asked for.
    pub(super) fn depth(self) -> Option<Depth> {
        match self {
            Self::Record => None,
            Self::Conllu => Some(Depth::SYNTAX),
            Self::Html | Self::Annotations | Self::Csv => Some(Depth::default()),
        }
    }

    /// Its media type, as a header.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::Record => "application/json",
            Self::Html => "text/html; charset=utf-8",
            Self::Annotations => {
                "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\""
            }
            Self::Conllu => "text/x-conllu; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// Writes what was found last.
    pub(super) fn write(
        self,
        header: Header,
        text: &str,
        analysis: &Analysis,
        chosen: &Chosen,
    ) -> Vec<u8> {
        let offsets = chosen.offsets;
        // Everything but the record itself needs the text, and has layers of its own.
        let record = |header| Record::new(header, text, analysis, Layers::default(), offsets);
        match self {
            Self::Record => {
                let mut line = Vec::new();
                let layers = chosen.layers;
                Record::write_new(header, text, analysis, layers, offsets, &mut line)
                    .expect(MEMORY);
                line
            }
            Self::Html => {
                let mut html = String::new();
                write_html(&mut html, &record(header));
                html.into_bytes()
            }
            Self::Annotations => {
                let mut line = Vec::new();
                write_web_annotations(&mut line, &record(header)).expect(MEMORY);
                line
            }
            Self::Conllu => {
                let mut sentences = String::new();
                write_conllu(&mut sentences, &header, text, analysis, offsets);
                sentences.into_bytes()
            }
            Self::Csv => {
                let mut tables = Tables::of(&[Table::Attributions]);
                tables.push(&record(header));
                let mut csv = Vec::new();
                for (table, batch) in tables.finish() {
                    if table == Table::Attributions {
                        write_csv(&mut csv, table, &batch).expect(MEMORY);
                    }
                }
                csv
            }
        }
    }
}

/// The best of `forms` for a client, by its `Accept` header (RFC 9110).
pub(super) fn best<T: Copy, const N: usize>(
    headers: &HeaderMap,
    forms: [(T, &'static str); N],
) -> Result<T, Problem> {
    let accept: Vec<&str> =
        headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let accept = accept.join(",");
    if accept.trim().is_empty() {
        return Ok(forms[0].0);
    }
    let mut found: Option<(f32, T)> = None;
    for (form, media) in forms {
        let quality = quality(&accept, media);
        if quality > found.map_or(0.0, |(best, _)| best) {
            found = Some((quality, form));
        }
    }
    found.map(|(_, form)| form).ok_or_else(|| {
        let names = forms.map(|(_, media)| media).join(", ");
        Problem::new(StatusCode::NOT_ACCEPTABLE, format!("ask for one of {names}")).of("accept")
    })
}

/// How much a client wants a media type, from 0 to 1: the most exact range that fits counts.
fn quality(accept: &str, media: &str) -> f32 {
    let family = media.split('/').next().unwrap_or_default();
    let mut best = (0, 0.0);
    for range in accept.split(',') {
        let mut parts = range.split(';');
        let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let exact = match name.as_str() {
            name if name == media => 3,
            name if name.strip_suffix("/*").is_some_and(|range| range == family) => 2,
            "*/*" => 1,
            _ => continue,
        };
        let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
        let weight: f32 = weight.map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
        if exact > best.0 {
            best = (exact, weight);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_form_is_given() {
        #[track_caller]
        fn check(accept: &str, expected: Option<Form>) {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            assert_eq!(Form::wanted(&headers).ok(), expected);
        }
        check("*/*", Some(Form::Record));
        check("", Some(Form::Record));
        check("text/html, */*;q=0.1", Some(Form::Html));
        check("text/*;q=0.5, application/ld+json;q=0.6", Some(Form::Annotations));
        check("text/csv", Some(Form::Csv));
        check("*/*, application/json;q=0, text/html;q=0", Some(Form::Annotations));
        check("image/png", None);
    }
}
