//! How right the program is on a group of articles.

use std::collections::{BTreeSet, HashMap};

use sayso_eval::{
    Article, Attribution, Labelled, Prediction, Score, Share, Span, score_attributions,
    score_fields,
};

use crate::found::Found;
use crate::markup::Annotated;

/// A quotation shorter than this may be a scare quote or a title.
const LONG: usize = 6;

/// The figures that have a floor, in percent, by name.
pub(crate) fn figures(group: &[(&Annotated, &Found)]) -> Vec<(&'static str, f64)> {
    let gold: Vec<Article> = group.iter().map(|(gold, _)| outermost(&gold.article)).collect();
    let predictions: HashMap<String, Prediction> = group
        .iter()
        .map(|(_, found)| (found.prediction.id.clone(), found.prediction.clone()))
        .collect();
    let spans = score_attributions(&gold, &predictions).expect("both are of this text");
    let labels: Vec<Labelled> = gold
        .iter()
        .flat_map(|article| {
            article.attributions.iter().map(|attribution| Labelled {
                id: article.id.clone(),
                attribution: attribution.clone(),
            })
        })
        .collect();
    let fields = score_fields(&labels, &gold, &predictions).expect("both are of this text");
    let (mut quotations, mut speakers, mut inner) =
        (Share::default(), Share::default(), Share::default());
    for (gold, found) in group {
        add(&mut quotations, long_quotations(gold, found));
        add(&mut speakers, named_speakers(gold, found));
        add(&mut inner, inner_attributions(gold, found));
    }
    let f1 = |score: Score| score.f1;
    vec![
        ("attribution", f1(spans.attribution)),
        ("attribution strict", f1(spans.strict)),
        ("content exact", f1(spans.content.exact)),
        ("source exact", f1(spans.source.exact)),
        ("cue exact", f1(spans.cue.exact)),
        ("long quotations", quotations.value()),
        ("stance", fields.stance.value()),
        ("kind", fields.kind.value()),
        ("quotation", fields.quotation.value()),
        ("speaker", speakers.value()),
        ("inner", inner.value()),
        ("calibration", 1.0 - calibration_error(&rated(group))),
    ]
    .into_iter()
    .map(|(name, share)| (name, 100.0 * share))
    .collect()
}

/// How sure the program is of each outermost attribution that it finds, and whether that is right.
pub(crate) fn rated(group: &[(&Annotated, &Found)]) -> Vec<(f64, bool)> {
    let of_article = |&(gold, found): &(&Annotated, &Found)| {
        let outermost = |a: &Attribution| a.parent.is_none();
        let right: BTreeSet<usize> =
            pairs(gold, found, outermost).into_iter().map(|(_, found)| found).collect();
        let all = found.prediction.attributions.iter().enumerate().filter(|(_, a)| outermost(a));
        all.map(|(at, _)| (found.confidences[at], right.contains(&at))).collect::<Vec<_>>()
    };
    group.iter().flat_map(of_article).collect()
}

/// The expected calibration error in ten bins (Naeini et al., "Obtaining well calibrated probabilities using bayesian
/// binning", 2015).
fn calibration_error(rated: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for &(confidence, right) in rated {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += confidence;
        bin.1 += f64::from(u8::from(right));
    }
    bins.iter().map(|(sum, right)| (sum - right).abs()).sum::<f64>() / rated.len().max(1) as f64
}

/// The article without attributions that are inside of others: these are scored apart.
fn outermost(article: &Article) -> Article {
    let mut article = article.clone();
    article.attributions.retain(|attribution| attribution.parent.is_none());
    article
}

fn add(total: &mut Share, share: Share) {
    total.right += share.right;
    total.of += share.of;
}

/// Direct quotations of six words and more, paragraph by paragraph, that lie inside one content found.
fn long_quotations(gold: &Annotated, found: &Found) -> Share {
    let text: Vec<char> = gold.article.text.chars().collect();
    let contents: Vec<BTreeSet<u32>> = found
        .prediction
        .attributions
        .iter()
        .map(|attribution| letters(&text, &attribution.content))
        .collect();
    let mut share = Share::default();
    let direct = |a: &&Attribution| a.parent.is_none() && a.quotation.as_deref() == Some("direct");
    for &(start, end) in gold.article.attributions.iter().filter(direct).flat_map(|a| &a.content) {
        let piece: String = text[start as usize..end as usize].iter().collect();
        if piece.split_whitespace().count() >= LONG {
            let piece = letters(&text, &[(start, end)]);
            share.of += 1;
            share.right += usize::from(contents.iter().any(|content| piece.is_subset(content)));
        }
    }
    share
}

/// Sources that somebody's name is known for, in attributions that match: is the entity of that name?
fn named_speakers(gold: &Annotated, found: &Found) -> Share {
    let mut share = Share::default();
    for (g, f) in pairs(gold, found, |attribution| attribution.parent.is_none()) {
        if let Some(name) = &gold.speakers[g] {
            share.of += 1;
            let right = found.speakers[f].as_ref().is_some_and(|found| same_name(found, name));
            share.right += usize::from(right);
        }
    }
    share
}

/// "Gov. Leland Marsh" is Leland Marsh, also where a line ends within it.
pub(crate) fn same_name(found: &str, name: &str) -> bool {
    let words = found.split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_lowercase().contains(&name.to_lowercase())
}

/// Inner attributions that are found, at whatever depth.
fn inner_attributions(gold: &Annotated, found: &Found) -> Share {
    let of = gold.article.attributions.iter().filter(|a| a.parent.is_some()).count();
    let right = pairs(gold, found, |_| true)
        .iter()
        .filter(|&&(g, _)| gold.article.attributions[g].parent.is_some())
        .count();
    Share { right, of }
}

/// Attributions that match as the scorer matches them: source and content at least half in common, one to
/// one, best first. Only those that are `wanted` take part.
pub(crate) fn pairs(
    gold: &Annotated,
    found: &Found,
    wanted: impl Fn(&Attribution) -> bool,
) -> Vec<(usize, usize)> {
    let text: Vec<char> = gold.article.text.chars().collect();
    let mut likely = Vec::new();
    for (g, gold) in gold.article.attributions.iter().enumerate() {
        for (f, found) in found.prediction.attributions.iter().enumerate() {
            if wanted(gold) && wanted(found) {
                let shared = |role: fn(&Attribution) -> &[Span]| {
                    jaccard(&letters(&text, role(gold)), &letters(&text, role(found)))
                };
                let (source, content) = (shared(|a| &a.source), shared(|a| &a.content));
                if source >= 0.5 && content >= 0.5 {
                    likely.push((source + content, g, f));
                }
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, g, f) in likely {
        if pairs.iter().all(|&(used_g, used_f)| g != used_g && f != used_f) {
            pairs.push((g, f));
        }
    }
    pairs
}

fn jaccard(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
    match a.union(b).count() {
        0 => 1.0,
        all => a.intersection(b).count() as f64 / all as f64,
    }
}

/// The places of letters and digits within spans: marks and spaces do not count.
pub(crate) fn letters(text: &[char], spans: &[Span]) -> BTreeSet<u32> {
    let places = spans.iter().flat_map(|&(start, end)| start..end);
    places.filter(|&at| text[at as usize].is_alphanumeric()).collect()
}
