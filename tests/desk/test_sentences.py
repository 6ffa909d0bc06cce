"""Texts are split into sentences, and each knows its place."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.sentences import sentences_of
from clinicpress.ground.problems import Place
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.nodes import Text
from tests.desk.prose import sentence


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sit down. Rest!", ["Sit down.", "Rest!"]),
        ("Ask Dr. Doe, e.g. on Monday. She knows.", ["Ask Dr. Doe, e.g. on Monday.", "She knows."]),
        ("J. Doe wrote it. I do. So it is.", ["J. Doe wrote it.", "I do.", "So it is."]),
        ("Take vitamin C. It helps.", ["Take vitamin C.", "It helps."]),
        ("Take 1.5 mg at 7.30 p.m. or later.", ["Take 1.5 mg at 7.30 p.m. or later."]),
        ("“Does it hurt?” No. (It may.) Ask.", ["“Does it hurt?”", "No.", "(It may.)", "Ask."]),
        ("Is it safe?! 2 of 3 say so.", ["Is it safe?!", "2 of 3 say so."]),
        ("1. Sit down.", ["1. Sit down."]),
        ("Wait … then go on.", ["Wait … then go on."]),
        ("Breathe **slowly**. [@guide] See [the site](https://a.example/x.Y).", ["Breathe slowly.", "See the site."]),
        ("A list item without a stop", ["A list item without a stop"]),
        ("请坐直。慢慢呼气！“好吗？”好。", ["请坐直。", "慢慢呼气！", "“好吗？”", "好。"]),
        ("息を吐きます。「はい。」次は2回です。", ["息を吐きます。", "「はい。」", "次は2回です。"]),
        ("اجلس مستقيما. هل يؤلمك؟ استرح.", ["اجلس مستقيما.", "هل يؤلمك؟", "استرح."]),
        ("سیدھے بیٹھیں۔ آرام کریں۔", ["سیدھے بیٹھیں۔", "آرام کریں۔"]),
        ("सीधे बैठें। आराम करें।", ["सीधे बैठें।", "आराम करें।"]),
        ("Καθίστε. Πονάει; Ξεκουραστείτε· μετά συνεχίστε.", ["Καθίστε.", "Πονάει;", "Ξεκουραστείτε· μετά συνεχίστε."]),
        ("Sit down; Rest. Go on.", ["Sit down; Rest.", "Go on."]),
        ("Asseyez-vous. « Ça va ? » Oui.", ["Asseyez-vous.", "« Ça va ? »", "Oui."]),
    ],
)
def test_a_text_is_split_into_its_sentences(text: str, parts: list[str], rules: Editorial) -> None:
    assert [each.text for each in sentences_of(Text(text, Place("")), rules.stops)] == parts


@pytest.mark.parametrize(
    "yaml",
    [
        "x: One is first. Two **is** second. Two is third.",
        'x: "One is \\"first\\". Two is second. Two is third."',
        "x: 'One''s first. Two isn''t second. Two is third.'",
        "x: >-\n  One is\n  first. Two\n  is second. Two is third.",
        "x: |\n  One is first.\n  Two is second.\n  Two is third.",
        "x: One is [first](https://a.example). [Two](https://b.example) is second. Two is third.",
    ],
)
def test_a_sentence_knows_where_it_begins_in_the_file(yaml: str) -> None:
    text = parse_yaml("t.yaml", yaml).find(("x",)).value
    assert isinstance(text, Text)
    lines = yaml.split("\n")
    found = [lines[each.place.line - 1][each.place.column - 1 :] for each in sentences_of(text, ())]
    assert [each[:3] for each in found] == ["One", "Two", "Two"]
    assert "third" in found[2], "the third sentence is not taken for the second"


def test_hyphens_and_apostrophes_join_words_and_dashes_part_them() -> None:
    assert sentence("It’s a one-size-fits-all aid – 1.5 mg, O’Neil’s—yes.").words == (
        "It’s", "a", "one-size-fits-all", "aid", "1.5", "mg", "O’Neil’s", "yes",
    )  # fmt: skip


def test_accents_that_stand_apart_belong_to_their_words() -> None:
    assert sentence("E\u0301cartez les bras a\u0300 droite.").words == ("Écartez", "les", "bras", "à", "droite")
