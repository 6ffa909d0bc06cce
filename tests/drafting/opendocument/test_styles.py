"""Styles say what their parents say, and what somebody set for one place is said of that place."""

from __future__ import annotations

import pytest

from clinicpress.drafting.opendocument.styles import HIDDEN, STRUCK, Look, Styles
from clinicpress.drafting.signs import ABOVE, BELOW
from tests.drafting.opendocument.documents import counted, package, style

COMMON = (
    style("Strong", 'fo:font-weight="bold"')
    + style("Base", 'fo:font-weight="bold"', "paragraph")
    + '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>'
    + style("Illustration", "", "paragraph", 'style:parent-style-name="Caption"')
    + style("Caption", "", "paragraph")
    + style("Loop", "", "paragraph", 'style:parent-style-name="Loop"')
)


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ('fo:font-weight="bold"', Look(strong=True)),
        ('fo:font-weight="700"', Look(strong=True)),
        ('fo:font-weight="normal"', Look()),
        ('fo:font-style="italic"', Look(em=True)),
        ('style:text-line-through-style="solid"', Look(left_out=STRUCK)),
        ('style:text-line-through-type="double"', Look(left_out=STRUCK)),
        ('style:text-line-through-style="none"', Look()),
        ('text:display="none"', Look(left_out=HIDDEN)),
        ('style:text-position="super 58%"', Look(where=ABOVE)),
        ('style:text-position="-33% 58%"', Look(where=BELOW)),
        ('style:text-position="3% 100%"', Look()),
        ('style:font-name="Wingdings"', Look(font="Wingdings")),
    ],
)
def test_looks(properties: str, look: Look) -> None:
    assert Styles(package(own=style("T1", properties))).look("T1", "") == look


def test_bold_of_a_place_counts_and_that_of_a_common_style_does_not() -> None:
    own = style("P1", 'fo:font-weight="bold"', "paragraph") + style("T1", "", more='style:parent-style-name="Strong"')
    styles = Styles(package(own=own, common=COMMON))
    assert [styles.look("", name).strong for name in ("P1", "Base")] == [True, False]
    assert styles.look("T1", "").strong
    assert styles.look("", "", Look(em=True)).em


def test_names_as_people_know_them() -> None:
    own = style("P1", "", "paragraph", 'style:parent-style-name="Heading_20_1"')
    styles = Styles(package(own=own, common=COMMON))
    assert styles.names("P1") == ["p1", "heading 1"]
    assert styles.names("Loop") == ["loop"]
    assert [styles.is_caption(name) for name in ("Illustration", "Caption", "P1")] == [True, True, False]


def test_lists_and_indents() -> None:
    indented = (
        '<style:style style:name="P2" style:family="paragraph" style:list-style-name="L">'
        '<style:paragraph-properties fo:margin-left="1in"/></style:style>'
    )
    listed = '<style:style style:name="P3" style:family="paragraph" style:list-style-name="L"/>'
    styles = Styles(package(own=counted("") + indented + listed))
    assert styles.list_style("L") is not None and styles.list_style("gone") is None
    assert (styles.list_of("P2"), styles.indent("P2"), styles.indent("P3")) == ("L", 72.0, None)


def test_hidden_sections() -> None:
    hidden = '<style:section-properties text:display="none"/>'
    own = f'<style:style style:name="S" style:family="section">{hidden}</style:style>'
    assert Styles(package(own=own)).is_hidden_section("S")
