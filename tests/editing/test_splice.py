"""A text is changed where it was meant to be and nowhere else, whatever is written and however the file is."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from clinicpress.editing.splice import insert, move, read_back, remove, set_key, set_text, wrap
from clinicpress.editing.survey import Edit, Path, surveyed
from clinicpress.ground.problems import InputProblems
from tests.editing.torture import LONG, REFUSED, VALUES, content, fault_of, files, read, remarks, texts

FILE = """\
# yaml-language-server: $schema=../schemas/brochure.json
# About the file.

title: Breathing at home  # as the clinic calls it
version: "1.0"
note: 'It''s a note'
published: 2026-11-22
empty:  # of somebody
draft:  # FILL IN: a word
sources: [guide, other]  # both

sections:
  # What one does.
  # In two lines.
  - id: how-to
    heading: How to do it
    body:
      - paragraph: >-
          Sit upright.

          Breathe out slowly.

      # a remark further in

  - id: rest
    heading: Rest
    body: [{paragraph: Rest., kind: x}, {list: [one, two]}]
    # Above the summary.
    summary:
      - A point
      # above the second
      - Another point that is so long that it
        goes on in a second line
      - - nested
        - list

  # The last one.
  - {id: last, heading: Last}
"""
RECORDED = surveyed(FILE)


def lines_changed(before: str, after: str) -> tuple[str, str]:
    """Return what differs between two texts, in whole lines."""
    one, two = before.split("\n"), after.split("\n")
    head = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))))
    one, two = one[head:][::-1], two[head:][::-1]
    tail = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))))
    return "\n".join(one[tail:][::-1]), "\n".join(two[tail:][::-1])


TEXTS: dict[str, tuple[Path, str, str]] = {
    "plain stays plain": (("title",), "Breathing", "title: Breathing  # as the clinic calls it"),
    "plain that cannot be": (("title",), "Note: rest", 'title: "Note: rest"  # as the clinic calls it'),
    "a date stays plain": (("published",), "2026-12-01", "published: 2026-12-01"),
    "no new number without quotes": (("title",), "1.10", 'title: "1.10"  # as the clinic calls it'),
    "double quotes stay": (("version",), "2", 'version: "2"'),
    "single quotes stay": (("note",), "That's it", "note: 'That''s it'"),
    "quotes in quotes": (("sections", 0, "heading"), '"A" word', "    heading: '\"A\" word'"),
    "a key without a value": (("empty",), "Now it has one", "empty: Now it has one  # of somebody"),
    "a key that a draft wants filled in": (("draft",), "Now it is", "draft: Now it is"),
    "a long text where a draft wants one": (
        ("draft",),
        f"# {'a ' * 60}b",
        f"draft: >-\n  # {'a ' * 47}a\n  {'a ' * 12}b",
    ),
    "an entry in brackets": (("sources", 1), "a, b", 'sources: [guide, "a, b"]  # both'),
    "a text in braces": (
        ("sections", 1, "body", 0, "paragraph"),
        "Rest well",
        "    body: [{paragraph: Rest well, kind: x}, {list: [one, two]}]",
    ),
    "folded stays folded": (
        ("sections", 0, "body", 0, "paragraph"),
        "Sit.",
        "          Sit.",
    ),
    "a long one is folded, and a remark stays in its line": (
        ("title",),
        LONG,
        "title: >-  # as the clinic calls it\n"
        "  A text that is much longer than a line of a hundred characters can be, so that it must be folded,\n"
        "  really",
    ),
    "plain over several lines": (
        ("sections", 1, "summary", 1),
        f"{LONG} so",
        "      - A text that is much longer than a line of a hundred characters can be, so that it must be\n"
        "        folded, really so",
    ),
}


@pytest.mark.parametrize(("path", "value", "wanted"), TEXTS.values(), ids=TEXTS)
def test_a_text_stands_as_the_old_one_did(path: Path, value: str, wanted: str) -> None:
    assert lines_changed(FILE, set_text(FILE, path, value))[1] == wanted


def test_numbers_and_truths_stand_without_quotes() -> None:
    assert "version: 3\n" in set_text(FILE, ("version",), 3)
    assert "version: true\n" in set_text(FILE, ("version",), True)
    assert set_text("width: [2, 1]\n", ("width", 0), 0.5) == "width: [0.5, 1]\n"


def test_empty_lines_begin_new_paragraphs() -> None:
    path = ("sections", 0, "body", 0, "paragraph")
    done = set_text(FILE, path, "One.\n\nTwo goes\non.\n\n\nThree.", parted=True)
    assert lines_changed(FILE, done)[1] == "          One.\n\n          Two goes on.\n\n          Three."
    assert set_text("a: {b: c}\n", ("a", "b"), "One.\n\nTwo.", parted=True) == 'a: {b: "One.\n\n  Two."}\n'


def test_a_list_typed_into_a_paragraph_is_told() -> None:
    with pytest.raises(InputProblems, match="write the list as a block of its own"):
        set_text(FILE, ("sections", 0, "body", 0, "paragraph"), "Bring:\n\n- water\n\n- bread", parted=True)


@pytest.mark.parametrize("value", REFUSED, ids=ascii)
def test_what_is_no_text_is_refused(value: str) -> None:
    for change in (
        lambda: set_text(FILE, ("title",), value),
        lambda: set_key(FILE, ("new",), {"a": [value]}),
        lambda: insert(FILE, ("sections", 0), {value: "a"}),
    ):
        with pytest.raises(InputProblems):
            change()


@pytest.mark.parametrize(
    "path", [("nowhere",), ("sections", 9), ("sections", -1), ("title", "deeper"), ("sections", "id"), ("sources",)]
)
def test_a_path_that_leads_nowhere_is_told(path: Path) -> None:
    with pytest.raises(InputProblems, match="no longer here"):
        set_text(FILE, path, "x")


SHAPES = {
    "as it is": lambda text: text,
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "both": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "document marks": lambda text: "%YAML 1.1\n---\n" + text + "...\n",
    "mixed line ends": lambda text: text.replace("rest\n", "rest\r\n").replace("Last\n", "Last\r\n"),
}
CHANGES = {
    "a text": lambda text: set_text(text, ("sections", 1, "heading"), LONG),
    "the last text": lambda text: set_text(text, ("sections", 2, "heading"), "#1"),
    "a key": lambda text: set_key(text, ("reviewer",), LONG),
    "an entry": lambda text: insert(text, ("sections", 3), {"id": "new", "body": [{"paragraph": LONG}]}),
    "less": lambda text: remove(text, ("sections", 2)),
    "less above": lambda text: remove(text, ("title",)),
    "another order": lambda text: move(text, ("sections", 2), 0),
    "more room": lambda text: wrap(text, ("sections", 1, "summary", 1), "text"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_files_of_all_shapes_keep_theirs(shape: str, change: str) -> None:
    shaped = SHAPES[shape](FILE)
    done = CHANGES[change](shaped)
    assert read(done) == read(CHANGES[change](FILE))
    assert done.startswith("\ufeff") == shaped.startswith("\ufeff")
    if shape in {"Windows", "both"}:
        assert done.count("\n") == done.count("\r\n")
    if shape == "mixed line ends":
        assert done.count("\r\n") >= 1
        assert done.count("\n") > done.count("\r\n")
    assert done.endswith("\n") == shaped.endswith("\n")
    if shape == "document marks":
        assert done.startswith("%YAML 1.1\n---\n# yaml-language")
        assert done.endswith("\n...\n")


# Keys ------------------------------------------------------------------------------------------------------


def test_a_new_key_stands_where_the_model_has_it() -> None:
    order = ("title", "subtitle", "version", "published")
    done = set_key(FILE, ("subtitle",), "For patients", order=order)
    assert "calls it\nsubtitle: For patients\nversion:" in done
    done = set_key(FILE, ("sections", 1, "icon"), "bed", order=("id", "heading", "icon", "body"))
    assert "    heading: Rest\n    icon: bed\n    body: [" in done
    done = set_key(FILE, ("sections", 0, "first"), "x", order=("first", "id"))
    assert "  - first: x\n    id: how-to\n" in done
    done = set_key(FILE, ("sections", 2, "summary"), ["A point: really"])
    assert '  - {id: last, heading: Last, summary: ["A point: really"]}\n' in done
    assert set_key(FILE, ("last",), LONG).endswith("Last}\nlast: >-\n  " + LONG[:98].rstrip() + "\n  really\n")


def test_a_value_is_replaced_by_one_of_another_kind() -> None:
    assert "sources: {none: It is old.}  # both\n" not in FILE
    done = set_key(FILE, ("sources",), {"none": "It is old."})
    assert lines_changed(FILE, done)[1] == "sources:  # both\n  none: It is old."
    done = set_key(FILE, ("sections", 1, "summary"), "In one line")
    assert "    # Above the summary.\n    summary: In one line\n\n" in done
    done = set_key(FILE, ("title",), ["a", "b"])
    assert lines_changed(FILE, done)[1] == "title:  # as the clinic calls it\n  - a\n  - b"


def test_an_empty_file_gets_its_first_key() -> None:
    head = "# A clinic.\n"
    assert set_key(head + "{}\n", ("name",), "Test") == head + "name: Test\n"
    assert set_key("a: {}\n", ("a", "b"), "c") == "a: {b: c}\n"


# Entries ---------------------------------------------------------------------------------------------------


def test_a_new_entry_stands_as_far_from_others_as_they_do() -> None:
    new: dict[str, Any] = {"id": "new", "heading": "New: one", "body": [{"paragraph": ""}]}
    added = '  - id: new\n    heading: "New: one"\n    body:\n      - paragraph: ""\n'
    assert f"sections:\n{added}\n  # What one does.\n" in insert(FILE, ("sections", 0), new)
    assert f"- list\n\n{added}\n  # The last one.\n" in insert(FILE, ("sections", 2), new)
    assert insert(FILE, ("sections", 3), new).endswith(f"Last}}\n\n{added}")
    assert "      - A point\n      - New\n      # above the second" in insert(
        FILE, ("sections", 1, "summary", 1), "New"
    )
    assert "      - - nested\n        - new\n        - list" in insert(FILE, ("sections", 1, "summary", 2, 1), "new")
    assert "      - - new\n        - nested\n" in insert(FILE, ("sections", 1, "summary", 2, 0), "new")


def test_a_new_row_stands_in_brackets_as_the_others_do() -> None:
    rows = "rows:\n  - [Mon, 1]\n  - [Tue, 2]\n"
    assert insert(rows, ("rows", 2), ["Wed: all", ""]) == rows + '  - ["Wed: all", ""]\n'
    assert insert("rows: [[a, b]]\n", ("rows", 1), ["c", "d"]) == "rows: [[a, b], [c, d]]\n"
    assert insert("rows: []  # none yet\n", ("rows", 0), "a") == "rows:  # none yet\n  - a\n"


REMOVED = {
    "the first section, with what stands above": (("sections", 0), ["# What one does.", "# In two lines."]),
    "one between": (("sections", 1), ["# Above the summary.", "# above the second"]),
    "the last one": (("sections", 2), ["# The last one."]),
    "a key with a remark": (("title",), ["# as the clinic calls it"]),
    "a key in a section": (("sections", 1, "summary"), ["# Above the summary.", "# above the second"]),
    "the key behind a dash": (("sections", 1, "id"), []),
    "an entry with a remark above": (("sections", 1, "summary", 1), ["# above the second"]),
    "an entry in brackets": (("sources", 0), []),
    "the last entry in brackets": (("sources", 1), []),
    "a nested list": (("sections", 1, "summary", 2), []),
    "its first entry": (("sections", 1, "summary", 2, 0), []),
    "the only entry": (("sections", 0, "body", 0), []),
}


@pytest.mark.parametrize(("path", "gone"), REMOVED.values(), ids=REMOVED)
def test_what_is_removed_takes_only_its_own_remarks(path: Path, gone: list[str]) -> None:
    done = remove(FILE, path)
    holder = wanted = read(FILE)
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    assert read(done) == wanted
    left = remarks(FILE)
    for remark in gone:
        left.remove(remark)
    assert remarks(done) == left


def test_nothing_is_left_of_what_is_removed() -> None:
    two = "a:\n  # of one\n  - one\n\n  - two\n"
    assert remove(two, ("a", 0)) == "a:\n  - two\n"
    assert remove(two, ("a", 1)) == "a:\n  # of one\n  - one\n"
    assert remove("a:\n  - one\nb: c\n", ("a", 0)) == "a: []\nb: c\n"
    assert remove("a: [one]\n", ("a", 0)) == "a: []\n"
    assert remove("a: [one,  # first\n  two]\n", ("a", 0)) == "a: [  # first\n  two]\n"
    assert remove("# head\n\na: b\n", ("a",)) == "# head\n\n{}\n"


def test_what_is_moved_takes_its_remarks_along() -> None:
    three = "s:\n  # one\n  - id: one\n    x: >-\n      y\n\n  - two\n\n  # three\n  - three"
    assert move(three, ("s", 0), 2) == "s:\n  - two\n\n  # three\n  - three\n\n  # one\n  - id: one\n    x: >-\n      y"
    assert move(three, ("s", 2), 0) == "s:\n  # three\n  - three\n\n  # one\n  - id: one\n    x: >-\n      y\n\n  - two"
    assert move("a: [x, {y: z}, w]\n", ("a", 0), 2) == "a: [{y: z}, w, x]\n"
    assert move("- - a\n  # of b\n  - b\n", (0, 1), 0) == "- \n  # of b\n  - b\n  - a\n"
    assert move(three, ("s", 1), 1) == three


WRAPPED = {
    "an item": ("l:\n  - One  # why\n", ("l", 0), "text", "l:\n  - text: One  # why\n"),
    "a folded item": ("l:\n  - >-\n    One\n", ("l", 0), "text", "l:\n  - text: >-\n      One\n"),
    "in brackets": ("l: [One, Two]\n", ("l", 1), "text", "l: [One, {text: Two}]\n"),
    "a list": ("s:\n  # of a\n  - a\n  - b\n", ("s",), "items", "s:\n  items:\n    # of a\n    - a\n    - b\n"),
    "a list in brackets": ("s: [a]  # c\n", ("s",), "items", "s:\n  items: [a]  # c\n"),
    "a number": ("p: (555) 555-0100\n", ("p",), 0, "p:\n  - (555) 555-0100\n"),
    "a mapping": ("p:\n  n: 1\n  m: 2\n", ("p",), 0, "p:\n  - n: 1\n    m: 2\n"),
    "a row": ("r:\n  - - a\n    - b\n", ("r", 0), "row", "r:\n  - row:\n      - a\n      - b\n"),
}


@pytest.mark.parametrize(("text", "path", "around", "wanted"), WRAPPED.values(), ids=WRAPPED)
def test_what_was_written_in_short_gets_more_room(text: str, path: Path, around: str | int, wanted: str) -> None:
    assert wrap(text, path, around) == wanted


# What is read back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "is_well"),
    [
        ("b", "c", True),
        ("b  # kept", "c", False),
        ("# kept", "# held", False),
        ("b", "c  # more", False),
        ("d", "e", False),
        ("b", "c\nf: g", False),
        ("b", "[", False),
    ],
)
def test_nothing_but_what_was_meant_may_come_of_a_change(old: str, new: str, is_well: bool) -> None:
    text = "a: b  # kept\nc: d\n"
    edit = Edit(text.index(old), text.index(old) + len(old), new)
    done = read_back(surveyed(text), [edit], {"a": "c", "c": "d"}, lambda _: True)
    assert done == ("a: c  # kept\nc: d\n" if is_well else None)


# All files of the repository -------------------------------------------------------------------------------


def test_all_files_of_the_repository_take_all_values() -> None:
    """A sample: each key once, in each style, with values in turn; `benchmarks/splicing.py` tries all of them."""
    known: set[tuple[str, str]] = set()
    values = itertools.cycle(VALUES)
    for file in files("brochures", "clinics", "templates", "tests/checks", "tests/workspaces"):
        text = content(file)
        if len(text) > 5_000:
            continue
        survey, before = surveyed(text), read(text)
        for path, node in texts(survey.root):
            raw = getattr(node.value, "raw", "")
            shape = (str(path[-1]) if isinstance(path[-1], str) else "entry", raw[:1] if raw[:1] in "'\">|" else "")
            if shape not in known:
                known.add(shape)
                value = next(values)
                assert fault_of(survey, before, path, node, value) == "", (file, path, value)
    assert len(known) > len(VALUES)
