//! JSON Lines with the line number in every error.

use std::collections::HashSet;
use std::io::BufRead;

use serde::de::DeserializeOwned;

use crate::EvalError;

/// Parses every line that is not empty.
pub(crate) fn parse<T: DeserializeOwned>(
    reader: impl BufRead,
    wanted: &'static str,
) -> impl Iterator<Item = Result<(usize, T), EvalError>> {
    reader.lines().enumerate().filter_map(move |(i, text)| {
        let line = i + 1;
        let text = match text {
            Ok(text) if text.trim().is_empty() => return None,
            Ok(text) => text,
            Err(source) => return Some(Err(EvalError::Read { line, source })),
        };
        let parsed = serde_json::from_str(&text);
        Some(match parsed {
            Ok(value) => Ok((line, value)),
            Err(error) => {
                // The parser was given one line and always calls it the first.
                let problem = error.to_string().replace(" at line 1 column ", " at column ");
                Err(EvalError::Json { line, wanted, problem })
            }
        })
    })
}

/// Parses every line that is not empty and refuses ids that occur twice.
pub(crate) fn parse_documents<T: DeserializeOwned>(
    reader: impl BufRead,
    wanted: &'static str,
    id: impl Fn(&T) -> &str,
) -> Result<Vec<(usize, T)>, EvalError> {
    let mut seen = HashSet::new();
    let mut documents = Vec::new();
    for parsed in parse::<T>(reader, wanted) {
        let (line, document) = parsed?;
        let id = id(&document);
        if !seen.insert(id.to_owned()) {
            return Err(EvalError::RepeatedId { line, id: id.to_owned() });
        }
        documents.push((line, document));
    }
    Ok(documents)
}
