//! The formats that can be read, once each, and what of them reaches the record.

use crate::support::{Folder, articles, gzip};

#[test]
fn fields_are_carried_into_the_record() {
    let folder = Folder::with(&[(
        "wire.csv",
        "url,headline,body,section,day\nhttp://a/1,Denied,Moscow denied it.,World,2024-11-23\n"
            .as_bytes(),
    )]);
    let arguments = [
        "analyze",
        "wire.csv",
        "--text-field",
        "body",
        "--id-field",
        "url",
        "--title-field",
        "headline",
        "--date-field",
        "day",
    ];
    insta::assert_snapshot!(folder.run(&arguments));
}

#[test]
fn a_page_is_read_for_its_article() {
    let page = "<html><head><title>Denied</title></head><body><nav>Home | World | Sport</nav><article>\
        <h1>Denied</h1><p>Moscow denied arms supplies on Tuesday, after a week of reports.</p>\
        <p>“We will answer,” said Andrey Kovalenko, an officer in the army, and he added that more \
        would be said in due course, to whom it may concern.</p></article></body></html>";
    let folder = Folder::with(&[("page.html", page.as_bytes())]);
    insta::assert_snapshot!(folder.run(&["analyze", "page.html", "--layers", "text,attributions"]));
}

#[test]
fn copies_are_left_out_if_asked() {
    let lines = concat!(
        "{\"id\": \"a\", \"text\": \"Moscow denied it.\"}\n",
        "{\"id\": \"b\", \"text\": \"Kyiv confirmed it.\", \"link\": \"https://a.example/b\"}\n",
        "{\"id\": \"c\", \"text\": \"Moscow denied it.\"}\n",
        "{\"id\": \"d\", \"text\": \"Kyiv confirmed it.\\nMore follows.\", \"link\": \"https://a.example/b\"}\n",
    );
    let folder = Folder::with(&[("all.jsonl", lines.as_bytes())]);
    let arguments = ["analyze", "all.jsonl", "--layers", "attributions", "--url-field", "link"];
    let all = folder.run(&arguments);
    assert!(all.contains("4 documents") && all.contains(", 2 duplicates;"), "{all}");
    let once = folder.run(&[&arguments[..], &["--dedupe"]].concat());
    assert!(once.contains("2 documents") && once.contains(", 2 duplicates;"), "{once}");
    assert!(once.contains("\"id\":\"b\"") && !once.contains("\"id\":\"c\""), "{once}");
    assert!(once.starts_with("exit code: 0"), "{once}");
}

#[test]
fn html_in_a_column_keeps_its_offsets() {
    let column =
        "<p>&ldquo;We are <b>glad</b>,&rdquo; said Joan Ferris.</p><p>Kim Lee denied it.</p>";
    let table = format!("id,text\n1,\"{column}\"\n");
    let folder = Folder::with(&[("wire.csv", table.as_bytes())]);
    let found = folder.run(&["analyze", "wire.csv", "--layers", "attributions"]);
    let place = |words: &str| {
        let start = column[..column.find(words).expect("in the column")].chars().count();
        format!("[{start},{}]", start + words.chars().count())
    };
    assert!(found.contains("\"kind\":\"html\""), "{found}");
    for words in ["Joan Ferris", "Kim Lee", "denied"] {
        assert!(found.contains(&place(words)), "{words} {found}");
    }
}

#[test]
fn compressed_files_are_read_and_written() {
    let folder = Folder::with(&[("many.jsonl.gz", &gzip(articles(20).as_bytes()))]);
    let plain = folder.output(&["analyze", "many.jsonl.gz"]).stdout;
    insta::assert_snapshot!(folder.run(&["analyze", "many.jsonl.gz", "-o", "out.jsonl.gz"]), @"
    exit code: 0
    ----- stdout -----
    ----- stderr -----
    20 documents, 220 words, 40 attributions; 0 failed, 0 truncated, 0 recoded; [TIME]
    ");
    let packed = std::fs::File::open(folder.path("out.jsonl.gz")).expect("the output");
    let mut unpacked = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut unpacked)
        .expect("gzip");
    assert!(unpacked == plain);
}

#[test]
fn what_the_reader_did_is_in_the_record() {
    let latin = b"\xabMoscou a ni\xe9\xbb, said the minister\x92s office.";
    let folder = Folder::with(&[
        ("latin.txt", latin),
        ("empty.txt", b""),
        ("nul.txt", b"Moscow\0denied it."),
        ("mark.txt", b"\xef\xbb\xbfMoscow denied it."),
    ]);
    insta::assert_snapshot!(folder.run(&["analyze", "."]));
}

#[test]
fn output_appears_when_it_is_complete() {
    let folder = Folder::with_seed();
    insta::assert_snapshot!(folder.run(&["analyze", "seeds", "-o", "out.jsonl"]), @"
    exit code: 0
    ----- stdout -----
    ----- stderr -----
    1 document, 312 words, 11 attributions; 0 failed, 0 truncated, 0 recoded; [TIME]
    ");
    insta::assert_snapshot!(
        folder.run(&["analyze", "seeds", "-o", "out.txt", "--format", "pretty", "--quiet"]), @"
    exit code: 0
    ----- stdout -----
    ----- stderr -----
    ");
    assert_eq!(folder.names(), ["out.jsonl", "out.txt", "seeds"]);
    assert!(folder.read("out.txt").contains("[Satellite images] <show>"));
    insta::assert_snapshot!(folder.run(&["analyze", "seeds", "-o", "no/such/out.jsonl"]), @"
    exit code: 2
    ----- stdout -----
    ----- stderr -----
    error: no/such/out.jsonl: cannot be created (No such file or directory (os error 2)); check the folder, its permissions and the free space
    ");
}

/// A treebank of the program's own is read by its scorer, and holds what the program finds in its text.
#[test]
fn conllu_is_a_treebank() {
    let folder = Folder::with_seed();
    folder.run(&["analyze", "seeds", "--format", "conllu", "-o", "seed.conllu"]);
    insta::assert_snapshot!(folder.run(&["eval", "seed.conllu"]));
}

/// The seed in a folder that brat opens, and what is said where brat's two files have no place to go.
/// Every number that is pointed at is that of an element, and offsets count UTF-16 units.
#[test]
fn xmi_has_a_folder() {
    let text = "“We will 🚆 <answer> & go,” said Andrey Kovalenko.\u{b}\nMoscow denied it.\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes())]);
    let run = folder.run(&["analyze", "a.txt", "--format", "xmi", "-o", "cas", "-q"]);
    assert!(run.starts_with("exit code: 0"), "{run}");
    let cas = folder.read("cas/a.xmi");
    let attribute = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!(" {name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let sofa = cas.lines().find(|line| line.starts_with("<cas:Sofa")).expect("the text");
    let held = attribute(sofa, "sofaString").expect("the text");
    let held =
        held.replace("&#10;", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(held, text.replace('\u{b}', "\u{fffd}"));
    let units: Vec<u16> = held.encode_utf16().collect();
    let words = |line: &str| {
        let [begin, end] =
            ["begin", "end"].map(|name| attribute(line, name)?.parse::<usize>().ok());
        String::from_utf16(&units[begin.expect("an offset")..end.expect("another")]).expect("words")
    };
    let element = |id: &str| {
        let id = format!(" xmi:id=\"{id}\"");
        cas.lines().find(|line| line.contains(&id)).expect("an element")
    };
    let cues: Vec<&str> = cas.lines().filter(|line| line.starts_with("<custom:Cue ")).collect();
    let said = cues.iter().map(|cue| {
        let role = |name| {
            let links = attribute(cue, name).unwrap_or_default();
            let targets =
                links.split(' ').map(|link| attribute(element(link), "target").expect("one"));
            targets.map(|target| words(element(&target))).collect::<Vec<_>>().join(" … ")
        };
        format!("{} | {} | {}", role("source"), words(cue), role("content"))
    });
    let said: Vec<String> = said.collect();
    assert_eq!(
        said,
        ["Andrey Kovalenko | said | “We will 🚆 <answer> & go,”", "Moscow | denied | it"]
    );
    assert!(folder.read("cas/TypeSystem.xml").contains("webanno.custom.CueSourceLink"));
    let again = folder.run(&["analyze", "a.txt", "--format", "xmi", "-o", "cas", "-q"]);
    assert!(again.contains("--format xmi needs a folder of its own"), "{again}");
}

#[test]
fn brat_has_a_folder() {
    let folder = Folder::with_seed();
    let brat = |more: &[&str]| folder.run(&[&["analyze", "--format", "brat"], more].concat());
    let ran = brat(&["seeds", "-q", "-o", "out"]);
    assert_eq!(
        folder.read("out/000_e63c8cd01220d72a.txt"),
        folder.read("seeds/000_e63c8cd01220d72a.txt")
    );
    let annotations = folder.read("out/000_e63c8cd01220d72a.ann");
    let first: Vec<&str> = annotations.lines().take(5).collect();
    insta::assert_snapshot!(format!("{ran}\n{}", first.join("\n")));
    assert!(folder.path("out/annotation.conf").is_file());
    insta::assert_snapshot!([brat(&["seeds"]), brat(&["seeds", "-o", "out"])].join("\n"));
}

/// Tasks are one list, wherever they go, and no articles.
#[test]
fn tasks_are_one_list() {
    let folder =
        Folder::with(&[("all/articles.jsonl", articles(3).as_bytes()), ("none.jsonl", b"")]);
    let run = |more: &[&str]| {
        folder.output(&[&["analyze", "-q", "--format", "label-studio"], more].concat())
    };
    run(&["all", "-o", "all/tasks.json"]);
    let written = folder.read("all/tasks.json");
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[4]), (5, "[", "]"), "{written}");
    assert!(lines[1].starts_with("{\"data\":{\"text\":\"Report 0.") && lines[1].ends_with("},"));
    assert!(lines[3].ends_with('}'));
    // What was written is passed over where articles are read, and replaced as what it is.
    assert_eq!(String::from_utf8_lossy(&run(&["all"]).stdout), written);
    assert!(run(&["all", "-o", "all/tasks.json"]).status.success());
    assert_eq!(folder.read("all/tasks.json"), written);
    assert_eq!(run(&["none.jsonl"]).stdout, b"[]\n");
}

/// A list of names in the record, and what is said of lists that are odd or wrong.
#[test]
fn names_of_a_list() {
    let folder = Folder::with(&[
        ("a.txt", b"Moscow denied it, the Kursk group said."),
        ("names.csv", b"name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\n"),
        ("kinds.csv", b"name,kind\nKursk group,organisation\nKyiv,place\nKursk group,event\n"),
        ("twice.csv", b"name,kind\nKursk group,organisation\nKursk group,organisation\n"),
        ("links.csv", b"name,kind,link\nKiev,place,Q1899\nKyiv,organisation,Q1899\n"),
        ("wrong.csv", b"name,kind\nKursk group,army\n"),
    ]);
    let run = |names: &str| {
        folder.run(&["analyze", "a.txt", "--layers", "entities", "--gazetteer", names])
    };
    let lists = ["names.csv", "kinds.csv", "twice.csv", "links.csv", "wrong.csv", "none.csv"];
    insta::assert_snapshot!(lists.map(run).join("\n"));
}

/// The document is analysed, and its record, the first warning and the last line say that it has no day.
#[test]
fn dates_that_are_no_day_are_noted() {
    let lines = r#"{"text": "Moscow denied it.", "date": "2024-13-45"}
{"text": "Moscow denied it.", "date": "2024-11-23"}
{"text": "Moscow denied it.", "date": "soon"}
"#;
    let folder = Folder::with(&[("a.jsonl", lines.as_bytes())]);
    let run = |more: &[&str]| {
        let arguments = ["analyze", "a.jsonl", "--layers", "attributions"];
        folder.run(&[&arguments[..], more].concat())
    };
    let told = run(&[]);
    let note = r#""notes":[{"kind":"no-day","detail":"the date `2024-13-45` is no day; analysed without a date"}]"#;
    for words in [
        note,
        "warning: a.jsonl:1: the date `2024-13-45` is no day; analysed without a date\n3 documents",
        ", 2 with a date that is no day; ",
        "exit code: 0",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!run(&["-q"]).contains("warning"));
}

/// Patterns of names beside a list of names.
#[test]
fn patterns_of_names() {
    let folder = Folder::with(&[
        ("a.txt", b"The Kursk group fired a Kh-101 and a Kh-59MK."),
        ("names.csv", b"name,kind\nKursk group,organisation\n"),
        ("patterns.csv", b"pattern,kind,link\n\"Kh-\\d{2,3}\",weapon,\nKh-59\\w*,weapon,x-59\nKursk \\w+,event,\n"),
        ("wrong.csv", b"pattern,kind\nKh-(1,weapon\n"),
    ]);
    let run = |patterns: &str| {
        let layers = ["--layers", "entities", "--gazetteer", "names.csv"];
        folder.run(&[&["analyze", "a.txt", "--patterns", patterns][..], &layers].concat())
    };
    insta::assert_snapshot!([run("patterns.csv"), run("wrong.csv")].join("\n"));
}
