"""Examples in the documentation are run, and their output compared."""

import doctest
import importlib

import pytest

import sayso
from conftest import ROOT

FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
MODULES = [
    "sayso",
    "sayso._analysis",
    "sayso._analyzer",
    "sayso._functions",
    "sayso._many",
    "sayso._records",
    "sayso._report",
    "sayso._stored",
    "sayso._tables",
    "sayso.pandas",
    "sayso.polars",
    "sayso.spacy",
]
PAGES = ["README.md", "crates/sayso-python/README.md"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_modules(name):
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_examples_of_pages(page):
    result = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=FLAGS)
    assert result.failed == 0
    assert result.attempted > 3


def test_the_version_is_the_crates():
    manifest = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    assert f'version = "{sayso.__version__}"' in manifest
