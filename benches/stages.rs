//! Bytes per second of each stage and of the whole way from text to record.
//!
//! Counts are asserted inside the measured loop: a stage that found nothing would be fast.
#![allow(missing_docs, reason = "criterion's macros make public functions")]

use benches::ARTICLES;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use sayso::{Analysis, Analyzer, OffsetUnit, Scratch};
use sayso_record::{Header, Layers, PrettyOptions, Record, write_pretty};
use sayso_text::{Segmentation, SegmentationModel, SegmentationScratch};

criterion_main!(stages);
criterion_group!(stages, text, analysis, record, view);

/// Tokens, sentences, quotation marks.
fn text(criterion: &mut Criterion) {
    each(criterion, "text", |text| {
        let (mut scratch, mut segmentation) =
            (SegmentationScratch::default(), Segmentation::default());
        move || {
            SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
            segmentation.tokens().len()
        }
    });
}

/// All layers.
fn analysis(criterion: &mut Criterion) {
    let analyzer = Analyzer::new();
    each(criterion, "analysis", |text| {
        let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
        let analyzer = &analyzer;
        move || {
            analyzer.analyze_into(text, &mut scratch, &mut analysis);
            analysis.attributions.len()
        }
    });
}

/// From text to a line of JSON.
fn record(criterion: &mut Criterion) {
    let analyzer = Analyzer::new();
    each(criterion, "pipeline", |text| {
        let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
        let (analyzer, mut line) = (&analyzer, Vec::new());
        move || {
            analyzer.analyze_into(text, &mut scratch, &mut analysis);
            let (header, layers) = (Header::default(), Layers::default());
            line.clear();
            Record::new(header, text, &analysis, layers, OffsetUnit::Char).write_line(&mut line);
            line.len()
        }
    });
}

/// The reading view of an analysis.
fn view(criterion: &mut Criterion) {
    let analyzer = Analyzer::new();
    each(criterion, "view", |text| {
        let analysis = analyzer.analyze(text);
        let mut view = String::new();
        move || {
            view.clear();
            let options = PrettyOptions { width: 100, color: true };
            write_pretty(&mut view, &Header::default(), text, &analysis, options);
            view.len()
        }
    });
}

/// Measures what `prepare` makes of every article.
fn each<W: FnMut() -> usize>(
    criterion: &mut Criterion,
    name: &str,
    prepare: impl Fn(&'static str) -> W,
) {
    let mut group: BenchmarkGroup<'_, WallTime> = criterion.benchmark_group(name);
    for article in ARTICLES {
        let mut work = prepare(article.text);
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.bench_function(article.name, |bencher| {
            bencher.iter(|| {
                let found = work();
                assert_ne!(found, 0, "nothing found in {}", article.name);
                found
            });
        });
    }
    group.finish();
}
