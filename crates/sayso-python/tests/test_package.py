"""What holds for the package as a whole."""

import ast
import inspect
import re
from graphlib import TopologicalSorter

from spacy.language import Language

import sayso
from conftest import ROOT
from sayso import _options

OPTIONS = list(inspect.signature(sayso.Analyzer).parameters)


def test_modules_import_in_no_circle():
    imports = {}
    for path in (ROOT / "crates/sayso-python/python/sayso").glob("*.py"):
        if path.stem != "__init__":
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            named = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
            imports[f"sayso.{path.stem}"] = {name for name in named if name.startswith("sayso.")}
    assert len(list(TopologicalSorter(imports).static_order())) >= len(imports) > 9


def test_options_have_one_set_of_names(program):
    assert list(_options.Options.__annotations__) == list(_options.Settings._fields) == OPTIONS
    import sayso.spacy  # noqa: F401

    assert list(Language.get_factory_meta("sayso").default_config) == [*OPTIONS, "threads"]
    shown = program("help", "analyze").stdout.split("\nFinding:\n")[1].split("\nRunning:\n")[0]
    names = {name.replace("-", "_") for name in re.findall(r"^ +(?:-\w, )?--([a-z-]+)", shown, re.MULTILINE)}
    assert names - set(OPTIONS) == {"output", "format", "color", "width"}
    assert set(OPTIONS) <= names


def test_every_option_is_explained():
    for option in OPTIONS:
        assert f"- `{option}`: " in inspect.getdoc(sayso.Analyzer)
