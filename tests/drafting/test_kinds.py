"""The schemas for editors: every file says which is its own, and what we accept is not marked as a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from clinicpress.drafting.kinds import KINDS, schema_of
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.nodes import Node, Text
from tests.conftest import ROOT, TESTS, WORKSPACE
from tests.folders import EXAMPLE

FOLDERS = ("brochures", "clinics", "templates", "fonts")
FILES = [ROOT / "editions.yaml", *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.yaml")))]
STARTER = ROOT / "templates" / "starter"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
BROCHURE = WORKSPACE["brochures/breathing/en.yaml"]
CLINIC = WORKSPACE["clinics/one.yaml"]


def kind_of(name: str) -> str:
    """Tell which kind of file one is, from its path in a workspace."""
    match Path(name).parts:
        case ("editions.yaml",) | ("fonts", "catalog.yaml"):
            return {"editions.yaml": "editions", "fonts": "fonts"}[Path(name).parts[0]]
        case ("brochures", "sources.yaml"):
            return "sources"
        case ("brochures", _, _):
            return "brochure"
        case ("clinics", _):
            return "clinic"
        case ("templates", "themes", _):
            return "theme"
        case ("templates", "papers", _):
            return "paper"
        case ("templates", "locales", _):
            return "locale"
        case ("templates", "editorial", _):
            return "editorial"
        case ("templates", "amounts.yaml"):
            return "amounts"
        case ("templates", "forms", _):
            return "forms"
        case ("templates", layout, "layout.yaml"):
            return "screen-layout" if layout == "page" else "layout"
    raise AssertionError(f"{name} is no kind of file")


_TYPES = {
    re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"): lambda word: int(word, 0) if word[:1] == "0" and len(word) > 1
    and word[1] in "ox" else int(word),
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"): float,
    re.compile(r"true|True|TRUE|false|False|FALSE"): lambda word: word.lower() == "true",
}  # fmt: skip
"""Unquoted words that are no text (YAML 1.2, 10.3.2)."""


def as_editors_read(node: Node) -> Any:
    """Return a file's content with the types that the core schema of YAML 1.2 gives it."""
    if isinstance(node.value, dict):
        return {str(key): as_editors_read(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [as_editors_read(item) for item in node.value]
    word = node.value
    if isinstance(word, Text) and word.raw[:1] not in {"'", '"', "|", ">"}:
        for pattern, read in _TYPES.items():
            if pattern.fullmatch(word):
                return read(word)
    return word if word is None else str(word)


def mistakes(kind: str, text: str) -> list[str]:
    """List what an editor would mark in a file."""
    found = Draft202012Validator(schema_of(kind)).iter_errors(as_editors_read(parse_yaml("a.yaml", text)))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


# What editors show --------------------------------------------------------------------------------


def keys_of(schema: dict[str, Any], models: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key of a schema and of its models, with its own schema."""
    for key, value in schema.get("properties", {}).items():
        target = models.get(value.get("$ref", "").rpartition("/")[2], {})
        yield f"{path}.{key}", {**target, **value}
    for name, model in schema.get("$defs", {}).items():
        yield from keys_of(model, models, name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    keys = dict(keys_of(schema, schema.get("$defs", {}), kind))
    assert keys
    assert [key for key, value in keys.items() if len(value.get("description", "")) < 8] == []


def test_what_completion_offers() -> None:
    """An editor writes a key's default into the file, and a colon only behind a key whose type it knows."""
    keys = {
        f"{kind}:{key}": value
        for kind in KINDS
        for key, value in keys_of(schema_of(kind), schema_of(kind).get("$defs", {}), kind)
    }
    assert [key for key, value in keys.items() if value.get("default", 0) in (None, "", [], {})] == []
    assert [key for key, value in keys.items() if not {"type", "properties", "enum", "const"} & set(value)] == []
    assert {"label": "lungs", "body": "lungs"} in keys["brochure:Section.icon"]["defaultSnippets"]
    assert keys["brochure:CalloutContent.role"]["enum"] == ["note", "tip", "warning", "contact"]
    blocks = schema_of("brochure")["$defs"]["Block"]["properties"]
    assert list(blocks) == [
        "paragraph", "list", "steps", "callout", "table", "figure", "figures", "beside", "icons", "questions",
        "pros_cons", "glossary",
    ]  # fmt: skip


# The files of the repository ----------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_names_its_schema_and_has_no_mistakes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    modeline = MODELINE.match(text)
    assert modeline, "the first line does not name a schema"
    # What a new workspace begins with is written beside schemas of its own.
    top = STARTER if path.is_relative_to(STARTER) else ROOT
    kind = kind_of(str(path.relative_to(top)))
    assert (path.parent / modeline[1]).resolve() == top / f"schemas/{kind}.json"
    assert (ROOT / f"schemas/{kind}.json").is_file()
    assert mistakes(kind, text) == []


SAMPLES = {f"{number} {name}": (kind_of(name), text) for number, files in enumerate([WORKSPACE, EXAMPLE])
           for name, text in files.items() if name.endswith(".yaml")}  # fmt: skip
for path in sorted(ROOT.glob("tests/workspaces/*/**/*.yaml")):
    name = str(Path(*path.relative_to(ROOT / "tests/workspaces").parts[1:]))
    SAMPLES[str(path.relative_to(ROOT))] = (kind_of(name), path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_good_file_has_no_mistakes(name: str) -> None:
    assert mistakes(*SAMPLES[name]) == []


ADAPTERS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(model) for kind, model in KINDS.items()}


def is_accepted(path: Path) -> bool:
    """Tell whether a file's mistakes, if it has any, are none that a schema could know of."""
    try:
        node = parse_yaml(path.name, path.read_text(encoding="utf-8"))
        ADAPTERS[path.parent.name].validate_python(node.plain())
    except (InputProblems, ValidationError):
        return False
    return True


CASE_FILES = [path for path in sorted((TESTS / "problems" / "cases").glob("*/*.yaml")) if is_accepted(path)]


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_the_models_accept_is_not_marked(path: Path) -> None:
    assert mistakes(path.parent.name, path.read_text(encoding="utf-8")) == []


def body(block: str) -> tuple[str, str]:
    """Make a brochure with a block of its own."""
    old = "      - paragraph: Sit upright. Breathe out **slowly**. [@guide]\n"
    assert old in BROCHURE
    return "brochure", BROCHURE.replace(old, f"      - {block}\n")


def brochure(old: str, new: str) -> tuple[str, str]:
    assert old in BROCHURE
    return "brochure", BROCHURE.replace(old, new)


def clinic(line: str) -> tuple[str, str]:
    return "clinic", f"{CLINIC}{line}\n"


AS_TEXT = {
    "a version": brochure('version: "1.0"', "version: 1.0"),
    "a version in hexadecimal": brochure('version: "1.0"', "version: 0x10"),
    "a country": brochure("language: en", "language: no"),
    "numbers": body("list: [1, 2.5, 1e3, .5]"),
    "words of logic": body("table: {header: [True or false, Answer], rows: [[Tea is bad, True], [False, ~]]}"),
    "no subtitle": brochure("language: en", "subtitle:\nlanguage: en"),
    "no aside": brochure("    body:", "    aside:\n    body:"),
    "a number in quotes": body('questions: {answer_lines: "3"}'),
    "a name of digits": brochure("id: how-to", "id: 2026"),
    "no source": brochure("sources: [guide]", "sources: {none: The article names none}"),
    "a PubMed number": ("sources", "one: {short: A, full: B, pmid: 29870458, accessed: 2026-11-22}\n"),
    "a phone number": ("clinic", CLINIC.replace("(555) 555-0100", "5550100")),
    "yes": ("theme", "styles: {title: {size: 12, leading: 14, fit: yes}}\n"),
    "one page": ("layout", (ROOT / "templates/summary/layout.yaml").read_text(encoding="utf-8")),
}
MARKED = {
    "a misspelt key": brochure("title:", "titel:"),
    "a misspelt key inside": brochure("heading:", "headnig:"),
    "a misspelt block": body("pargraph: Sit upright."),
    "two blocks in one": body("paragraph: Sit upright.\n        list: [Sit]"),
    "a block without a kind": body("Sit upright."),
    "a text for a list": body("list: Sit upright."),
    "a list for a text": body("paragraph: [Sit, upright]"),
    "an empty paragraph": body("paragraph:"),
    "no alt text": body("figure: {image: a.svg}"),
    "another role": body("callout: {role: notes, body: [{paragraph: Sit}]}"),
    "a misspelt block in a callout": body("callout: {role: note, body: [{pargraph: Sit}]}"),
    "many lines": body("questions: {answer_lines: 13}"),
    "no number": body("questions: {answer_lines: many}"),
    "another date": brochure("2026-11-22", "22.11.2026"),
    "a language in words": brochure("language: en", "language: English"),
    "an id in words": brochure("id: how-to", "id: How to"),
    "sources in words": brochure("sources: [guide]", "sources: guide"),
    "no reason": brochure("sources: [guide]", "sources: {none: }"),
    "a colour": clinic('theme: {colors.brand: "#0F5A66"}\nlogo: [a.svg]'),
    "a web address": clinic("website: clinic.example"),
    "an e-mail address": clinic("email: hello"),
    "a paper": ("editions", "editions: {standard: {theme: calm, paper: A4, layouts: [handout]}}\n"),
    "an edition's name": ("editions", "editions: {Large Print: {theme: calm, layouts: [handout]}}\n"),
    "a choice": ("editions", "editions: {a: {theme: calm, layouts: [handout]}}\nmatrix: {clinics: some}\n"),
    "a misspelt style": ("theme", "styles: {title: {sise: 12}}\n"),
    "no size": ("theme", "styles: {title: {size: large}}\n"),
    "a truth": ("theme", "styles: {title: {fit: perhaps}}\n"),
    "a source": ("sources", "one: {short: A}\n"),
}


@pytest.mark.parametrize("what", AS_TEXT)
def test_what_only_an_editor_takes_for_no_text_is_not_marked(what: str) -> None:
    assert mistakes(*AS_TEXT[what]) == []


@pytest.mark.parametrize("what", MARKED)
def test_a_mistake_is_marked(what: str) -> None:
    kind, text = MARKED[what]
    with pytest.raises((InputProblems, ValidationError)):  # the program has the same opinion
        TypeAdapter(KINDS[kind]).validate_python(parse_yaml("a.yaml", text).plain())
    assert mistakes(kind, text)
