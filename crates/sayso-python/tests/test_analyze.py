"""One text in, one analysis out."""

import asyncio
import copy
import dataclasses
import datetime
import json
import pathlib
import pickle
import re
import typing

import pandas as pd
import pytest

import sayso
import sayso.types
from conftest import ROOT, SAID
from sayso import _html

ODD = "😀 Cafe\u0301s are open. “We’ll answer 👍🏽,” said José Núñez.\r\n\r\nPyongyang denied\u200b it, e\u0301h?"


def spans(analysis):
    """Every stretch that an analysis points at."""
    yield from analysis.sentences
    yield from analysis.tokens
    yield from analysis.quotations
    for entity in analysis.entities:
        yield from entity.mentions + entity.references
    for a in analysis.attributions:
        yield from a.source.spans + a.cue.spans + a.content.spans + a.hedges
        yield from filter(None, [a.source.role, a.source.affiliation, a.cue.addressee, a.cue.channel])


@pytest.mark.parametrize("text", [SAID, ODD, "", " \n", "\x00\x1b[31m said he.", "“" * 50])
def test_offsets_index_the_string(text):
    for span in spans(sayso.analyze(text)):
        assert text[span.start : span.end] == span.text
        assert span.text


def test_emoji_and_combining_marks_move_nothing():
    found = sayso.analyze(ODD)
    said = found.attributions[0]
    assert ODD[said.source.start : said.source.end] == said.source.text == "José Núñez"
    assert said.content.text == "“We’ll answer 👍🏽,”"


def test_the_seed_is_read_as_by_the_program(seed, program):
    line = program("analyze", "-q", "--format", "jsonl", input=seed).stdout
    record = json.loads(line)
    # A file has a path, a text has none.
    assert record["meta"].pop("path") == "<stdin>"
    ours = sayso.analyze(seed, id=record["id"]).to_dict()
    assert ours["meta"].pop("path") is None
    assert ours == record
    assert list(ours) == list(record)
    assert len(ours["attributions"]) == 11


def test_objects_tell_what_the_record_tells(seed):
    analysis = sayso.analyze(seed)
    for a, record in zip(analysis.attributions, analysis.to_dict()["attributions"], strict=True):
        assert [[s.start, s.end] for s in a.content.spans] == record["content"]["spans"]
        assert [[s.start, s.end] for s in a.source.spans] == record["source"]["spans"]
        assert (a.stance, a.parent, a.confidence) == tuple(record[k] for k in ("stance", "parent", "confidence"))
        assert (a.source.entity.id if a.source.entity else None) == record["source"].get("entity")
    for e, record in zip(analysis.entities, analysis.to_dict()["entities"], strict=True):
        assert (e.id, e.kind, e.name, e.value) == (record["id"], record["kind"], record["name"], record.get("value"))
        assert len(e.mentions) == len(record["mentions"])
        assert len(e.references) == len(record.get("references", []))


@pytest.mark.parametrize("twin", [lambda o: pickle.loads(pickle.dumps(o)), copy.copy, copy.deepcopy])
def test_objects_survive_pickling(twin, seed):
    analysis = sayso.analyze(seed)
    assert twin(analysis) == analysis
    assert hash(twin(analysis)) == hash(analysis)
    assert twin(analysis).attributions == analysis.attributions
    for thing in [*analysis.attributions, *analysis.entities, *analysis.tokens[:9], *analysis.quotations]:
        assert twin(thing) == thing
    assert twin(sayso.Failure(3, "no")) == sayso.Failure(3, "no")


def test_objects_are_frozen():
    said = sayso.analyze(SAID).attributions[0]
    with pytest.raises(AttributeError):
        said.stance = "deny"


def test_reprs_can_be_read():
    said, denied = sayso.analyze(SAID).attributions
    assert repr(denied.source) == "<Source Moscow (government)>"
    assert repr(denied.cue) == "<Cue denied (deny)>"
    assert repr(said.content) == "<Content “We will answer,” (direct)>"
    assert repr(said.content.spans) == "(<0:17 '“We will answer,”'>,)"
    assert "\n" not in repr(sayso.analyze("“A\nb c d e f g,” said\nHe.").attributions)


def test_the_day_of_publication_counts():
    text = "He left Kyiv yesterday."
    [value] = [e.value for e in sayso.analyze(text, date="2024-11-23").entities if e.kind == "date"]
    assert value == "2024-11-22"
    same = sayso.analyze(text, date=datetime.date(2024, 11, 23))
    assert [e.value for e in same.entities if e.kind == "date"] == [value]
    assert not [e for e in sayso.analyze(text).entities if e.value == value]


def test_html_escapes_the_article():
    evil = "<script>alert(1)</script> “<b onload='x'>We & they</b>,” said <i>Ann</i> Lee. "
    html = sayso.analyze(evil)._repr_html_()
    assert "<script" not in html and "<b " not in html and "<i>" not in html
    assert "&lt;script&gt;" in html and "We &amp; they" in html
    assert '<mark class="content' in html
    long = sayso.analyze("x " * 60_000)._repr_html_()
    assert "20,000 more characters" in long


def test_html_holds_the_whole_text(seed):
    import html

    page = sayso.analyze(seed)._repr_html_()
    body = page.split('<div class="whole" dir="auto">')[1].split("</div>")[0]
    assert html.unescape(re.sub(r"<[^>]+>", "", body)) == seed
    assert '<mark class="source' in body and "opens" in body and page.count("<li value=") == 11


def test_html_looks_like_the_page_of_a_report():
    style = (ROOT / "crates/sayso-report/page/page.css").read_text(encoding="utf-8")
    names = ("--source", "--cue", "--content", "--content-edge", "--deny", "--soft")
    for theme in ("light", "dark"):
        colours = _html.COLOURS[theme].split(";")
        assert [colour.split(":")[0] for colour in colours] == list(names)
        for colour in colours:
            assert re.search(re.escape(colour).replace(":", r":\s*"), style), colour
    assert all(f"mark.{part}" in style for part in _html.PARTS)


def test_html_tells_what_is_known_and_lists_what_is_said():
    known = {"title": "<Missiles>", "publisher": "The Wire", "date": "2024-11-23"}
    html = sayso.analyze(SAID + " He never said so.", **known)._repr_html_()
    assert "&lt;Missiles&gt; · The Wire · 2024-11-23" in html
    assert "<b>Moscow</b>" in html and "2 attributions" in html or "3 attributions" in html
    assert sayso.analyze("It rained.")._repr_html_().count("<details>") == 0


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (None, TypeError, 'the text must be a str, not NoneType; leave out what is missing, or give "" in its place'),
        (float("nan"), TypeError, "not float; leave out what is missing"),
        (pd.NA, TypeError, "not NAType; leave out what is missing"),
        (pathlib.Path("a.txt"), TypeError, "not PosixPath; read the file first: path.read_text(encoding="),
        (pd.Series(["He said so."]), TypeError, "not Series; for many texts there is analyze_many"),
        (b"He said so.", TypeError, "the text must be a str, not bytes; decode it first"),
        (7, TypeError, "the text must be a str, not int"),
        (["He said so."], TypeError, "the text must be a str, not list"),
        ("so\ud800", ValueError, "lone surrogate) at index 2; replace it first"),
        ("x" * (65 << 20), ValueError, "the text has 68157440 bytes, more than the limit of 67108864"),
    ],
)
def test_what_is_no_text_is_told_in_a_line(text, kind, message):
    with pytest.raises(kind) as raised:
        sayso.analyze(text)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
    [failure] = sayso.analyze_many([text])
    assert message in failure.reason and not failure.ok


def test_what_is_known_is_in_the_record():
    known = {"id": "wire-1", "title": "Missiles", "publisher": "The Wire", "url": "https://wire.example/1"}
    analysis = sayso.analyze(SAID, datetime.date(2024, 11, 23), **known)
    record = analysis.to_dict()
    assert record["id"] == "wire-1"
    meta = {"path": None, "title": "Missiles", "date": "2024-11-23", "publisher": "The Wire"}
    assert record["meta"] == meta | {"extra": {"url": "https://wire.example/1"}}
    assert {name: getattr(analysis, name) for name in known} == known
    assert (analysis.date, analysis.notes) == ("2024-11-23", ())
    assert pickle.loads(pickle.dumps(analysis)) == analysis != sayso.analyze(SAID)
    with pytest.raises(TypeError, match="title must be a str, not int"):
        sayso.analyze(SAID, title=7)


def test_a_record_goes_back_to_the_program(program, tmp_path):
    records = [sayso.analyze(SAID, id=f"a-{n}", publisher="The Wire").to_dict() for n in range(3)]
    (tmp_path / "said.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    ended = program("report", "-q", "--format", "json", "said.jsonl", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    sources = next(table for table in json.loads(ended.stdout)["tables"] if table["name"] == "sources")
    assert [row["cells"][0] for row in sources["rows"]] == ["Andrey Kovalenko", "Moscow"]


def test_an_event_loop_goes_on_meanwhile(seed):
    async def both():
        analysis = asyncio.create_task(sayso.aanalyze(seed * 50, min_confidence=0.2))
        ticks = 0
        while not analysis.done():
            await asyncio.sleep(0.001)
            ticks += 1
        return await analysis, ticks

    analysis, ticks = asyncio.run(both())
    assert analysis == sayso.analyze(seed * 50, min_confidence=0.2)
    assert ticks > 3


def test_dates_that_are_missing_in_a_data_frame_are_none():
    dates = pd.Series(["2024-11-23", None, "2024-11-24"]).astype("datetime64[ns]")
    assert [a.date for a in sayso.analyze_many([SAID] * 3, dates=dates)] == [
        "2024-11-23",
        None,
        "2024-11-24",
    ]
    assert sayso.analyze(SAID, date=float("nan")).date is None


def test_what_is_missing_in_a_data_frame_is_not_known():
    for missing in (float("nan"), pd.NA, pd.NaT, None):
        analysis = sayso.analyze(SAID, missing, id=missing, title=missing, publisher=missing, url=missing)
        assert analysis == sayso.analyze(SAID)


@pytest.mark.parametrize(
    ("time", "date"),
    [
        (datetime.datetime(2024, 11, 23), "2024-11-23"),
        (datetime.datetime(2024, 11, 23, tzinfo=datetime.timezone.utc), "2024-11-23"),
        (pd.Timestamp("2024-11-23", tz="Europe/Kyiv"), "2024-11-23"),
        (datetime.datetime(2024, 11, 23, 0, 1), "2024-11-23T00:01:00"),
    ],
)
def test_a_time_at_midnight_is_a_day(time, date):
    assert sayso.analyze(SAID, date=time).date == date


def test_dates_that_are_none_are_told():
    with pytest.raises(TypeError, match="date must be a date or a str"):
        sayso.analyze(SAID, date=20241123)


def test_fifty_megabytes_are_read():
    text = SAID + "\n\n" + "0123456789" * 5_000_000
    analysis = sayso.analyze(text)
    assert [a.source.text for a in analysis.attributions[:2]] == ["Andrey Kovalenko, an officer", "Moscow"]
    assert analysis.sentences[-1].end == len(text)


def test_everything_explains_itself():
    for name in sayso.__all__:
        if not name.startswith("_"):
            assert getattr(sayso, name).__doc__.strip(), name


RECORDS = [thing for name in sayso.__all__ if dataclasses.is_dataclass(thing := getattr(sayso, name))]


@pytest.mark.parametrize("record", RECORDS)
def test_help_tells_what_every_field_means(record):
    told = record.__doc__
    for field in dataclasses.fields(record):
        assert re.search(rf"^ *- .*`{field.name}`.*: \S", told, re.MULTILINE), f"{record.__name__}.{field.name}"


def test_types_are_those_of_the_schema():
    schema = json.loads((ROOT / "docs/record.schema.json").read_text(encoding="utf-8"))["$defs"]

    def values(record, field):
        return schema[record]["properties"][field]["enum"]

    assert list(typing.get_args(sayso.types.Stance)) == values("AttributionRecord", "stance")
    assert list(typing.get_args(sayso.types.Polarity)) == values("AttributionRecord", "polarity")
    assert list(typing.get_args(sayso.types.Actuality)) == values("AttributionRecord", "actuality")
    assert list(typing.get_args(sayso.types.QuotationType)) == values("ContentRecord", "quotation")
    assert list(typing.get_args(sayso.types.SourceKind)) == values("SourceRecord", "kind")
    assert list(typing.get_args(sayso.types.ThingKind)) == values("ThingRecord", "kind")
    assert list(typing.get_args(sayso.types.TransferStatus)) == values("TransferRecord", "status")
    assert list(typing.get_args(sayso.types.Upos)) == values("TokenRecord", "upos")
