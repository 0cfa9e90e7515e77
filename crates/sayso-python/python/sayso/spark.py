"""Sayso on Spark: a DataFrame of articles in, a DataFrame of what they say out.

    from sayso import spark as sayso

    articles = session.read.parquet("articles")          # columns text and id, perhaps title, date, publisher
    sayso.attributions(articles).write.parquet("said")   # one row an attribution
    sayso.entities(articles, gazetteer="names.csv")      # with the options of sayso.Analyzer

Columns of the result are those of the tables of the command line, offsets as `int`, without the number
`document`, which means nothing here. Every other column of the articles but the text is carried along, and
`error` says why a document could not be analysed: it never fails the job. `docs/spark.md` tells more.

Executors need the packages sayso and pyarrow. An analyser lives as long as a Python worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from sayso import _native
from sayso._analyzer import Analyzer, split_options
from sayso._beside import Beside
from sayso._extras import missing
from sayso._options import Options
from sayso._report import CountingKeywords, Report, check_report, tell_undated
from sayso._tables import Columns, column_names, columns_of, empty_schema, find_columns

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType
except ImportError as error:
    package = "pyarrow" if error.name == "pyarrow" else "pyspark"
    raise missing(error, "sayso.spark", package, "spark") from None

if TYPE_CHECKING:
    from typing_extensions import Unpack

    Batches = Iterator[pa.RecordBatch]


class SparkKeywords(Columns, Options, total=False):
    """Names of columns and options of the analysis."""


class CountKeywords(CountingKeywords, Options, total=False):
    """The same for a report, which has no page."""


SHARED = """

    `df` is a DataFrame of articles, one a row; `text` and `id` name its columns, and with `id=None` the column
    `document_id` is the number of the row in its partition. The columns `title`, `date` and `publisher` are used
    if there are any under these names or those given. All other keywords are options of `sayso.Analyzer`; the driver
    reads files, and executors get what was in them. Raises `ValueError` for a column that is missing or whose
    name is needed for the result, and `TypeError` for a text column that holds no text; nothing is computed yet.
    """


def attributions(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[SparkKeywords],
) -> DataFrame:
    """Who said what: one row an attribution, or a document that failed."""
    return _map("attributions", df, text, id, keywords)


def entities(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[SparkKeywords],
) -> DataFrame:
    """What the articles speak of: one row an entity of a document, or a document that failed."""
    return _map("entities", df, text, id, keywords)


def mentions(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[SparkKeywords],
) -> DataFrame:
    """Where entities are named or referred to: one row a place, or a document that failed."""
    return _map("mentions", df, text, id, keywords)


def transfers(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[SparkKeywords],
) -> DataFrame:
    """Who gives what to whom: one row a transfer, or a document that failed."""
    return _map("transfers", df, text, id, keywords)


def tokens(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[SparkKeywords],
) -> DataFrame:
    """Words and punctuation with their grammar: one row a token, or a document that failed."""
    return _map("tokens", df, text, id, keywords)


def documents(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[SparkKeywords],
) -> DataFrame:
    """The articles themselves: one row a document."""
    return _map("documents", df, text, id, keywords)


for function in (attributions, entities, mentions, transfers, tokens, documents):
    function.__doc__ = (function.__doc__ or "") + SHARED
del function


def report(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    **keywords: Unpack[CountKeywords],
) -> Report:
    """Counts a corpus where it lies; the same tables as `sayso.report` and `sayso report` give, without a page.

    Each task counts its partition, and the driver merges the counts as they come. They are bounded: a corpus of
    any size gives no more than some hundred megabytes a partition, a small one next to nothing. `by`, `top`, `since`,
    `until` and `publishers` are as for `sayso.report`, all other keywords those of `attributions`.
    """
    _check(df)
    analyzer, others = split_options(keywords, CountingKeywords)
    columns = find_columns(_arrow_names(df), column_names(text, id, others, CountingKeywords.__annotations__))
    by, top, choice = check_report(cast("CountingKeywords", others))

    def work(batches: Batches) -> Batches:
        counts, _, undated = _native.count(analyzer._engine, columns_of(batches, columns), by, choice, None, 1)
        yield pa.record_batch({"counts": pa.array([counts], pa.binary()), "undated": pa.array([undated], pa.int64())})

    parts = df.mapInArrow(work, "counts binary, undated long").toLocalIterator(prefetchPartitions=True)
    left_out = 0

    def counts() -> Iterator[bytes]:
        nonlocal left_out
        yield _native.count(analyzer._engine, iter(()), by, choice, None, 1)[0]
        for part in parts:
            left_out += part.undated
            yield bytes(part.counts)

    whole = Report(_native.merge(counts()), top)
    tell_undated(left_out)
    return whole


def _check(df: object) -> None:
    if not isinstance(df, DataFrame):
        kind = f"{type(df).__module__.partition('.')[0]}.{type(df).__name__}".removeprefix("builtins.")
        raise TypeError(
            f"df must be a DataFrame of Spark, not {kind}; other tables are for sayso.attributions and the like"
        )


def _map(name: str, df: DataFrame, text: str, id: str | None, keywords: Mapping[str, object]) -> DataFrame:
    _check(df)
    analyzer, named = split_options(keywords, Columns)
    columns = find_columns(_arrow_names(df), column_names(text, id, named))
    made = _schema(name)
    roles = {df.columns[index] for index in columns.values()}
    own = df.columns[columns["text"]]
    # Spark takes `Title` and `title` for one unless it is told otherwise.
    fold = str if df.sparkSession.conf.get("spark.sql.caseSensitive", "false") == "true" else str.lower
    carried = [
        i
        for i, column in enumerate(df.columns)
        if column != own and not (column in roles and fold(column) in made.names)
    ]
    taken = [df.columns[i] for i in carried if fold(df.columns[i]) in made.names]
    if taken:
        raise ValueError(
            f"the column {taken[0]!r} has the name of one of the result's; rename it with df.withColumnRenamed, "
            "or leave it out with df.drop"
        )
    fields = [df.schema.fields[i] for i in carried]
    fields += [StructField(field.name, from_arrow_type(field.type)) for field in made]
    return df.mapInArrow(
        _work(analyzer, name, columns, carried, [df.columns[i] for i in carried], made), StructType(fields)
    )


def _work(
    analyzer: Analyzer,
    name: str,
    columns: dict[str, int],
    carried: list[int],
    carried_names: list[str],
    made: pa.Schema,
) -> Callable[[Batches], Batches]:
    """What each task does with its partition."""

    def work(batches: Batches) -> Batches:
        beside = Beside(carried)
        tabulate = _native.Tabulate(analyzer._engine, columns_of(beside.watch(batches), columns), [name], 1)
        for _, batch in tabulate:
            rows = _rows(batch, [] if name == "documents" else tabulate.failures(), made)
            numbers = rows.column("document")
            if len(numbers) == 0:
                continue
            # Articles whose rows are all out are not needed any more.
            beside.forget_before(numbers[0].as_py())
            arrays = beside.at(numbers) + [rows.column(name) for name in made.names]
            names = carried_names + made.names
            yield from pa.table(arrays, names=names).combine_chunks().to_batches()

    return work


def _rows(batch: pa.RecordBatch, failures: list[tuple[int, str, str]], made: pa.Schema) -> pa.Table:
    """Rows of the table and of documents that failed, in the order of documents, as Spark takes them."""
    schema = pa.schema([pa.field("document", pa.int64()), *made])
    rows = pa.table(
        [
            batch.column(field.name).cast(field.type)
            if field.name in batch.schema.names
            else pa.nulls(len(batch), field.type)
            for field in schema
        ],
        schema=schema,
    )
    if not failures:
        return rows
    lost = [dict(document=number, document_id=id, error=reason) for number, id, reason in failures]
    rows = pa.concat_tables([rows, pa.Table.from_pylist(lost, schema=schema)])
    return rows.sort_by("document")


def _schema(name: str) -> pa.Schema:
    """The columns of a table as Spark can have them: no unsigned numbers, and all may be null."""
    schema = empty_schema(name)
    fields = [pa.field(field.name, _signed(field.type)) for field in schema if field.name != "document"]
    if "error" not in schema.names:
        fields.append(pa.field("error", pa.string()))
    return pa.schema(fields)


def _signed(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_uint32(kind):
        return pa.int32()
    if pa.types.is_list(kind):
        return pa.list_(_signed(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, _signed(field.type)) for field in kind])
    return kind


def _arrow_names(df: DataFrame) -> Any:
    """The schema of a DataFrame in Arrow, as far as it is looked at here."""
    from pyspark.sql.types import ArrayType, MapType, StringType

    def kind(field: StructField) -> pa.DataType:
        if isinstance(field.dataType, StringType):
            return pa.string()
        if isinstance(field.dataType, (ArrayType, MapType, StructType)):
            return pa.list_(pa.null())
        return pa.int64()

    return pa.schema([pa.field(field.name, kind(field)) for field in df.schema.fields])
