"""Arrow in, Arrow out, and the same rows as the program's."""

import datetime
import re
import subprocess
import sys
import types

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sayso
from conftest import ROOT, SAID

TABLES = ["documents", "entities", "mentions", "attributions"]


def same(ours, theirs):
    """Equal but for the path and the fields that only files have."""
    only_files = ["path", "extra"]
    names = [name for name in theirs.column_names if name not in only_files]
    assert set(ours.column_names) == set(theirs.column_names)
    assert ours.select(names).to_pylist() == theirs.select(names).to_pylist()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("threads", [1, 3])
def test_rows_are_those_of_the_program(name, threads, wire, by_program):
    ours = getattr(sayso, name)(wire, threads=threads)
    theirs = by_program(wire)[name]
    same(ours, theirs)
    assert ours.schema.remove_metadata() == theirs.schema.remove_metadata()
    assert ours.num_rows > 0


def test_claims_are_those_of_the_program(wire, by_program):
    ours, theirs = sayso.tables(wire), by_program(wire)
    for name in ("claims", "claim_mentions"):
        assert ours[name].to_pylist() == theirs[name].to_pylist()
    assert ours["claims"]["wording"].to_pylist()[0] == "Germany had paid for 120 missiles"
    assert ours["claim_mentions"].num_rows >= 2 * ours["claims"].num_rows > 0


FORMS = {
    "table": lambda t: t,
    "chunks": lambda t: pa.Table.from_batches(t.to_batches(max_chunksize=1)),
    "batch": lambda t: t.combine_chunks().to_batches()[0],
    "reader": lambda t: t.to_reader(max_chunksize=2),
    "pandas": lambda t: t.to_pandas(),
    "pandas objects": lambda t: pd.DataFrame(t.to_pydict(), dtype=object),
    "polars": lambda t: pl.from_arrow(t),
    "duckdb": lambda t: duckdb.from_arrow(t),
    "views": lambda t: t.cast(pa.schema([(name, pa.string_view()) for name in t.column_names])),
    "large": lambda t: t.cast(pa.schema([(name, pa.large_string()) for name in t.column_names])),
    "dictionary": lambda t: pa.table({name: t[name].dictionary_encode() for name in t.column_names}),
    "slice": lambda t: pa.concat_tables([t, t]).slice(t.num_rows, t.num_rows),
}


@pytest.mark.parametrize("form", FORMS)
def test_tables_of_every_make_are_read(form, wire):
    assert sayso.attributions(FORMS[form](wire)).equals(sayso.attributions(wire))


def test_results_go_to_every_make(wire):
    found = sayso.attributions(wire)
    assert len(found.to_pandas()) == len(pl.from_arrow(found)) == found.num_rows
    counted = duckdb.sql("SELECT stance, count(*) FROM found GROUP BY stance").fetchall()
    assert sum(n for _, n in counted) == found.num_rows


def test_columns_have_the_names_that_are_given():
    table = pa.table({"body": [SAID], "url": [17], "when": [pa.scalar(20_050, pa.date32())], "outlet": ["The Wire"]})
    found = sayso.attributions(table, text="body", id="url", date="when", publisher="outlet").to_pylist()
    assert [row["document_id"] for row in found] == ["17", "17"]
    assert {(row["date"], row["publisher"]) for row in found} == {("2024-11-23", "The Wire")}


def test_without_ids_rows_are_numbered():
    found = sayso.attributions(pa.table({"text": [SAID, SAID]}), id=None)
    assert found["document_id"].to_pylist() == ["0", "0", "1", "1"]


def test_a_missing_id_is_nobody_elses():
    articles = pd.DataFrame({"id": [1, None, 2], "text": [SAID] * 3})
    assert sayso.documents(articles)["id"].to_pylist() == ["1", "row-1", "2"]


@pytest.mark.parametrize("missing", [None, object, float, str])
def test_a_frame_without_rows_has_no_text(missing):
    assert sayso.documents(pd.DataFrame({"id": [], "text": []}, dtype=missing)).num_rows == 0


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_column_without_a_text_is_none(frame):
    with pytest.warns(UserWarning, match="1 document was not analysed, 7: the text is null"):
        assert sayso.attributions(frame({"id": [7], "text": [float("nan")]})).num_rows == 0
    with pytest.raises(TypeError, match="the column 'text' holds double, not text"):
        sayso.attributions(frame({"id": [7, 8], "text": [float("nan"), 1.5]}))


def objects(**columns):
    return pd.DataFrame(columns, dtype=object)


def test_objects_of_several_types_are_written_out():
    day, midnight = datetime.date(2024, 11, 23), pd.Timestamp("2024-11-24")
    articles = objects(id=["a", 3, "b"], text=[SAID] * 3, date=[day, midnight, "2024-11-25"], tag=[1, "x", None])
    found = sayso.documents(articles, carry=["tag"]).select(["id", "date", "tag"])
    assert found["id"].to_pylist() == ["a", "3", "b"]
    assert found["date"].to_pylist() == ["2024-11-23", "2024-11-24", "2024-11-25"]
    assert found["tag"].to_pylist() == ["1", "x", None]
    with pytest.raises(TypeError) as raised:
        sayso.documents(objects(id=["a", "b"], text=[SAID, 3]))
    told = "the column 'text' holds int in row 1, not text; drop such rows, or convert them to str"
    assert str(raised.value) == told


def test_objects_of_polars_are_told():
    articles = pl.DataFrame({"id": ["a"], "text": [SAID], "tag": pl.Series([object()], dtype=pl.Object)})
    with pytest.raises(
        TypeError, match="the column 'tag' holds Python objects; convert them to strings, or drop the column"
    ):
        sayso.attributions(articles)
    assert sayso.attributions(articles.drop("tag")).num_rows == 2


def test_half_a_character_costs_the_other_rows_nothing():
    articles = objects(id=["a", "b", "c\ud800"], text=[SAID, "half \ud800", SAID])
    with pytest.warns(UserWarning, match=r"b: the text has half a character \(a lone surrogate\) at byte 5"):
        assert sayso.attributions(articles)["document_id"].to_pylist() == ["a", "a", "c?", "c?"]


@pytest.mark.parametrize("zone", [None, "Europe/Kyiv"])
def test_times_at_midnight_are_days(zone):
    times = pd.to_datetime(["2024-02-29", None, "2024-03-01 05:00"], format="mixed").tz_localize(zone)
    articles = pd.DataFrame({"id": ["a", "b", "c"], "text": [SAID] * 3, "date": times})
    dates = sayso.documents(articles)["date"].to_pylist()
    assert dates[:2] == ["2024-02-29", None] and dates[2].startswith("2024-03-01 05:00:00")


def test_offsets_index_python_strings():
    text = "😀 " + SAID
    for row in sayso.attributions(pa.table({"text": [text]}), id=None).to_pylist():
        span = row["content_spans"][0]
        assert text[span["start"] : span["end"]] == row["content"]


def test_an_empty_table_gives_an_empty_table():
    for name in TABLES:
        empty = getattr(sayso, name)(pa.table({"text": pa.array([], pa.string()), "id": pa.array([], pa.string())}))
        assert empty.num_rows == 0
        full = getattr(sayso, name)(pa.table({"text": [SAID], "id": ["a"]}))
        assert empty.schema == full.schema
    assert sayso.documents(pd.DataFrame({"text": [], "id": []}, dtype=str)).num_rows == 0


CARRIED = pa.table(
    {
        "text": [SAID, "It rained.", SAID],
        "id": [7, 8, 9],
        "title": ["One", "Two", None],
        "section": pa.array(["world", None, "home"]).dictionary_encode(),
        "printed": pa.array([datetime.date(2024, 11, 23), None, None]),
        "page": pa.array([3, None, 5], pa.int16()),
    }
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*TABLES, "tokens"])
def test_users_columns_are_carried(name, form):
    make = FORMS[form] if form not in ("views", "large", "dictionary") else lambda table: table
    plain = getattr(sayso, name)(make(CARRIED), carry=[])
    found = getattr(sayso, name)(make(CARRIED), carry=["section", "page", "id"])
    made = [column for column in ("section", "page", "id") if column not in plain.column_names]
    assert found.column_names == plain.column_names + made
    assert found.select(plain.column_names).equals(plain)
    for row in found.to_pylist():
        article = CARRIED.slice(row["document"], 1).to_pylist()[0]
        assert {column: row[column] for column in made if row[column] == row[column]} == {
            column: article[column] for column in made if row[column] == row[column]
        }
    assert len(set(found["document"].to_pylist())) > 1


def test_all_columns_are_carried_but_those_there_are():
    found = sayso.tables(CARRIED, carry=True, layers="text,sentences,tokens,entities,attributions")
    assert found["attributions"].column_names[-4:] == ["id", "section", "printed", "page"]
    assert found["entities"].column_names[-5:] == ["id", "title", "section", "printed", "page"]
    assert found["documents"].column_names[-3:] == ["section", "printed", "page"]
    assert found["tokens"].column_names[-5:] == ["id", "title", "section", "printed", "page"]
    for name in TABLES:
        whole = found[name].select(sayso.tables(CARRIED)[name].column_names)
        assert whole.num_rows == getattr(sayso, name)(CARRIED).num_rows
    assert "section" not in found["entity_keys"].column_names
    empty = sayso.attributions(CARRIED.slice(0, 0), carry=True)
    assert empty.schema.equals(found["attributions"].schema)


def test_columns_of_many_batches_are_carried(wire):
    many = pa.concat_tables([wire] * 40).append_column("number", pa.array(range(40 * wire.num_rows)))
    found = sayso.attributions(many.to_reader(max_chunksize=3), carry="number", id=None, threads=3)
    assert found["number"].to_pylist() == found["document"].to_pylist()


def test_tokens_are_those_of_an_analysis(wire):
    found = sayso.tokens(wire).to_pylist()
    assert len(found) > 100
    for number, text in enumerate(wire["text"].to_pylist()):
        analysis = sayso.analyze(text)
        rows = [row for row in found if row["document"] == number]
        for row, token in zip(rows, analysis.tokens, strict=True):
            names = ("start", "end", "text", "lemma", "upos", "xpos", "head", "deprel")
            assert [row[name] for name in names] == [getattr(token, name) for name in names]
            assert (row["feats"] or "") == token.feats
            sentence = analysis.sentences[row["sentence"]]
            assert sentence.start <= row["start"] < sentence.end
    assert "tokens" not in sayso.tables(wire)


def test_the_page_of_tables_has_that_of_tokens(wire):
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8").split("## `tokens`")[1]
    told = dict(re.findall(r"^\| `(\w+)` \| (\w+\??) \|", page, re.MULTILINE))
    types = {"string": "text", "int64": "int64", "uint32": "uint32"}
    schema = sayso.tokens(wire).schema
    assert told == {field.name: types[str(field.type)] + "?" * field.nullable for field in schema}


def test_transfers_are_those_of_an_analysis():
    text = "Berlin sent 14 tanks to Kyiv."
    articles = pa.table({"id": ["a"], "text": [text], "section": ["world"]})
    [row] = sayso.transfers(articles, carry=["section"]).to_pylist()
    [transfer] = sayso.analyze(text, layers="entities, transfers").transfers
    assert (row["document_id"], row["section"], row["status"]) == ("a", "world", transfer.status)
    found = sayso.tables(articles, carry=True, layers="text,sentences,entities,attributions,transfers")
    assert found["transfers"].column_names == sayso.transfers(articles, carry=True).column_names
    assert found["transfers"]["section"].to_pylist() == ["world"]


def test_whole_numbers_stay_whole_in_pandas():
    found = sayso.tables(CARRIED, carry=True)
    frame = found["attributions"].to_pandas()
    assert {str(frame[name].dtype) for name in ("document", "attribution", "parent", "source_entity", "page")} == {
        "Int64"
    }
    assert frame["parent"].isna().any() and frame["page"].tolist()[:2] == [3, 3]
    assert str(found["entities"].to_pandas()["low"].dtype) == "float64"
    assert str(sayso.report(CARRIED)["sources"].to_arrow().to_pandas()["attributions"].dtype) == "Int64"


def test_a_missing_package_is_told():
    needs = [
        ("pyarrow", "import sayso; sayso.attributions({})", "a table", "arrow"),
        ("pandas", "import sayso.pandas", "sayso.pandas", "pandas"),
        ("polars", "import sayso.polars", "sayso.polars", "polars"),
        ("spacy", "import sayso.spacy", "sayso.spacy", "spacy"),
        ("pyspark", "import sayso.spark", "sayso.spark", "spark"),
        ("pyarrow", "import sayso.spark", "sayso.spark", "spark"),
        ("tqdm", "import sayso; next(sayso.analyze_many([], progress=True))", "progress=True", "progress"),
    ]
    for package, code, what, extra in needs:
        code = f"import sys; sys.modules[{package!r}] = None; {code}"
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        told = f"ImportError: {what} needs the package {package}; install it with: pip install 'sayso[{extra}]'"
        assert ended.stderr.splitlines()[-1] == told


def test_documents_that_fail_are_counted_and_kept():
    broken = pa.array([SAID.encode(), None, b"\xff said he", SAID.encode()], pa.binary()).view(pa.string())
    table = pa.table({"text": broken, "id": ["a", "b", None, "d"]})
    with pytest.warns(UserWarning, match="2 documents were not analysed, the first of them b: the text is null; sayso"):
        found = sayso.attributions(table)
    assert found["document"].to_pylist() == [0, 0, 3, 3]
    with pytest.warns(UserWarning, match="2 documents were not analysed"):
        documents = sayso.documents(table).to_pylist()
    assert [row["id"] for row in documents] == ["a", "b", "row-2", "d"]
    errors = [row["error"] for row in documents]
    assert errors == [None, "the text is null", "the text is not UTF-8: the first wrong byte is 0", None]


def test_a_column_of_nulls_is_no_text_but_no_mistake_either():
    with pytest.warns(UserWarning, match="1 document was not analysed"):
        assert sayso.entities(pa.table({"text": [None], "id": ["a"]})).num_rows == 0


@pytest.mark.parametrize(
    ("table", "options", "kind", "message"),
    [
        (None, {}, TypeError, "a table is needed (pyarrow, pandas, Polars, DuckDB), not NoneType"),
        ([SAID], {}, TypeError, "not list; for texts there is analyze_many"),
        (SAID, {}, TypeError, "not str; for one text there is analyze"),
        (
            pd.Series([SAID]),
            {},
            TypeError,
            "a table is needed, not one column (Series); give the data frame and name its",
        ),
        (pl.Series([SAID]), {}, TypeError, "not one column (Series)"),
        (pa.chunked_array([[SAID]]), {}, TypeError, "not one column (ChunkedArray)"),
        (pl.LazyFrame({"text": [SAID]}), {}, TypeError, "not a LazyFrame; collect it first: table.collect()"),
        (
            types.MappingProxyType({"text": [SAID]}),
            {},
            TypeError,
            "not mappingproxy; make one of it: pyarrow.table({...})",
        ),
        (
            {"text": [SAID], "id": ["a"]},
            {"carry": "desk"},
            ValueError,
            "no column 'desk' to carry; the columns are: 'text', 'id'",
        ),
        (
            {"text": [SAID], "id": ["a"]},
            {"carry": 3},
            TypeError,
            "carry must be True, or the name or names of columns, not 3",
        ),
        (
            {"text": [SAID], "id": ["a"], "document": [1]},
            {"carry": True},
            ValueError,
            "'document' has the name of one of the",
        ),
        (
            {"text": [SAID], "id": ["a"]},
            {"treads": 2},
            TypeError,
            "there is no option 'treads'; did you mean 'threads'?",
        ),
        (SAID.encode(), {}, TypeError, "not bytes"),
        ({"id": ["a"], "body": [SAID]}, {}, ValueError, "no column 'text'; name the column of the text with text=..."),
        ({"text": [SAID]}, {}, ValueError, "no column 'id'; name the column of the id with id=... (id=None numbers"),
        ({"text": [1], "id": ["a"]}, {}, TypeError, "the column 'text' holds int64, not text"),
        ({"text": [b"x"], "id": ["a"]}, {}, TypeError, "the column 'text' holds binary, not text"),
        ({"text": [SAID], "id": [["a"]]}, {}, TypeError, "the column 'id' holds list"),
        ({"text": [SAID]}, {"id": 7}, TypeError, "id must be the name of a column, not int"),
        ({"text": [SAID], "id": ["a"]}, {"date": "when"}, ValueError, "no column 'when'"),
        ({"text": [SAID], "id": ["a"]}, {"threads": 0}, ValueError, "threads must be a number"),
        ({}, {}, ValueError, "the columns are: none"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(table, options, kind, message):
    if isinstance(table, dict):
        table = pa.table(table)
    for name in TABLES:
        with pytest.raises(kind) as raised:
            getattr(sayso, name)(table, **options)
        assert message in str(raised.value)
        assert "\n" not in str(raised.value)


def test_two_columns_of_one_name_are_told():
    table = pa.table([[SAID], [SAID], ["a"]], names=["text", "text", "id"])
    with pytest.raises(ValueError, match="more than one column 'text'"):
        sayso.attributions(table)


def test_what_the_source_raises_is_raised():
    def batches():
        yield pa.record_batch({"text": [SAID], "id": ["a"]})
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string()), ("id", pa.string())]), batches())
    with pytest.raises(OSError, match="the disk is gone"):
        sayso.attributions(reader)


def test_texts_of_fifty_megabytes_are_read():
    long = SAID + "\n\n" + "0123456789" * 5_000_000
    found = sayso.attributions(pa.table({"text": [long, SAID], "id": ["long", "short"]}))
    assert found["document_id"].to_pylist() == ["long", "long", "short", "short"]
    with pytest.warns(UserWarning, match="the text has 68157440 bytes"):
        assert sayso.attributions(pa.table({"text": ["x" * (65 << 20)], "id": ["a"]})).num_rows == 0
