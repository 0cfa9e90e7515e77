"""On a real Spark with executors that are processes of their own."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
import pytest

import sayso
from conftest import ROOT, SAID

if shutil.which("java") is None:
    # .ci/run installs Java; whoever runs these tests by hand may have none.
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyspark.sql import SparkSession
from pyspark.sql.types import IntegerType, LongType, StringType

from sayso import spark

TABLES = ["documents", "entities", "mentions", "attributions"]


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.executor.memory", "768m")
        # Snappy in Java takes the wrong library where musl is installed beside glibc.
        .config("spark.sql.parquet.compression.codec", "zstd")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def articles(wire, tmp_path_factory):
    """Enough articles for several partitions, in a Parquet file."""
    table = pa.concat_tables([wire] * 20)
    table = table.set_column(0, "id", pa.array([f"a-{n:03}" for n in range(table.num_rows)]))
    path = tmp_path_factory.mktemp("articles") / "articles.parquet"
    pyarrow.parquet.write_table(table, path, row_group_size=30, compression="zstd")
    return path


def rows(table, names):
    return sorted(map(repr, table.select(names).to_pylist()))


@pytest.mark.parametrize("partitions", [1, 3, 8])
@pytest.mark.parametrize("name", TABLES)
def test_rows_are_those_of_the_program(session, articles, by_program, tmp_path, name, partitions):
    df = session.read.parquet(str(articles)).repartition(partitions)
    getattr(spark, name)(df).write.parquet(str(tmp_path / "said"))
    ours = pyarrow.parquet.read_table(tmp_path / "said")
    theirs = by_program(pyarrow.parquet.read_table(articles))[name]
    names = [n for n in theirs.column_names if n not in ("document", "path", "extra")]
    assert set(names) <= set(ours.column_names)
    assert rows(ours, names) == rows(theirs, names)
    assert ours.num_rows > 0
    if "error" not in names:
        assert ours["error"].null_count == ours.num_rows


def test_examples_of_the_page_work(session, articles, tmp_path, monkeypatch, capsys):
    page = (ROOT / "docs/spark.md").read_text(encoding="utf-8")
    examples = "".join(re.findall("```python\n(.*?)```", page, re.DOTALL)).replace("s3://news", str(tmp_path))
    shutil.copy(articles, tmp_path / "articles")
    (tmp_path / "names.csv").write_text("name,kind\nKursk group,organisation\n")
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(examples, names)
    assert pyarrow.parquet.read_table(tmp_path / "said").num_rows > 0
    title = sayso.report(pyarrow.parquet.read_table(articles))["sources"].title
    assert title in capsys.readouterr().out
    assert set(names["said"].columns) > {"source", "stance"}


def test_the_order_within_a_partition_is_kept(session, articles):
    df = session.read.parquet(str(articles)).coalesce(1)
    found = spark.attributions(df).toArrow()
    ids = found["document_id"].to_pylist()
    assert ids == sorted(ids)
    theirs = sayso.attributions(pyarrow.parquet.read_table(articles))
    assert found["attribution"].to_pylist() == theirs["attribution"].to_pylist()


def test_the_schema_is_declared_and_columns_are_carried(session):
    df = session.createDataFrame([(7, SAID, "en", 2.5)], "number long, body string, language string, weight double")
    found = spark.attributions(df, text="body", id="number")
    assert found.columns[:4] == ["number", "language", "weight", "document_id"]
    kinds = {field.name: field.dataType for field in found.schema}
    assert (kinds["number"], kinds["attribution"], kinds["error"]) == (LongType(), IntegerType(), StringType())
    assert [(row.number, row.language, row.weight, row.source) for row in found.collect()] == [
        (7, "en", 2.5, "Andrey Kovalenko, an officer"),
        (7, "en", 2.5, "Moscow"),
    ]
    # Spans are what SQL can take apart.
    first = found.selectExpr("content_spans[0].start AS start", "hedge_spans").first()
    assert (first.start, first.hedge_spans) == (0, [])


@pytest.mark.parametrize("name", TABLES)
def test_bad_documents_become_rows(session, name):
    texts = [(0, None, "x"), (1, SAID, "y"), (2, None, "z"), (3, "x" * (65 << 20), None)]
    df = session.createDataFrame(texts, "id long, text string, tag string").coalesce(1)
    found = getattr(spark, name)(df).collect()
    key = "id"
    bad = [row for row in found if row.error]
    assert [str(row[key]) for row in bad] == ["0", "2", "3"]
    assert [row.tag for row in bad] == ["x", "z", None]
    assert bad[0].error == "the text is null"
    assert "more than the limit of 67108864" in bad[2].error
    assert {str(row[key]) for row in found if not row.error} == {"1"}


def test_an_empty_frame_gives_an_empty_frame(session):
    df = session.createDataFrame([], "id string, text string")
    for name in TABLES:
        assert getattr(spark, name)(df).count() == 0


def test_mistakes_are_told_before_anything_runs(session):
    df = session.createDataFrame([("a", SAID, "The Wire")], "id string, text string, source string")
    with pytest.raises(ValueError, match="the column 'source' has the name of one of the result's; rename it"):
        spark.attributions(df)
    upper = df.withColumnRenamed("source", "Source")
    with pytest.raises(ValueError, match="the column 'Source' has the name of one of the result's; rename it"):
        spark.attributions(upper)
    with pytest.raises(ValueError, match="no column 'body'"):
        spark.attributions(df, text="body")
    with pytest.raises(TypeError, match="holds int64, not text"):
        spark.entities(session.createDataFrame([(1, 2)], "id long, text long"))


def executors():
    """The processes that Spark started for this test's work, by their number."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"org.apache.spark.executor.CoarseGrainedExecutorBackend" in command:
            found[int(folder.name)] = command
    return found


@pytest.mark.skipif(not pathlib.Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_work_goes_on_when_an_executor_dies(session, articles, tmp_path):
    url = session.sparkContext._jsc.sc().conf().get("spark.driver.port").encode()
    ours = [pid for pid, command in executors().items() if any(b":" + url in part for part in command)]
    assert len(ours) == 2, "two executors work for this session"
    source = pyarrow.parquet.read_table(articles)
    many = pa.concat_tables([source] * 15)
    many = many.set_column(0, "id", pa.array([f"b-{n:05}" for n in range(many.num_rows)]))
    pyarrow.parquet.write_table(many, tmp_path / "many.parquet", compression="zstd")
    df = session.read.parquet(str(tmp_path / "many.parquet")).repartition(12)
    killer = subprocess.Popen(["sh", "-c", f"sleep 1.5; kill -9 {ours[0]}"])
    begun = time.perf_counter()
    spark.attributions(df).write.parquet(str(tmp_path / "said"))
    took = time.perf_counter() - begun
    killer.wait()
    assert took > 1.5, "the executor died while it worked"
    found = pyarrow.parquet.read_table(tmp_path / "said")
    names = ["document_id", "attribution", "source", "content", "confidence"]
    assert rows(found, names) == rows(sayso.attributions(many), names)
    assert ours[0] not in executors()


@pytest.mark.parametrize("partitions", [1, 5])
def test_a_report_is_that_of_one_machine(session, articles, partitions):
    df = session.read.parquet(str(articles)).repartition(partitions)
    assert spark.report(df).to_dict() == sayso.report(pyarrow.parquet.read_table(articles)).to_dict()
    assert len(spark.report(df.limit(0))["sources"].rows) == 0


def test_a_report_counts_the_articles_that_are_chosen(session, articles):
    df = session.read.parquet(str(articles)).repartition(3)
    choice = {"since": "2024-11-01", "publishers": ["Harbour Post", "Valley Tribune"], "by": "day", "top": 3}
    table = pyarrow.parquet.read_table(articles)
    assert spark.report(df, **choice).to_dict() == sayso.report(table, **choice).to_dict()
    undated = table.filter(pc.is_null(table["date"])).num_rows
    with pytest.warns(UserWarning, match=f"{undated} documents have no day and were left out"):
        report = spark.report(df, until="2024-12-31")
    with pytest.raises(ValueError, match="this report has no page"):
        report.to_html()
    with pytest.raises(TypeError, match="there is no option 'texts'"):
        spark.report(df, texts=3)


def test_transfers_have_rows_too(session):
    articles = pa.table({"id": ["a"], "text": ["Berlin sent 14 tanks to Kyiv."]})
    found = spark.transfers(session.createDataFrame(articles.to_pandas())).toArrow()
    names = [name for name in sayso.transfers(articles).column_names if name in found.column_names]
    assert rows(found, names) == rows(sayso.transfers(articles), names)
    assert found.num_rows == 1


def test_tokens_have_rows_too(session, wire):
    found = spark.tokens(session.createDataFrame(wire.to_pandas())).toArrow()
    names = ["document_id", "token", "start", "text", "lemma", "upos", "head", "deprel"]
    theirs = sayso.tokens(wire)
    assert rows(found, names) == rows(theirs, names)


def test_tables_of_others_are_told(wire):
    told = "df must be a DataFrame of Spark, not pandas.DataFrame; other tables are for sayso.attributions and the like"
    for function in (spark.attributions, spark.report):
        with pytest.raises(TypeError, match=told):
            function(wire.to_pandas())
