"""Each option through each of the four doors: function, analyzer, spaCy, Spark."""

import asyncio
import json
import os
import pickle
import re
import shutil
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas
import pyarrow as pa
import pytest
import spacy

import sayso
from conftest import ROOT, SAID

NEWS = "“They will lose 😀,” scoffed the Kursk group near Kh-47 sites. Moscow denied it."
MODEL = ROOT / "crates/sayso-attribution/data/attribution.model"
OTHER_MODEL = ROOT / "crates/sayso-syntax/data/syntax.bin"
NAMES = [("Kursk group", "organisation", "Kursk Group of Forces", "Q1")]
PATTERNS = [(r"Kh-\d+", "weapon")]
CUES = [("scoff", "verb", "deny")]


def look(analysis):
    """What the doors are compared by."""
    entities = [(e.name, e.ref) for e in analysis.entities] if hasattr(analysis, "entities") else []
    said = [(a.source.text, a.stance, a.content.start, a.content.end) for a in analysis.attributions]
    return entities, said


def by_function(text, **options):
    return look(sayso.analyze(text, **options))


def by_analyzer(text, **options):
    return look(sayso.Analyzer(**options).analyze(text))


def by_spacy(text, **options):
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={name: os.fspath(v) if isinstance(v, Path) else v for name, v in options.items()})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        doc = nlp(text)
    assert [span.text for span in doc.spans["cue"]] == [a.cue.text for a in doc._.attributions]
    return look(doc._.sayso)


@pytest.fixture(scope="module")
def session():
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(params=["function", "analyzer", "spacy", "spark"])
def door(request):
    if request.param != "spark":
        return {"function": by_function, "analyzer": by_analyzer, "spacy": by_spacy}[request.param]
    session = request.getfixturevalue("session")

    def by_spark(text, **options):
        from sayso import spark

        df = session.createDataFrame([("a", text)], "id string, text string")
        entities = [(row.name, row.ref) for row in spark.entities(df, **options).collect() if row.entity is not None]
        said = [
            (row.source, row.stance, row.content_spans[0].start, row.content_spans[-1].end)
            for row in spark.attributions(df, **options).collect()
            if row.attribution is not None
        ]
        return entities, said

    return by_spark


def as_file(folder, option, rows):
    path = folder / f"{option}.csv"
    header = {"gazetteer": "name,kind,canonical,link", "patterns": "pattern,kind", "cues": "cue,pos,stance"}[option]
    path.write_text("\n".join([header, *map(",".join, rows)]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["rows", "file"])
@pytest.mark.parametrize(("option", "rows"), [("gazetteer", NAMES), ("patterns", PATTERNS), ("cues", CUES)])
def test_tables_count(door, option, rows, form, tmp_path):
    table = as_file(tmp_path, option, rows) if form == "file" else rows
    entities, said = door(NEWS, **{option: table})
    plain_entities, plain_said = look(sayso.analyze(NEWS))
    assert (("Kursk Group of Forces", "Q1") in entities) == (option == "gazetteer")
    assert (("Kh-47", None) in entities) == (option == "patterns")
    assert said[0][1] == ("deny" if option == "cues" else "assert")
    assert (entities, said) != (plain_entities, plain_said)


def test_a_least_confidence_counts(door):
    confidences = [a.confidence for a in sayso.analyze(NEWS).attributions]
    entities, said = door(NEWS)
    least = sum(confidences) / 2
    surer = [one for one, confidence in zip(said, confidences, strict=True) if confidence >= least]
    assert len(surer) == 1
    assert door(NEWS, min_confidence=least) == (entities, surer)
    assert door(NEWS, min_confidence=1)[1] == []


def test_a_model_counts(door):
    assert door(NEWS, model=MODEL) == door(NEWS)
    with pytest.raises(ValueError, match=r"syntax\.bin: the model is of kind 'syntax', not 'attribution'; use one"):
        door(NEWS, model=OTHER_MODEL)


def test_layers_count(door):
    entities, said = door(NEWS, layers=["text", "attributions"])
    assert (entities, said) == ([], door(NEWS)[1])


@pytest.mark.parametrize(("unit", "end"), [("chars", 19), ("bytes", 26), ("utf16", 20)])
def test_offsets_count(door, unit, end):
    assert door(NEWS, offsets=unit)[1][0][2:] == (0, end)


def test_options_count_together(door):
    lists = {"gazetteer": NAMES, "patterns": PATTERNS, "cues": CUES}
    # Confidences are rounded to three places.
    least = max(a.confidence for a in sayso.analyze(NEWS, **lists).attributions) - 0.001
    entities, said = door(NEWS, **lists, min_confidence=least)
    assert {("Kursk Group of Forces", "Q1"), ("Kh-47", None)} <= set(entities)
    assert [stance for _, stance, _, _ in said] == ["deny"]


WRONG = [
    (
        {"gazetteer": "none.csv"},
        FileNotFoundError,
        "gazetteer cannot be read (No such file or directory); name the file",
    ),
    ({"model": "none.bin"}, FileNotFoundError, "'none.bin'"),
    (
        {"gazetteer": [("Kursk", "place"), ("Kyiv", "town")]},
        ValueError,
        "gazetteer: row 1: kind `town` is none of person,",
    ),
    ({"gazetteer": [("Kursk", "place"), ("", "place")]}, ValueError, "gazetteer: row 1: has no name"),
    ({"gazetteer": [("Kursk",)]}, ValueError, "gazetteer: row 0: has no kind; it is one of person, organisation,"),
    (
        {"gazetteer": [{"nam": "Kursk"}]},
        ValueError,
        "gazetteer: row 0: there is no column 'nam'; the columns are name,",
    ),
    ({"gazetteer": ["Kursk"]}, ValueError, "gazetteer: row 0: must be a dict or a sequence of name, kind,"),
    ({"gazetteer": [("Kursk", 1)]}, ValueError, "gazetteer: row 0: kind must be a str of one line, not 1"),
    ({"patterns": [("Kh-(", "weapon")]}, ValueError, "patterns: row 0: pattern cannot be used (unclosed group)"),
    ({"cues": [("scoff", "verb", "sneer")]}, ValueError, "cues: row 0: stance `sneer` is none of assert,"),
    ({"min_confidence": 80}, ValueError, "min_confidence must be a number from 0 to 1, not 80"),
    ({"layers": ["verbs"]}, ValueError, 'no layer "verbs"; the layers are text, sentences,'),
    ({"layers": []}, ValueError, "layers must be names such as"),
    ({"offsets": "words"}, ValueError, "offsets must be 'chars', 'bytes' or 'utf16'"),
]


@pytest.mark.parametrize(("options", "kind", "message"), WRONG)
def test_what_is_wrong_is_told_in_a_line(door, options, kind, message):
    with pytest.raises(kind) as raised:
        door(NEWS, **options)
    if door is not by_spacy or "row 0: kind must" not in message:
        assert message in str(raised.value)
        assert "\n" not in str(raised.value)


def test_a_wrong_row_of_a_file_is_told_with_its_line(tmp_path):
    path = as_file(tmp_path, "cues", [("scoff", "verb", "deny"), ("sneer", "verb", "laugh")])
    with pytest.raises(ValueError) as raised:
        sayso.Analyzer(cues=path)
    assert str(raised.value).startswith(f"{path}: line 3: stance `laugh` is none of")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model": 7}, "model must be 'fast', 'accurate' or the path of a model file, not int"),
        ({"gazetteer": b"Kursk"}, "gazetteer must be the path of a table in CSV, or a list of rows, not bytes"),
        ({"cues": 7}, "cues must be the path"),
        ({"layers": 7}, "layers must be names"),
        ({"offsets": 7}, "offsets must be 'chars'"),
        ({"gazeteer": NAMES}, "there is no option 'gazeteer'; did you mean 'gazetteer'?"),
        ({"xyz": 1}, "there is no option 'xyz'; there are model, gazetteer, "),
    ],
)
def test_values_of_other_types_are_told(options, message):
    with pytest.raises(TypeError, match=message):
        sayso.analyze(NEWS, **options)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: sayso.Analyzer(gazeteer=NAMES), "'gazeteer'; did you mean 'gazetteer'?"),
        (lambda: sayso.Analyzer().analyze(SAID, titel="x"), "'titel'; did you mean 'title'?"),
        (lambda: sayso.Analyzer().analyze(SAID, foo=1), "'foo'; there are text, date, id, title, publisher, url"),
        (lambda: sayso.Analyzer().explain(SAID, 1, dat=1), "'dat'; did you mean 'date'?"),
        (lambda: sayso.Analyzer().analyze_many([SAID], date=[]), "'date'; did you mean 'dates'?"),
        (lambda: sayso.analyze_many([SAID], date=[]), "'date'; did you mean 'dates'?"),
        (lambda: sayso.analyze(SAID, dat=1), "'dat'; did you mean 'date'?"),
        (lambda: asyncio.run(sayso.Analyzer().aanalyze(SAID, titel="x")), "'titel'; did you mean 'title'?"),
        (
            lambda: sayso.Analyzer().analyze(SAID, min_confidence=1),
            "'min_confidence' here; give it to the analyzer: Analyzer(min_confidence=...)",
        ),
        (
            lambda: sayso.Analyzer().report(pa.table({}), cues=CUES),
            "'cues' here; give it to the analyzer: Analyzer(cues=...)",
        ),
    ],
)
def test_a_keyword_that_does_not_exist_is_told(call, told):
    with pytest.raises(TypeError) as raised:
        call()
    assert str(raised.value) == f"there is no option {told}"


def test_what_a_table_says_twice_is_told(tmp_path):
    other = [*CUES, ("scoff", "verb", "assert")]
    told = "cues: row 1: the stance of `scoff` is assert here but deny in row 0; correct one of the two"
    with pytest.raises(ValueError, match=re.escape(told)):
        sayso.analyze(NEWS, cues=other)
    with pytest.raises(ValueError, match=r"cues\.csv: line 3: .* in line 2; correct one of the two"):
        sayso.Analyzer(cues=as_file(tmp_path, "cues", other))
    names = [("Kyiv", "place"), ("Lviv", "place"), ("Kyiv", "place")]
    with pytest.raises(ValueError, match="gazetteer: row 2: `Kyiv` is listed in row 0 already; keep one of the two"):
        sayso.analyze(NEWS, gazetteer=names)


def test_a_date_of_a_table_that_is_no_day_is_noted():
    table = pa.table({"text": [SAID, SAID], "id": ["a", "b"], "date": ["2024-13-45", "2024-11-23"]})
    notes = sayso.tables(table)["documents"].column("notes").to_pylist()
    detail = "the date `2024-13-45` is no day; analysed without a date"
    assert json.loads(notes[0]) == [{"kind": "no-day", "detail": detail}]
    assert notes[1] is None


def test_tables_and_reports_take_options(wire):
    analyzer = sayso.Analyzer(min_confidence=0.9, layers="text,attributions", offsets="bytes")
    assert sayso.attributions(wire, min_confidence=0.9, offsets="bytes", layers=["text", "attributions"]).equals(
        analyzer.attributions(wire)
    )
    assert 0 < analyzer.attributions(wire).num_rows < sayso.attributions(wire).num_rows
    assert analyzer.entities(wire).num_rows == 0
    plain = sayso.report(wire)
    assert analyzer.report(wire).to_dict() == sayso.report(wire, min_confidence=0.9).to_dict() != plain.to_dict()
    assert sayso.report(wire, layers="text", offsets="utf16").to_dict() == plain.to_dict()


def test_all_tables_come_from_one_analysis(wire):
    found = sayso.tables(wire, gazetteer=NAMES)
    of_corpus = ["entities_corpus", "entity_keys", "claims", "claim_mentions"]
    assert list(found) == ["documents", "entities", "mentions", "attributions", *of_corpus]
    for name in list(found)[:4]:
        assert found[name].equals(getattr(sayso, name)(wire, gazetteer=NAMES))


def test_a_report_of_spark_takes_options(session, wire):
    from sayso import spark

    df = session.createDataFrame(wire.to_pandas())
    assert spark.report(df, min_confidence=0.6).to_dict() == sayso.report(wire, min_confidence=0.6).to_dict()


def test_spark_needs_no_files_where_it_works(session, tmp_path):
    from sayso import spark

    path = as_file(tmp_path, "cues", CUES)
    model = shutil.copy(MODEL, tmp_path)
    df = session.createDataFrame([(str(n), NEWS) for n in range(8)], "id string, text string").repartition(2)
    said = spark.attributions(df, cues=path, model=model)
    path.unlink()
    os.unlink(model)
    assert sorted(row.stance for row in said.collect()) == ["deny"] * 16


def stances(analyzer, text):
    return [a.stance for a in analyzer.analyze(text).attributions]


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_analyzers_go_to_other_processes(method, tmp_path):
    path = as_file(tmp_path, "cues", CUES)
    analyzer = sayso.Analyzer(cues=path, min_confidence=0.5)
    path.unlink()
    assert stances(analyzer, NEWS) == ["deny", "deny"]
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        assert list(pool.map(stances, [analyzer] * 4, [NEWS] * 4)) == [["deny", "deny"]] * 4
    again = pickle.loads(pickle.dumps(analyzer))
    assert (again, hash(again), repr(again)) == (analyzer, hash(analyzer), "<Analyzer cues, min_confidence=0.5>")


@pytest.mark.parametrize("processes", [1, 2])
def test_pipelines_with_options_can_be_stored_and_run(processes, tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"cues": [list(row) for row in CUES], "min_confidence": 0.5})
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    docs = list(again.pipe(["So they “lose”, scoffed Ann Lee."] * 4, n_process=processes))
    assert [[a.stance for a in doc._.attributions] for doc in docs] == [["deny"]] * 4


def test_spacy_needs_attributions():
    with pytest.raises(ValueError, match="layers must have 'attributions' among them"):
        spacy.blank("en").add_pipe("sayso", config={"layers": ["entities"]})


@pytest.mark.parametrize("unit", ["bytes", "utf16"])
def test_spans_have_their_words_in_every_unit(unit):
    here, there = sayso.analyze(NEWS), sayso.analyze(NEWS, offsets=unit)
    coded = NEWS.encode("utf-8" if unit == "bytes" else "utf-16-le")
    width = 1 if unit == "bytes" else 2
    for ours, theirs in zip(here.tokens, there.tokens, strict=True):
        assert ours.text == theirs.text
        cut = coded[theirs.start * width : theirs.end * width]
        assert cut.decode("utf-8" if unit == "bytes" else "utf-16-le") == ours.text
    assert here._repr_html_() == there._repr_html_()


def test_an_analysis_holds_the_layers_asked_for(program):
    text = "By Ann Lee\n\n" + SAID
    layers = [
        "text",
        "sentences",
        "words",
        "tokens",
        "quotations",
        "entities",
        "boilerplate",
        "attributions",
        "transfers",
    ]
    full = sayso.analyze(text, layers=layers)
    line = program("analyze", "-q", "--layers", ",".join(layers), "--format", "jsonl", input=text).stdout
    record = json.loads(line)
    assert list(full.to_dict()) == list(record) == ["format", "id", "meta", "notes", "offsets", *layers]
    assert full.to_dict() | {"id": "stdin", "meta": record["meta"]} == record
    few = sayso.analyze(text, layers="boilerplate, entities")
    assert list(few.to_dict()) == ["format", "id", "meta", "notes", "offsets", "entities", "boilerplate"]
    assert (few.sentences, few.tokens, few.quotations) == (full.sentences, full.tokens, full.quotations)
    assert [word.text for word in few.words] == [token.text for token in full.tokens]
    assert few.boilerplate == full.boilerplate == sayso.analyze(text).boilerplate
    assert [found.kind for found in few.boilerplate] == ["byline"]
    assert few.boilerplate[0].author.text == "Ann Lee"
    with pytest.raises(AttributeError, match="this analysis holds no attributions; ask for them"):
        _ = few.attributions
    assert pickle.loads(pickle.dumps(few)) == few
    assert sayso.analyze(text, layers="attributions").attributions[0].source.entity is None


@pytest.mark.parametrize("date", ["2024-13-45", "yesterday", "", "0"])
def test_an_impossible_date_is_told(date):
    told = f'the date "{date}" is no day; write year, month and day, such as 2024-11-23'
    for function in (lambda: sayso.analyze(SAID, date=date), lambda: sayso.explain(SAID, 20, date=date)):
        with pytest.raises(ValueError) as raised:
            function()
        assert str(raised.value) == told
    good, bad = sayso.analyze_many([SAID, SAID], dates=["2024-11-23", date])
    assert good.ok and bad == sayso.Failure(1, told)


def test_a_date_that_may_be_either_of_two_is_told():
    either = "may be 2024-04-03 or 2024-03-04"
    with pytest.raises(ValueError, match=f'the date "03/04/2024" {either}; write year, month and day'):
        sayso.analyze(SAID, date="03/04/2024")
    table = pa.table({"text": [SAID], "id": ["a"], "date": ["03/04/2024"]})
    [notes] = sayso.documents(table).column("notes").to_pylist()
    assert f"the date `03/04/2024` {either}; analysed without a date" in notes


def test_each_text_has_its_date():
    text = "He left Kyiv yesterday."
    dates = ["2024-11-23", None, "24 November 2024"]
    missing = sayso.analyze_many([text], dates=[pandas.NA])
    assert next(iter(missing)).ok
    found = sayso.analyze_many([text] * 3, dates=iter(dates))
    assert [[e.value for e in a.entities if e.kind == "date"][:1] for a in found] == [
        [sayso.analyze(text, date=date).entities[-1].value] for date in dates
    ]


@pytest.mark.parametrize(("dates", "which"), [([None], "fewer"), ([None] * 3, "more")])
def test_dates_are_as_many_as_texts(dates, which):
    found = sayso.analyze_many([SAID, SAID], dates=dates)
    assert next(found).ok
    with pytest.raises(ValueError, match=f"there are {which} dates than texts"):
        list(found)
    with pytest.raises(TypeError, match="dates must be an iterable of str, not one str"):
        sayso.analyze_many([SAID], dates="2024-11-23")


def test_progress_is_shown(capsys):
    assert len(list(sayso.analyze_many([SAID] * 3, progress=True, min_confidence=1))) == 3
    assert "3/3" in capsys.readouterr().err
    assert len(list(sayso.analyze_many(iter([SAID] * 3)))) == 3
    assert capsys.readouterr().err == ""


def test_explanations_are_those_of_the_program(program, tmp_path):
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    as_file(tmp_path, "cues", CUES)
    options = [
        "explain",
        "news.txt",
        "--at",
        "24",
        "--cues",
        "cues.csv",
        "--min-confidence",
        "0.9",
        "--offsets",
        "utf16",
    ]
    why = sayso.explain(NEWS, 24, cues=CUES, min_confidence=0.9, offsets="utf16")
    assert str(why) + "\n" == program(*options, cwd=tmp_path).stdout
    record = json.loads(program(*options, "--format", "json", cwd=tmp_path).stdout)
    assert (why.attribution, why.outcome, why.listed) == (None, record["outcome"], True)
    assert [why.cue.start, why.cue.end] == record["cue"]["span"]
    assert [source.probability for source in why.sources] == [source["probability"] for source in record["sources"]]
    assert pickle.loads(pickle.dumps(why)) == why
    assert sayso.Analyzer(cues=CUES).explain(NEWS, 24).attribution == 0


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        (SAID, len(SAID), f"the text has offsets from 0 to {len(SAID) - 1}, not {len(SAID)}"),
        (SAID, 1 << 40, "the text has offsets from 0 to"),
        ("", 0, "the text is empty"),
        ("  ", 0, "the text has no words"),
        (SAID, -1, "at must be an offset into the text, from 0, not -1"),
        (SAID, "said", "at must be an offset into the text, from 0, not 'said'"),
    ],
)
def test_places_that_are_none_are_told(text, at, message):
    with pytest.raises(ValueError, match=message):
        sayso.explain(text, at)
