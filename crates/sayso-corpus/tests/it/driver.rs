//! The driver: order, failures, bounds, endings.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use sayso_corpus::{
    Cancel, Document, Event, Inputs, Next, OrderedPool, Outcome, Pending, ReadOptions, RunOptions,
    Summary, quiet_panics, run,
};

use crate::support::Folder;

const THREADS: [usize; 4] = [1, 2, 3, 8];

fn documents(texts: &[String]) -> impl Iterator<Item = Pending> + Send + use<> {
    let texts = texts.to_vec();
    (0..).zip(texts).map(|(number, text): (u32, _)| Document::new(number.to_string(), text).into())
}

fn numbered(count: usize) -> impl Iterator<Item = Pending> + Send + use<> {
    documents(&vec!["Text.".to_owned(); count])
}

fn ids<R>(outcomes: &[Outcome<R>]) -> Vec<u32> {
    outcomes.iter().map(|outcome| outcome.id.parse().unwrap()).collect()
}

/// Runs `work` over `inputs` and returns what was delivered.
fn collect<R: Send>(
    inputs: impl Iterator<Item = Pending> + Send,
    options: &RunOptions,
    work: impl Fn(&Document) -> R + Sync,
) -> (Vec<Outcome<R>>, Summary) {
    let mut outcomes = Vec::new();
    let deliver = |outcome| {
        outcomes.push(outcome);
        Ok::<_, ()>(())
    };
    let summary = run(inputs, options, || (), |(), document| work(document), deliver).unwrap();
    (outcomes, summary)
}

proptest! {
    #[test]
    fn results_come_in_input_order(
        texts in prop::collection::vec("[a-z]{0,40}", 0..300),
        threads in 1usize..6,
        window_documents in 0usize..20,
        window_bytes in 0usize..200,
        skip in 0u64..100,
    ) {
        let options =
            RunOptions { threads, window_documents, window_bytes, skip, ..RunOptions::default() };
        let (outcomes, summary) = collect(documents(&texts), &options, |document| {
            document.text.len()
        });
        prop_assert_eq!(ids(&outcomes), (0..texts.len() as u32).collect::<Vec<_>>());
        for (index, (outcome, text)) in (0..).zip(outcomes.iter().zip(&texts)) {
            match outcome.event {
                Event::Done(length) => prop_assert!(length == text.len() && index >= skip),
                Event::Replayed => prop_assert!(index < skip),
                Event::Failed(_) => prop_assert!(false),
            }
        }
        prop_assert_eq!(summary.documents + summary.replayed, texts.len() as u64);
        prop_assert_eq!(summary.bytes, texts.iter().map(String::len).sum::<usize>() as u64);
    }
}

#[test]
fn slow_documents_do_not_change_the_order() {
    for threads in THREADS {
        let options = RunOptions { threads, ..RunOptions::default() };
        let (outcomes, _) = collect(numbered(200), &options, |document| {
            if document.id.ends_with('7') {
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        assert_eq!(ids(&outcomes), (0..200).collect::<Vec<_>>());
    }
}

#[test]
fn a_panic_fails_one_document_and_renews_the_worker() {
    quiet_panics();
    for threads in THREADS {
        let made = AtomicUsize::new(0);
        let mut failures = Vec::new();
        let summary = run(
            numbered(100),
            &RunOptions { threads, ..RunOptions::default() },
            || {
                made.fetch_add(1, Ordering::Relaxed);
                Cell::new(false)
            },
            |half_changed: &mut Cell<bool>, document| {
                assert!(!half_changed.replace(true), "state survived a panic");
                assert!(document.id != "42", "no verb in {}", document.id);
                half_changed.set(false);
            },
            |outcome| {
                if let Event::Failed(failure) = outcome.event {
                    failures.push(failure.to_string());
                }
                Ok::<_, ()>(())
            },
        );
        assert_eq!(failures.len(), 1);
        let failure = &failures[0];
        assert!(
            failure.starts_with("42: the analysis failed (") && failure.contains("no verb in 42")
        );
        let summary = summary.unwrap();
        assert_eq!((summary.documents, summary.failed), (99, 1));
        assert!((2..=threads + 1).contains(&made.into_inner()));
    }
}

#[test]
fn unreadable_inputs_keep_their_place() {
    let folder = Folder::with(&[
        ("a.txt", b"A."),
        ("b.jsonl", b"{\"text\": \"B1.\"}\nbad\n{\"text\": \"na\xC3\xAFve\"}\n"),
        ("c.png", b""),
        ("d.txt", b"\x93D.\x94"),
    ]);
    for threads in THREADS {
        let inputs = Inputs::new([folder.root()], ReadOptions::default()).unwrap();
        let options = RunOptions { threads, ..RunOptions::default() };
        let (outcomes, summary) = collect(inputs, &options, |document| document.text.clone());
        let found: Vec<String> = outcomes
            .into_iter()
            .map(|outcome| match outcome.event {
                Event::Done(text) => text,
                Event::Failed(failure) => folder.relative(&failure.to_string()),
                Event::Replayed => unreachable!(),
            })
            .collect();
        assert_eq!(
            found,
            [
                "A.",
                "B1.",
                "b.jsonl:2: not valid JSON (expected value, column 1); fix or delete it",
                "naïve",
                "c.png: a file of another kind, not text; skipped",
                "“D.”",
            ]
        );
        let expected = Summary {
            documents: 4,
            bytes: 2 + 3 + 6 + 8,
            failed: 1,
            skipped: 1,
            recoded: 1,
            ..Summary::default()
        };
        assert_eq!(summary, expected);
    }
}

#[test]
fn the_window_bounds_what_is_held() {
    for threads in THREADS {
        let held = Arc::new(Mutex::new((0usize, 0usize)));
        let inputs = numbered(500).inspect(|_| {
            let mut held = held.lock().unwrap();
            held.0 += 1;
            held.1 = held.1.max(held.0);
        });
        let options = RunOptions { threads, window_documents: 10, ..RunOptions::default() };
        run(
            inputs,
            &options,
            || (),
            |(), _| (),
            |_| {
                held.lock().unwrap().0 -= 1;
                Ok::<_, ()>(())
            },
        )
        .unwrap();
        // The window, what the reader has in hand, and what is being delivered.
        let most = held.lock().unwrap().1;
        assert!(most <= 10 + 1 + 10, "{most} documents held with {threads} threads");
    }
}

#[test]
fn a_slow_sink_holds_back_the_reader() {
    for threads in [1, 2, 7] {
        let (fetched, mut delivered) = (AtomicUsize::new(0), 0);
        let inputs = numbered(200).inspect(|_| {
            fetched.fetch_add(1, Ordering::Relaxed);
        });
        let options = RunOptions { threads, window_documents: 8, ..RunOptions::default() };
        let sink = |_: Outcome<()>| {
            std::thread::sleep(Duration::from_micros(500));
            delivered += 1;
            // The window, what the reader has in hand, and what is being delivered.
            assert!(fetched.load(Ordering::Relaxed) <= delivered + 8 + 1);
            Ok::<_, ()>(())
        };
        run(inputs, &options, || (), |(), _| (), sink).unwrap();
        assert_eq!(delivered, 200);
    }
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    quiet_panics();
    let written = |threads| {
        let options = RunOptions { threads, ..RunOptions::default() };
        let (outcomes, _) = collect(numbered(1000), &options, |document| {
            assert!(document.id != "500", "expected in this test");
            format!("{{\"{}\": {}}}", document.id, document.text.len())
        });
        let line = |outcome: &Outcome<String>| match &outcome.event {
            Event::Done(line) => line.clone(),
            Event::Failed(failure) => failure.to_string(),
            Event::Replayed => unreachable!(),
        };
        outcomes.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let one = written(1);
    assert_eq!(one.lines().count(), 1000);
    assert_eq!(written(2), one);
    assert_eq!(written(7), one);
}

#[test]
fn a_pool_keeps_the_order_and_survives_a_panic() {
    quiet_panics();
    let mut pool = OrderedPool::new(
        2,
        || (),
        |(), number: u64| {
            assert!(number != 20, "expected in this test");
            number
        },
    );
    let (mut results, mut next) = (Vec::new(), 0);
    loop {
        while next < 100 && pool.has_room() {
            match next {
                50 => pool.push_done(next),
                _ => pool.push(next, 100),
            }
            next += 1;
        }
        match pool.next(Duration::from_millis(100)) {
            Next::Done(result) => results.push(result),
            Next::Working => {}
            Next::Idle => break,
        }
    }
    assert_eq!(results.len(), 100);
    for (number, result) in (0..).zip(results) {
        match number {
            20 => assert!(result.unwrap_err().contains("expected in this test")),
            _ => assert_eq!(result, Ok(number)),
        }
    }
}

#[test]
fn the_first_error_of_the_sink_ends_the_run() {
    for threads in THREADS {
        let mut delivered = 0;
        let result = run(
            numbered(10_000),
            &RunOptions { threads, ..RunOptions::default() },
            || (),
            |(), _| (),
            |_| {
                delivered += 1;
                if delivered == 50 { Err("disk full") } else { Ok(()) }
            },
        );
        assert_eq!((result, delivered), (Err("disk full"), 50));
    }
}

#[test]
fn cancelling_delivers_what_is_finished_and_nothing_else() {
    for threads in THREADS {
        let cancel = Cancel::default();
        let options = RunOptions { threads, cancel: cancel.clone(), ..RunOptions::default() };
        let (outcomes, summary) = collect(numbered(100_000), &options, |document| {
            if document.id == "300" {
                cancel.cancel();
            }
        });
        let ids = ids(&outcomes);
        assert_eq!(ids, (0..ids.len() as u32).collect::<Vec<_>>());
        assert!(ids.len() < 100_000);
        assert!(summary.cancelled);
        assert_eq!(summary.documents, ids.len() as u64);
    }
}

#[test]
fn panics_outside_of_documents_reach_the_caller() {
    quiet_panics();
    let caught =
        |run: &dyn Fn()| std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err();
    for threads in THREADS {
        let options = RunOptions { threads, ..RunOptions::default() };
        let deliver = |_: Outcome<()>| Ok::<_, ()>(());
        let broken_reader = || {
            let inputs = numbered(100).inspect(|pending| {
                assert!(pending.origin().to_string() != "50", "expected in this test");
            });
            run(inputs, &options, || (), |(), _| (), deliver).unwrap();
        };
        assert!(caught(&broken_reader));
        let broken_worker = || {
            let made = AtomicUsize::new(0);
            let endless = std::iter::repeat_with(|| Document::new("a", "Text.").into());
            let worker = || assert!(made.fetch_add(1, Ordering::Relaxed) > 0, "expected here");
            run(endless, &options, worker, |(), _| (), deliver).unwrap();
        };
        assert!(caught(&broken_worker));
        let broken_sink = || {
            let mut delivered = 0;
            let sink = |_: Outcome<()>| {
                delivered += 1;
                assert!(delivered < 50, "expected in this test");
                Ok::<_, ()>(())
            };
            run(numbered(100), &options, || (), |(), _| (), sink).unwrap();
        };
        assert!(caught(&broken_sink));
    }
}

#[test]
fn copies_are_counted_or_left_out() {
    let document = |id: &str, text: &str, url: &str| {
        let mut document = Document::new(id, text);
        document.meta.extra.insert("url".into(), url.into());
        document
    };
    let documents = [
        document("a", "One.", "https://harbourecho.example/a"),
        document("b", "One.", "https://harbourecho.example/b"),
        document("c", "Two.", "https://harbourecho.example/a#top"),
        document("d", "Three.", ""),
        document("e", "Two.", "https://harbourecho.example/e"),
    ];
    for (dedupe, expected) in [(false, "a b c d e"), (true, "a d e")] {
        for threads in THREADS {
            let options = RunOptions { threads, dedupe, ..RunOptions::default() };
            let inputs = documents.clone().into_iter().cycle().take(500).map(Pending::from);
            let (outcomes, summary) = collect(inputs, &options, |document| document.id.clone());
            let done = outcomes.iter().filter_map(|outcome| match &outcome.event {
                Event::Done(id) => Some(id.as_str()),
                _ => None,
            });
            let done: Vec<&str> = done.collect();
            assert!(done.join(" ").starts_with(expected));
            assert_eq!(done.len() as u64, if dedupe { 500 - summary.duplicates } else { 500 });
            assert_eq!((summary.duplicates, summary.skipped), (if dedupe { 497 } else { 498 }, 0));
        }
    }
}
