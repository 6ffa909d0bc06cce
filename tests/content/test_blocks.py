"""The blocks: short forms and long ones, labels of steps, and what stands in what."""

from __future__ import annotations

import pytest

from clinicpress.content.blocks import blocks_in, bodies_of, figures_of, items_of, kind_of, numbered
from clinicpress.content.model import Brochure
from clinicpress.ground.problems import InputProblems, Problem
from tests.brochures import with_body


def told_of(body: str) -> Problem:
    with pytest.raises(InputProblems) as told:
        with_body(body)
    return told.value.problems[0]


def only(brochure: Brochure) -> object:
    (block,) = brochure.sections[0].body
    return block


@pytest.mark.parametrize("kind", ["list", "steps"])
def test_an_item_is_a_text_or_a_text_with_blocks_below_it(kind: str) -> None:
    block = only(
        with_body(f"""\
        - {kind}:
            - Rest
            - text: Drink
              body:
                - paragraph: Water, for example.
                - list: [Tea]
    """)
    )
    rest, drink = items_of(block)  # type: ignore[arg-type]
    assert (rest.text, rest.body) == ("Rest", ())
    assert drink.text == "Drink"
    assert [kind_of(each) for each in drink.body] == ["paragraph", "list"]


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        ("[A, B]", ["1", "2"]),
        ("{items: [A, B]}", ["1", "2"]),
        ("{start: 4, items: [A, B]}", ["4", "5"]),
        ("{start: 0, items: [A, B]}", ["0", "1"]),
        ('{start: 3, label: "Week {n}", items: [A, B]}', ["Week 3", "Week 4"]),
        ('{label: "{a})", items: [A, B]}', ["a)", "b)"]),
        ('{label: "({I})", start: 4, items: [A, B]}', ["(IV)", "(V)"]),
    ],
)
def test_steps_say_where_they_begin_and_what_stands_before_each(given: str, labels: list[str]) -> None:
    block = only(with_body(f"- steps: {given}"))
    assert block.steps.labels() == labels  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("label", "number", "written"),
    [
        ("{a}", 26, "z"),
        ("{a}", 27, "aa"),
        ("{A}", 54, "BBB"),
        ("{i}", 9, "ix"),
        ("{I}", 1994, "MCMXCIV"),
        ("{i}", 0, "0"),
        ("{a}", 0, "0"),
        ("Day {n} –", 12, "Day 12 –"),
    ],
)
def test_labels_count_as_word_processors_do(label: str, number: int, written: str) -> None:
    assert numbered(label, number) == written


@pytest.mark.parametrize("label", ["Week", "{n} of {n}", "{m}", "{", "{n"])
def test_a_label_holds_its_number_once(label: str) -> None:
    problem = told_of(f'- steps: {{label: "{label}", items: [A]}}')
    assert problem.message == "a label holds its number once: {n}, {a}, {A}, {i} or {I}"
    assert (problem.place.line, problem.place.column) == (10, 24)


@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        ("- list:\n    - A\n    - [B]", "a text is expected here, or “text:” with a “body:” below it", 12),
        ("- list:\n    - A\n    - body: [{paragraph: B}]", "the key “text” is missing", 12),
        ("- list:\n    - A\n    - text: B\n      bodies: []", "unknown key “bodies”", 13),
        ("- list:\n    - A\n    -", "this entry of the list is empty", 12),
        ("- steps: {start: -1, items: [A]}", "the number must be from 0 to 9999", 10),
        ("- table: {header: [A], rows: [[[B]]]}", "a text is expected here, or a mapping with “text:” or “body:”", 10),
        (
            "- table: {header: [A], rows: [[{text: B, body: [{paragraph: C}]}]]}",
            "a cell has either “text” or “body”",
            10,
        ),
        ("- figures: [{image: a.png, alt: A}]", "too few entries: 1, at least 2 needed", 10),
        ("- figure: {image: a.png, alt: A, width: quarter}", "“quarter” is not one of the choices for “width”", 10),
        ("- beside: {figure: {image: a.png, alt: A}, body: []}", "too few entries: 0, at least 1 needed", 10),
    ],
)
def test_what_is_wrong_in_a_block_is_told_at_its_place(body: str, message: str, line: int) -> None:
    problem = told_of(body)
    assert (problem.message, problem.place.line) == (message, line)


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("- list: [{txt: A}]", "did you mean “text”?"),
        ("- list: [{bodies: [{paragraph: A}]}]", "did you mean “body”?"),
        ("- list: [A, {list: [B]}]", "write “text:”, and “- list:” below it under “body:”"),
        ("- steps: {items: [{paragraph: A}]}", "write “text:”, and “- paragraph:” below it under “body:”"),
        ("- list: [{Monday: rest}]", "if the text holds “: ” or begins with “-”, “[” or “{”, put it in quotes"),
        ("- list: [{Test: A}]", "if the text holds “: ” or begins with “-”, “[” or “{”, put it in quotes"),
        ("- table: {header: [A], rows: [[{txt: B}]]}", "did you mean “text”?"),
        ("- table: {header: [A], rows: [[{list: [B]}]]}", "write “- list:” under “body:”"),
        (
            "- table: {header: [A], rows: [[{text: B, body: [{paragraph: C}]}]]}",
            "write the text as “- paragraph:” under “body:”",
        ),
        ("- steps: A", "begin each item on its own line with “- ”"),
        ("- callout: {role: tip, body: [{paragraf: A}]}", "did you mean “paragraph”?"),
        ("- list: [{text: A, body: [{paragraf: B}]}]", "did you mean “paragraph”?"),
        ("- table: {header: [A], rows: [[{body: [{paragraf: B}]}]]}", "did you mean “paragraph”?"),
        ("- list: [{text: A, body: [{callout: {role: tipp, body: []}}]}]", "did you mean “tip”?"),
        (
            "- beside: {figure: {image: a.png, alt: A}, body: [{steps: [A]}, {pargraph: B}]}",
            "did you mean “paragraph”?",
        ),
        ("- sections: [{id: b, heading: B}]", "“sections:” stands beside “body:”, not below it"),
        ("- summary: [A]", "“summary:” stands beside “body:”, not below it"),
    ],
)
def test_the_hint_says_how_to_mend_it(body: str, hint: str) -> None:
    assert told_of(body).hint == hint


@pytest.mark.parametrize(
    "typed",
    [
        "- paragraph: >-\n    First, over\n    two lines.\n\n    Second.",
        "- paragraph: >\n    First, over\n    two lines.\n\n\n    Second.\n",
        "- paragraph: |\n    First, over\n    two lines.\n\n    Second.",
        "- paragraph: >-\n    First,\n     over\n    two lines.\n\n     Second.\n",
        "- paragraph: First, over\n    two lines.\n\n    Second.",
        '- paragraph: "First, over\n    two lines.\n\n    Second."',
        "- paragraph: 'First, over\n    two lines.\n\n    Second.'",
    ],
)
def test_an_empty_line_begins_a_new_paragraph_at_its_own_place(typed: str) -> None:
    first, second = with_body(typed).sections[0].body
    assert " ".join(first.paragraph.split()) == "First, over two lines."
    assert second.paragraph == "Second."
    assert first.paragraph.place.line == 10
    assert second.paragraph.place.line == 10 + typed[: typed.index("Second")].count("\n")


@pytest.mark.parametrize(
    "typed",
    [
        "- list:\n    - >-\n      First.\n\n      Second.",
        "- callout:\n    role: tip\n    title: >-\n      First.\n\n      Second.\n    body: [{paragraph: A}]",
    ],
)
def test_elsewhere_an_empty_line_is_told(typed: str) -> None:
    assert told_of(typed).message == "after an empty line “Second.” would run on behind the text before"


def test_what_stands_in_a_block_is_found_at_any_depth() -> None:
    brochure = with_body("""\
        - callout: {role: tip, body: [{list: [{text: A, body: [{paragraph: In an item.}]}]}]}
        - table: {header: [B, C], rows: [[D, {body: [{paragraph: In a cell.}]}]]}
        - beside: {figure: {image: a.png, alt: E}, body: [{figures: [{image: b.png, alt: F}, {image: c.png, alt: G}]}]}
    """)
    blocks = list(blocks_in(brochure.sections[0].body))
    kinds = ["callout", "list", "paragraph", "table", "paragraph", "beside", "figures"]
    assert [kind_of(block) for block in blocks] == kinds
    assert [str(figure.alt) for block in blocks for figure in figures_of(block)] == ["E", "F", "G"]
    assert [len(bodies_of(block)) for block in blocks] == [1, 1, 0, 1, 0, 1, 0]
