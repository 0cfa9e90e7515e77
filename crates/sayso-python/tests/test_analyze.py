"""One text in, one analysis out."""

import copy
import datetime
import json
import pickle

import pytest

import sayso
from conftest import SAID

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
    ours = sayso.analyze(seed).to_dict()
    assert ours == {key: record[key] for key in ours}
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
    assert "sayso-content" in html
    long = sayso.analyze("x " * 60_000)._repr_html_()
    assert "20,000 more characters" in long


def test_html_holds_the_whole_text(seed):
    import html
    import re

    body = sayso.analyze(seed)._repr_html_().split("<p style")[0]
    assert html.unescape(re.sub(r"<[^>]+>", "", body)) == seed


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (None, TypeError, "the text must be a str, not NoneType"),
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
