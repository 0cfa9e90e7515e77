"""Counts of a corpus, the same as the program's."""

import base64
import datetime
import json
import pickle
import re
import warnings
import zlib

import pandas as pd
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


def unpacked(page):
    """What a page counts, and its texts."""
    packed = re.findall('class="(?:counted|texts)">(.*?)</script>', page)
    return [json.loads(zlib.decompress(base64.b64decode(block), wbits=-15)) for block in packed]


@pytest.mark.parametrize("threads", [1, 3])
def test_tables_are_those_of_the_program(wire, by_program, threads):
    report = sayso.report(wire, threads=threads)
    assert report.to_dict() == json.loads(by_program("--format", "json"))
    assert report.to_markdown() == by_program("--format", "md")
    assert str(report) == by_program("--format", "text", "--width", "80")


def test_options_are_those_of_the_program(wire, by_program):
    report = sayso.report(wire, by="day", top=2)
    assert report.to_dict() == json.loads(by_program("--format", "json", "--by", "day", "--top", "2"))


def test_the_page_and_the_workbook_are_those_of_the_program(wire, program, tmp_path):
    pyarrow.parquet.write_table(wire, tmp_path / "articles.parquet")
    for options in (["--html", "page.html"], ["--format", "xlsx", "-o", "theirs.xlsx"]):
        ended = program("report", "-q", *options, "articles.parquet", cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
    report = sayso.report(wire, top=0)
    page = report.to_html(tmp_path / "ours.html")
    theirs = (tmp_path / "page.html").read_text(encoding="utf-8")
    ours, theirs = unpacked(page), unpacked(theirs)
    # Files have paths.
    for article in theirs[0]["articles"]:
        del article["path"]
    assert ours == theirs
    assert (tmp_path / "ours.html").read_text(encoding="utf-8") == page
    report.to_excel(tmp_path / "ours.xlsx")
    assert (tmp_path / "ours.xlsx").read_bytes() == (tmp_path / "theirs.xlsx").read_bytes()
    sheets = pd.read_excel(tmp_path / "ours.xlsx", sheet_name=None)
    assert set(report) <= set(sheets)


def test_the_page_has_a_heading_and_as_many_texts_as_are_wanted(wire):
    page = sayso.report(wire, heading="Who <said> what", texts=1).to_html()
    assert "<title>Who &lt;said&gt; what</title>" in page
    assert [whole for _, whole, *_ in unpacked(page)[1]].count(True) == 1 < wire.num_rows
    assert sayso.report(wire, top=2).to_html() == sayso.report(wire).to_html()


@pytest.mark.parametrize(
    "choice",
    [
        {"since": "2024-11-23"},
        {"until": datetime.date(2024, 11, 22)},
        {"since": "2024-11-22", "until": "2024-11-23"},
        {"publishers": "the wire"},
        {"publishers": ["Evening Post", "The Wire"], "since": "2024-01-01"},
    ],
)
def test_articles_are_chosen_as_by_the_program(wire, by_program, choice):
    options = []
    for name, value in choice.items():
        for one in [value] if isinstance(value, (str, datetime.date)) else value:
            options += ["--" + name.removesuffix("s"), str(one)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours = sayso.report(wire, **choice)
    assert ours.to_dict() == json.loads(by_program("--format", "json", "--top", "50", *options))


def test_articles_without_a_day_are_told():
    table = pa.table({"text": [SAID, SAID], "id": ["a", "b"], "date": ["2024-11-23", None]})
    with pytest.warns(UserWarning, match="1 document has no day and was left out; since and until need one"):
        assert sayso.report(table, since="2024-11-01")["sources"].rows[0]["attributions"] == 1


def test_a_sum_has_no_page(wire):
    report = sayso.report(wire)
    assert pickle.loads(pickle.dumps(report)).to_html() == report.to_html()
    with pytest.raises(ValueError, match="this report has no page: it is a sum, or one of Spark's"):
        (report + report).to_html()


def test_reports_of_parts_add_up(wire):
    parts = [sayso.report(wire.slice(n, 2)) for n in range(0, wire.num_rows, 2)]
    whole = parts[0]
    for part in parts[1:]:
        whole = part + whole
    assert whole.to_dict() == sayso.report(wire).to_dict()
    assert sum(parts[1:], parts[0]).to_dict() == whole.to_dict()
    assert pickle.loads(pickle.dumps(whole)) == whole


def test_reports_of_days_and_months_do_not_add_up(wire):
    with pytest.raises(ValueError, match="the reports count days and months; give both the same `by`"):
        sayso.report(wire, by="day") + sayso.report(wire, by="month")


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
    [
        ({"by": "year"}, "by must be 'month' or 'day'"),
        ({"top": -1}, "top must be a number of rows, or 0 for all, not -1"),
        ({"texts": -1}, "texts must be how many articles"),
        ({"text": "body"}, "no column 'body'"),
        ({"since": "2024-13-45"}, 'since: the date "2024-13-45" is no day; write year, month and day'),
        (
            {"since": "2024-12-01", "until": "2024-11-30"},
            "since=2024-12-01 is after until=2024-11-30: no day is in between",
        ),
    ],
)
def test_wrong_options_are_told(wire, options, message):
    with pytest.raises(ValueError, match=message):
        sayso.report(wire, **options)


def test_counts_of_elsewhere_are_refused():
    with pytest.raises(ValueError, match="these bytes are no counts of this version"):
        sayso.Report(b"counts").to_dict()
