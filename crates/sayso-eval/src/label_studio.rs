//! Gold from Label Studio: tasks with the annotations that people corrected there.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use serde::Deserialize;

use crate::articles::{are_at, in_text, nest};
use crate::{Article, Attribution, EvalError, Span};

#[derive(Deserialize)]
struct Task {
    data: Data,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Data {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    was_cancelled: bool,
    result: Vec<Found>,
}

/// A region, a choice for one, or a relation between two.
#[derive(Deserialize)]
struct Found {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    id: String,
    from_name: Option<String>,
    value: Option<Value>,
    from_id: Option<String>,
    to_id: Option<String>,
}

#[derive(Deserialize)]
struct Value {
    start: Option<u32>,
    end: Option<u32>,
    text: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    choices: Vec<String>,
}

impl Value {
    fn span(&self) -> Option<Span> {
        self.start.zip(self.end)
    }
}

/// Reads a JSON export of Label Studio with tasks of the form that `sayso analyze --format label-studio` writes. Of each task the last
/// annotation that was not cancelled counts; tasks without one were not looked at, and are left out.
///
/// ```
/// let export = r#"[{"data": {"id": "a1", "text": "Moscow denied it."}, "annotations": [{"result": [
///     {"id": "r1", "type": "labels", "value": {"start": 7, "end": 13, "labels": ["Cue"]}},
///     {"id": "r2", "type": "labels", "value": {"start": 0, "end": 6, "labels": ["Source"]}},
///     {"type": "relation", "from_id": "r1", "to_id": "r2"}]}]}]"#;
/// let gold = sayso_eval::read_label_studio(export.as_bytes())?;
/// assert_eq!(gold[0].attributions[0].source, [(0, 6)]);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
///
/// # Errors
/// If it is no such list.
pub fn read_label_studio(reader: impl Read) -> Result<Vec<Article>, EvalError> {
    let tasks: Vec<Task> = serde_json::from_reader(reader).map_err(|problem| EvalError::Json {
        line: problem.line(),
        wanted: "a JSON export of Label Studio",
        problem: problem.to_string(),
    })?;
    let mut articles = Vec::new();
    for Task { data: Data { id, text }, annotations } in tasks {
        let kept = annotations.iter().rev().find(|annotation| !annotation.was_cancelled);
        let Some(corrected) = kept else { continue };
        let spans = corrected.result.iter().filter_map(|found| found.value.as_ref()?.span());
        let letters: Vec<char> = text.chars().collect();
        in_text(&id, &spans.collect::<Vec<_>>(), letters.len())?;
        for value in corrected.result.iter().filter_map(|found| found.value.as_ref()) {
            if let (Some(words), Some(span)) = (&value.text, value.span())
                && !are_at(words, &[span], &letters)
            {
                return Err(EvalError::Words { id, words: words.clone() });
            }
        }
        let attributions = attributions(&corrected.result);
        articles.push(Article { id, text, attributions });
    }
    Ok(articles)
}

/// The attributions of one annotation, in the order of their cues.
fn attributions(found: &[Found]) -> Vec<Attribution> {
    let mut regions: HashMap<&str, (&str, Span)> = HashMap::new();
    let mut stances = HashMap::new();
    for one in found {
        let Some(value) = &one.value else { continue };
        if let (Some(label), Some(span)) = (value.labels.first(), value.span()) {
            regions.insert(&one.id, (label, span));
        }
        if let (Some("stance"), Some(stance)) = (one.from_name.as_deref(), value.choices.first()) {
            stances.insert(&*one.id, stance);
        }
    }
    let mut links: HashMap<&str, Vec<&str>> = HashMap::new();
    for one in found.iter().filter(|one| one.kind == "relation") {
        if let (Some(from), Some(to)) = (&one.from_id, &one.to_id) {
            links.entry(from).or_default().push(to);
        }
    }
    let label = |id: &str| regions.get(id).map_or("", |region| region.0);
    // A further piece of a cue is no cue of its own.
    let of_cues = links.iter().filter(|(from, _)| label(from) == "Cue");
    let pieces: HashSet<&str> = of_cues.flat_map(|(_, to)| to.iter().copied()).collect();
    // What goes on without a cue begins at its content.
    let begins = |id: &str| match label(id) {
        "Cue" => !pieces.contains(id),
        "Content" => links.contains_key(id) || stances.contains_key(id),
        _ => false,
    };
    let mut anchors: Vec<(Span, &str)> =
        regions.iter().filter(|(id, _)| begins(id)).map(|(&id, &(_, span))| (span, id)).collect();
    anchors.sort_unstable();
    let attribution = |(_, anchor): (Span, &str)| {
        let mut attribution = Attribution::default();
        let ends = links.get(anchor).into_iter().flatten().copied();
        for id in [anchor].into_iter().chain(ends) {
            let Some(&(label, span)) = regions.get(id) else { continue };
            if let Some(spans) = attribution.role_mut(label) {
                spans.push(span);
                spans.sort_unstable();
            }
        }
        attribution.stance = stances.get(anchor).map(|&stance| stance.clone());
        attribution
    };
    let mut attributions: Vec<Attribution> = anchors.into_iter().map(attribution).collect();
    nest(&mut attributions);
    attributions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_left_is_gold() {
        let export = r#"[
            {"data": {"id": "seen", "text": "“Yes,” he said, “no.”"}, "annotations": [
                {"result": [{"id": "x", "type": "labels", "value": {"start": 0, "end": 1, "labels": ["Cue"]}}]},
                {"was_cancelled": false, "result": [
                    {"id": "a", "type": "labels", "value": {"start": 10, "end": 14, "labels": ["Cue"]}},
                    {"id": "a", "type": "choices", "from_name": "stance", "value": {"start": 10, "end": 14, "choices": ["assert"]}},
                    {"id": "b", "type": "labels", "value": {"start": 16, "end": 21, "labels": ["Content"]}},
                    {"id": "c", "type": "labels", "value": {"start": 0, "end": 6, "labels": ["Content"]}},
                    {"id": "p", "type": "labels", "value": {"start": 7, "end": 9, "labels": ["Person"]}},
                    {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["Content"]},
                    {"type": "relation", "from_id": "a", "to_id": "c"}]},
                {"was_cancelled": true, "result": []}]},
            {"data": {"id": "unseen", "text": "Well."}, "predictions": [{"result": []}]}]"#;
        let gold = read_label_studio(export.as_bytes()).expect("whole");
        assert_eq!(gold.len(), 1);
        let [one] = &*gold[0].attributions else { panic!("{gold:?}") };
        assert_eq!((&*one.cue, &*one.content), (&[(10, 14)][..], &[(0, 6), (16, 21)][..]));
        assert_eq!(one.stance.as_deref(), Some("assert"));
    }

    #[test]
    fn a_region_beyond_the_text_is_told() {
        let export = r#"[{"data": {"id": "a", "text": "Yes."}, "annotations": [{"result": [
            {"id": "x", "type": "labels", "value": {"start": 2, "end": 9, "labels": ["Cue"]}}]}]}]"#;
        let error = read_label_studio(export.as_bytes()).expect_err("too long");
        assert!(
            error
                .to_string()
                .starts_with("document `a`: span [2, 9] is not in the text of 4 characters")
        );
    }

    #[test]
    fn what_is_no_export_is_said() {
        let error = read_label_studio("{\"id\": 1}".as_bytes()).expect_err("no list");
        assert!(
            error.to_string().starts_with("line 1: not a JSON export of Label Studio ("),
            "{error}"
        );
    }
}
