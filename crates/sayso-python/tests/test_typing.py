"""Checkers of types have nothing to say about the package and the documented examples."""

import doctest
import importlib
import subprocess
import sys

import pytest

from conftest import ROOT
from test_docs import MODULES, PAGES

# What is registered with a library is seen by none; `sayso.polars` says so.
UNSEEN = {"sayso.polars"}

CONFIGURATION = """
[mypy]
strict = True
allow_redefinition = True
cache_dir = {cache}

[mypy-pandas.*,polars.*,pyarrow.*,pyspark.*,spacy.*,tqdm.*]
ignore_missing_imports = True
"""


@pytest.fixture(scope="session")
def configuration(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mypy")
    path = folder / "mypy.ini"
    path.write_text(CONFIGURATION.format(cache=folder / "cache"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def examples(tmp_path_factory):
    """The examples of each page and module as a program."""
    folder = tmp_path_factory.mktemp("examples")
    for page in PAGES:
        name = "page_" + page.replace("/", "_").replace("-", "_").removesuffix(".md").lower()
        script = doctest.script_from_examples((ROOT / page).read_text(encoding="utf-8"))
        (folder / f"{name}.py").write_text(script, encoding="utf-8")
    for name in set(MODULES) - UNSEEN:
        for test in doctest.DocTestFinder().find(importlib.import_module(name)):
            if test.examples:
                place = folder / f"module_{test.name.replace('.', '_')}.py"
                place.write_text(doctest.script_from_examples(test.docstring), encoding="utf-8")
    assert len(list(folder.iterdir())) > 12
    return folder


def check(*command):
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_mypy_on_the_package(configuration):
    check(sys.executable, "-m", "mypy", "--config-file", configuration, ROOT / "crates/sayso-python/python/sayso")


def test_mypy_on_the_examples(configuration, examples):
    check(sys.executable, "-m", "mypy", "--config-file", configuration, *sorted(examples.glob("*.py")))


def test_pyright_on_the_examples(examples):
    check(sys.executable, "-m", "pyright", "--pythonpath", sys.executable, examples)


def test_wrong_values_are_seen(configuration, tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "import sayso\n"
        "said = sayso.analyze('He left.', 7).attributions[0]\n"
        "print(said.stance == 'denies')\n"
        "sayso.Analyzer(offsets='words')\n"
        "sayso.report({}, by='year')\n"
        "import sayso.spark\n"
        "from typing import Any\n"
        "def count(df: Any) -> None: sayso.spark.report(df, heading='A page')\n"
    )
    command = [sys.executable, "-m", "mypy", "--config-file", configuration, wrong]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert [line.split(":")[1] for line in told.splitlines() if ": error: " in line] == ["2", "3", "4", "5", "8"], told
