"""Counts of a corpus, the same as the program's."""

import json
import pickle

import pyarrow as pa
import pyarrow.parquet
import pytest

import sayso
from conftest import SAID


@pytest.fixture(scope="module")
def by_program(program, wire, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    pyarrow.parquet.write_table(wire, folder / "articles.parquet")

    def run(*options):
        ended = program("report", "-q", *options, "articles.parquet", cwd=folder)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return run


@pytest.mark.parametrize("threads", [1, 3])
def test_tables_are_those_of_the_program(wire, by_program, threads):
    report = sayso.report(wire, threads=threads)
    assert report.to_dict() == json.loads(by_program("--format", "json"))
    assert report.to_markdown() == by_program("--format", "md")
    assert str(report) == by_program("--format", "text", "--width", "80")


def test_options_are_those_of_the_program(wire, by_program):
    report = sayso.report(wire, by="day", top=2)
    assert report.to_dict() == json.loads(by_program("--format", "json", "--by", "day", "--top", "2"))


def test_reports_of_parts_add_up(wire):
    parts = [sayso.report(wire.slice(n, 2)) for n in range(0, wire.num_rows, 2)]
    whole = parts[0]
    for part in parts[1:]:
        whole = part + whole
    assert whole.to_dict() == sayso.report(wire).to_dict()
    assert pickle.loads(pickle.dumps(whole)) == whole


def test_tables_have_names_and_go_to_data_frames(wire):
    report = sayso.report(wire)
    assert list(report) == [table["name"] for table in report.to_dict()["tables"]]
    frame = report["sources"].to_arrow().to_pandas()
    assert list(frame.columns) == list(report["sources"].columns)
    assert len(frame) == len(report["sources"].rows) > 0
    with pytest.raises(KeyError, match="there is no table 'sauces'; there are sources, kinds"):
        report["sauces"]


def test_what_cannot_be_read_is_counted():
    table = pa.table({"text": [SAID, None], "id": ["a", "b"]})
    reading = {row["what"]: row["count"] for row in sayso.report(table)["reading"].rows}
    assert (reading["documents"], reading["inputs that failed"]) == (1, 1)
    assert len(sayso.report(table.slice(0, 0))["sources"].rows) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [({"by": "year"}, "by must be 'month' or 'day'"), ({"top": -1}, "top must be"), ({"text": "body"}, "no column 'body'")],
)
def test_wrong_options_are_told(wire, options, message):
    with pytest.raises(ValueError, match=message):
        sayso.report(wire, **options)


def test_counts_of_elsewhere_are_refused():
    with pytest.raises(ValueError, match="these bytes are no counts of this version"):
        sayso.Report(b"counts").to_dict()
