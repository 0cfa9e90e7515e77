//! What a system found in a document, as its record says: the part of a record that can be scored.
//!
//! Only `id` is needed. Layers that a record lacks count as nothing found. Fields beyond these are
//! passed over, so that records of later versions and of other systems can be scored.

use std::collections::HashMap;
use std::io::BufRead;

use serde::Deserialize;

use crate::articles::{Attribution, Span};
use crate::{EvalError, lines};

/// The scored fields of one record. Offsets count code points.
///
/// ```
/// let record = r#"{"id": "a1", "sentences": [[0, 17]], "tokens": [{"start": 0, "end": 6}],
///     "attributions": [{"source": {"spans": [[0, 6]]}, "cue": {"spans": [[7, 13]]},
///                       "content": {"spans": [[14, 16]]}}]}"#;
/// let found = sayso_eval::read_predictions(record.replace('\n', "").as_bytes())?;
/// assert_eq!(found["a1"].attributions[0].content, [(14, 16)]);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Prediction {
    /// The name that joins gold and prediction.
    pub id: String,
    #[serde(default)]
    offsets: Option<String>,
    /// Sentences, in order.
    #[serde(default)]
    pub sentences: Vec<Span>,
    /// Tokens, in order.
    #[serde(default)]
    pub tokens: Vec<PredictedToken>,
    /// What the text names.
    #[serde(default)]
    pub entities: Vec<PredictedEntity>,
    /// Who said what.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
}

/// One token with whatever grammar the record holds.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PredictedToken {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
    /// The universal part of speech.
    pub upos: Option<String>,
    /// The dictionary form.
    pub lemma: Option<String>,
    /// The index, in the document, of the token it hangs on; the root's own.
    pub head: Option<u32>,
    /// The relation to the head.
    pub deprel: Option<String>,
}

/// One named thing with the places that name it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PredictedEntity {
    /// The type: see [`NameKind::from_label`](crate::NameKind::from_label).
    pub kind: String,
    /// Where it is named.
    pub mentions: Vec<Mention>,
}

/// One stretch of text that names something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Mention {
    /// The first character.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
}

/// Reads a whole file of records, by id.
///
/// # Errors
/// If a line is not such an object, an id occurs twice, or offsets count something else than code points.
pub fn read_predictions(reader: impl BufRead) -> Result<HashMap<String, Prediction>, EvalError> {
    let records = lines::parse_documents(reader, "a record", |p: &Prediction| &p.id)?;
    let mut predictions = HashMap::with_capacity(records.len());
    for (line, prediction) in records {
        if let Some(unit) = prediction.offsets.as_deref().filter(|&unit| unit != "char") {
            return Err(EvalError::Offsets { line, unit: unit.to_owned() });
        }
        predictions.insert(prediction.id.clone(), prediction);
    }
    Ok(predictions)
}
