"""What holds for the package as a whole."""

import ast
import inspect
import re
from graphlib import TopologicalSorter

import pytest
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


def words_of(path):
    """The words that the values of an enum are written as."""
    source = (ROOT / path).read_text(encoding="utf-8")
    return re.findall(r'^ +Self::\w+ => "([a-z-]+)",$', source, re.MULTILINE)


def test_help_tells_all_kinds_and_outcomes():
    kinds, outcomes = (
        words_of(f"crates/{path}") for path in ("sayso-entities/src/kind.rs", "sayso-attribution/src/trace.rs")
    )
    assert len(kinds) == 21 and len(outcomes) == 11
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in sayso.Entity.__doc__ and f"`{kind}`" in page for kind in kinds)
    assert all(f"`{outcome}`" in sayso.Explanation.__doc__ for outcome in outcomes)
    with pytest.raises(ValueError) as raised:
        sayso.Analyzer(gazetteer=[("Kursk",)])
    names = str(raised.value).split(" one of ")[1].split(", ")
    assert len(names) == 10 and all(f"`{name}`" in sayso.Analyzer.__doc__ for name in names)


def test_all_that_is_exported_has_a_home():
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    assert set(sayso.__all__) <= set(dir(sayso))
    with pytest.raises(AttributeError, match="module 'sayso' has no attribute 'analyse'"):
        _ = sayso.analyse


def test_every_option_is_explained():
    for option in OPTIONS:
        assert f"- `{option}`: " in inspect.getdoc(sayso.Analyzer)
