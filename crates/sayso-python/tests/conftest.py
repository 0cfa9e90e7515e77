"""What the tests share: the seed article, articles with all their fields, and the program to compare with."""

import json
import pathlib
import subprocess
import sysconfig

import pyarrow as pa
import pyarrow.parquet
import pytest

ROOT = pathlib.Path(__file__).parents[3]
SAID = "“We will answer,” said Andrey Kovalenko, an officer. Moscow denied it."


@pytest.fixture(scope="session")
def seed():
    [path] = (ROOT / "seeds").glob("*.txt")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def wire():
    """Articles as a table."""
    lines = (ROOT / "crates/sayso-record/tests/data/wire.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    fields = ("id", "text", "title", "date", "publisher")
    return pa.table({field: [article.get(field) for article in articles] for field in fields})


@pytest.fixture(scope="session")
def program():
    """Runs the program that came with the wheel."""
    path = pathlib.Path(sysconfig.get_path("scripts"), "sayso")

    def run(*arguments, **options):
        command = [path, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)

    return run


@pytest.fixture(scope="session")
def by_program(program, tmp_path_factory):
    """The tables that the program writes for a table of articles."""

    def tables(articles):
        folder = tmp_path_factory.mktemp("program")
        pyarrow.parquet.write_table(articles, folder / "articles.parquet")
        ended = program("analyze", "-q", "articles.parquet", "--format", "parquet", "-o", "said", cwd=folder)
        assert ended.returncode in (0, 2), ended.stderr
        return {path.stem: pyarrow.parquet.read_table(path) for path in (folder / "said").glob("*.parquet")}

    return tables
