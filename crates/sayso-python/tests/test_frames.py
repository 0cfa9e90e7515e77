"""`df.sayso`, on frames of pandas and of Polars."""

import pandas as pd
import polars as pl
import pytest

import sayso
import sayso.pandas
import sayso.polars
from conftest import SAID

ARTICLES = {"body": [SAID, "It rained.", SAID], "section": ["world", None, "home"], "page": [3, 4, 5]}
FRAMES = {"pandas": pd.DataFrame, "polars": pl.DataFrame}
TABLES = ["documents", "entities", "mentions", "attributions", "transfers", "tokens"]


@pytest.fixture(params=FRAMES)
def make(request):
    return FRAMES[request.param]


def rows(frame):
    """The rows as Python has them, without what differs between the libraries."""
    if isinstance(frame, pl.DataFrame):
        return frame.select("document", "document_id", "section").rows()
    frame = frame[["document", "document_id", "section"]].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


@pytest.mark.parametrize("name", TABLES)
def test_frames_come_back(make, name):
    frame = make(ARTICLES)
    extra = {"document_id": "id"} if name == "documents" else {}
    found = getattr(frame.sayso, name)("body", carry=["section", "page"])
    assert isinstance(found, make)
    table = getattr(sayso, name)(frame, text="body", id=None, carry=["section", "page"])
    assert list(found.columns) == table.column_names
    if not extra:
        assert rows(found) == list(
            zip(*(table[c].to_pylist() for c in ("document", "document_id", "section")), strict=True)
        )
    assert len(found) == table.num_rows


def test_an_id_is_used_if_there_is_one(make):
    frame = make(ARTICLES | {"id": ["a", "b", "c"], "key": ["x", "y", "z"]})
    assert list(frame.sayso.attributions("body")["document_id"]) == ["a", "a", "c", "c"]
    assert list(frame.sayso.attributions("body", "key")["document_id"]) == ["x", "x", "z", "z"]
    with pytest.raises(ValueError, match="no column 'name'"):
        frame.sayso.attributions("body", id="name")
    with pytest.raises(ValueError, match="no column 'id'"):
        make(ARTICLES).sayso.attributions("body", id="id")


def test_older_versions_of_pandas_will_do(monkeypatch):
    frame = pd.DataFrame(ARTICLES)
    found = sayso.attributions(frame, "body", None)
    # Version 2.2 brought it.
    monkeypatch.delattr(pd.DataFrame, "__arrow_c_stream__")
    assert sayso.attributions(frame, "body", None) == found


def test_options_and_all_tables(make):
    frame = make(ARTICLES)
    found = frame.sayso.tables("body", min_confidence=0.9, layers="text,sentences,tokens,entities,attributions")
    assert list(found) == [*TABLES[:4], "entities_corpus", "entity_keys", "claims", "claim_mentions", "tokens"]
    assert all(isinstance(table, make) for table in found.values())
    with pytest.raises(TypeError, match="there is no option 'min_confidenc'; did you mean 'min_confidence'?"):
        frame.sayso.tables("body", min_confidenc=0.9)


def test_reports(make):
    report = make(ARTICLES).sayso.report("body", top=1, by="day")
    assert report == sayso.report(make(ARTICLES), text="body", id=None, top=1, by="day")
    assert report["sources"].rows[0]["attributions"] == 2


def test_columns_of_polars_are_carried_whatever_they_hold():
    more = {
        "tags": [["a"], [], None],
        "at": [{"desk": "x"}, None, {"desk": "y"}],
        "kind": pl.Series(["a", "b", "a"], dtype=pl.Categorical),
    }
    found = pl.DataFrame(ARTICLES | more).sayso.attributions("body", carry=list(more))
    assert found["tags"].to_list() == [["a"], ["a"], None, None]
    assert found["at"].to_list()[1:3] == [{"desk": "x"}, {"desk": "y"}]
    assert found["kind"].to_list() == ["a"] * 4


def test_an_index_of_pandas_is_left_alone():
    frame = pd.DataFrame(ARTICLES, index=[10, 20, 30])
    found = frame.sayso.attributions("body", carry=True)
    assert list(found.columns[-2:]) == ["section", "page"]
    assert list(frame.iloc[found["document"]].index) == [10, 10, 30, 30]
    named = frame.rename_axis("number").sayso.attributions("body", carry=True)
    assert named["number"].tolist() == [10, 10, 30, 30]
