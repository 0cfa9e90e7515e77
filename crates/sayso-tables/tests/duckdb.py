"""Opens what `sayso analyze` writes with DuckDB and SQLite, and compares the answers of docs/queries.md.

Usage: python duckdb.py PROGRAM, in the root of the repository; needs the package duckdb. DuckDB reads the SQLite
file by an extension, for which the package duckdb-extension-sqlite-scanner is asked, since the usual way to
install one needs another network; without it Python's own sqlite3 reads that file, which the output says.
"""

import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

# The folder of this file comes first in the path, and this file is called as the package is.
sys.path.pop(0)
import duckdb  # noqa: E402

LAYERS = "text,sentences,entities,attributions,transfers"
TABLES = [
    "documents",
    "entities",
    "mentions",
    "attributions",
    "transfers",
    "entities_corpus",
    "entity_keys",
    "claims",
    "claim_mentions",
]


# Both databases have them, but not as the same.
LISTS = ("hedges", "sentences", "about", "events", "outlets")


def analyse(program, root, folder):
    """The seed, the articles of the tests and of the tutorial, and one file that is no text, in both formats."""
    wire = root / "crates/sayso-record/tests/data/wire.jsonl"
    tutorial = root / "crates/sayso-claims/tests/gold/dev.jsonl"
    (folder / "broken.jsonl").write_text('{"id": "broken", "text": 7\n')
    for form, output in [("parquet", "said"), ("sqlite", "said.db")]:
        inputs = [root / "seeds", wire, tutorial, "broken.jsonl"]
        command = [program, "analyze", "--quiet", *inputs, "--layers", LAYERS, "--format", form, "-o", output]
        ended = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, text=True, check=False)
        # The broken file is told, and what is read is written all the same.
        assert ended.returncode == 2 and "broken.jsonl" in ended.stderr, ended.stderr


def queries(root):
    """Each question with its two queries."""
    document = (root / "docs/queries.md").read_text(encoding="utf-8")
    for section in document.split("\n## ")[1:]:
        blocks = re.findall(r"```sql (\w+)\n(.*?)```", section, re.S)
        assert [kind for kind, _ in blocks] == ["sqlite", "duckdb"], section
        yield section.splitlines()[0], blocks[0][1], blocks[1][1]


def plain(rows):
    """Rows as both databases can give them."""

    def value(cell):
        if cell is None or isinstance(cell, str):
            return cell
        if isinstance(cell, (int, float)):
            return round(float(cell), 3)
        return str(cell)

    return [tuple(map(value, row)) for row in rows]


def compare(root, lite, duck):
    """Both answers to every question; how many."""
    count = 0
    for question, for_sqlite, for_duckdb in queries(root):
        expected = lite.execute(for_sqlite).fetchall()
        found = duck.execute(for_duckdb).fetchall()
        assert expected, f"{question}: finds nothing"
        assert plain(found) == plain(expected), f"{question}:\n{found}\n{expected}"
        count += 1
    return count


def extension():
    """The file of DuckDB's extension for SQLite, if it is installed and fits."""
    try:
        import duckdb_extension_sqlite_scanner as package
    except ImportError:
        return None
    found = pathlib.Path(package.__file__).parent.glob(f"extensions/v{duckdb.__version__}/*.duckdb_extension")
    return next(found, None)


def same_tables(lite, duck):
    """The SQLite file holds what the Parquet files hold; who has read it."""
    file = extension()
    if file:
        duck.execute(f"LOAD '{file}'")
        duck.execute("ATTACH 'said.db' AS lite (TYPE sqlite, READ_ONLY)")
    for table in TABLES:
        columns = [row[0] for row in duck.execute(f"DESCRIBE FROM 'said/{table}.parquet'").fetchall()]
        scalars = [c for c in columns if not c.endswith(("spans", "_span")) and c not in LISTS]
        listed = ", ".join(f'"{column}"' for column in scalars)
        query = f"SELECT {listed} FROM %s ORDER BY ALL" if file else f"SELECT {listed} FROM %s ORDER BY 1"
        whole = duck.execute(query % f"'said/{table}.parquet'").fetchall()
        other = (duck if file else lite).execute(query % (f"lite.{table}" if file else table)).fetchall()
        assert whole and sorted(map(repr, plain(whole))) == sorted(map(repr, plain(other))), table
    return "DuckDB" if file else "Python's sqlite3, since DuckDB's extension is not installed"


def main():
    program, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        analyse(program, root, pathlib.Path(folder))
        os.chdir(folder)
        lite, duck = sqlite3.connect("said.db"), duckdb.connect()
        count = compare(root, lite, duck)
        reader = same_tables(lite, duck)
        lite.close()
        duck.close()
        os.chdir(root)
    print(f"DuckDB {duckdb.__version__} reads the Parquet files; the SQLite file is read by {reader}")
    print(f"{count + len(TABLES)} passed, 0 failed")


main()
