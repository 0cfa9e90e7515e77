"""Records that the program has stored come back as analyses."""

import gzip
import json

import pyarrow as pa
import pyarrow.parquet
import pytest

import sayso
from conftest import SAID


@pytest.fixture(scope="module")
def stored(program, wire, tmp_path_factory):
    """The articles as the program stores them, in each form that is read."""
    folder = tmp_path_factory.mktemp("stored")
    pyarrow.parquet.write_table(wire, folder / "articles.parquet")
    for form, name in [
        ("jsonl", "said.jsonl"),
        ("jsonl", "said.jsonl.zst"),
        ("parquet", "said"),
        ("sqlite", "said.db"),
    ]:
        ended = program("analyze", "-q", "articles.parquet", "--format", form, "-o", name, cwd=folder)
        assert ended.returncode == 0, ended.stderr
    (folder / "said.jsonl.gz").write_bytes(gzip.compress((folder / "said.jsonl").read_bytes()))
    return folder


@pytest.mark.parametrize("name", ["said.jsonl", "said.jsonl.gz", "said.jsonl.zst", "said", "said.db"])
def test_records_are_read_as_they_were_written(stored, name):
    written = [json.loads(line) for line in (stored / "said.jsonl").read_text(encoding="utf-8").splitlines()]
    found = list(sayso.read_records(stored / name))
    assert [analysis.to_dict() for analysis in found] == written
    assert len(found) > 3


def test_they_are_like_any_analysis(stored, wire):
    for analysis, article in zip(sayso.read_records(str(stored / "said")), wire.to_pylist(), strict=True):
        again = sayso.analyze(article["text"], article["date"], title=article["title"], publisher=article["publisher"])
        assert (analysis.text, analysis.id) == (article["text"], article["id"])
        assert analysis.attributions == again.attributions
        assert analysis.entities == again.entities
        assert analysis.tokens == again.tokens


def test_what_is_no_record_is_told(tmp_path, program):
    with pytest.raises(
        FileNotFoundError, match="records cannot be read; name what sayso analyze -o has written: .*none.jsonl"
    ):
        sayso.read_records(tmp_path / "none.jsonl")
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "text": SAID}) + "\n")
    with pytest.raises(ValueError, match="articles.jsonl:1: is an article and no record; analyse it first"):
        list(sayso.read_records(tmp_path / "articles.jsonl"))
    record = sayso.analyze(SAID, id="a").to_dict()
    (tmp_path / "later.jsonl").write_text(json.dumps(record | {"format": 99}) + "\n")
    with pytest.raises(ValueError, match="later.jsonl:1: a record of format 99, not 2; analyse again"):
        list(sayso.read_records(tmp_path / "later.jsonl"))
    del record["text"]
    (tmp_path / "bare.jsonl").write_text(json.dumps(record) + "\n")
    with pytest.raises(ValueError, match="bare.jsonl: the record 'a' has no text, so that its offsets have no words"):
        list(sayso.read_records(tmp_path / "bare.jsonl"))
    pyarrow.parquet.write_table(pa.table({"text": [SAID]}), tmp_path / "documents.parquet")
    with pytest.raises(ValueError, match="documents.parquet"):
        list(sayso.read_records(tmp_path / "documents.parquet"))
