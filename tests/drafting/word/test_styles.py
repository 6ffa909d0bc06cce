"""What Word's styles say: a paragraph's own setting wins, then its style, then the style's parent."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clinicpress.drafting.signs import ABOVE, BELOW
from clinicpress.drafting.word.styles import STRUCK, Look, Styles

STYLES = f"""
<w:styles {nsdecls("w")}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our Head"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Lined"><w:name w:val="L"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
</w:styles>"""


def paragraph(style: str, run: str = "", properties: str = "") -> Any:
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"<w:r><w:rPr>{run}</w:rPr><w:t>a</w:t></w:r></w:p>"
    )


@pytest.fixture
def styles() -> Styles:
    return Styles(parse_xml(STYLES), None)


@pytest.mark.parametrize(
    ("style", "properties", "level"),
    [
        ("T", "", 0),
        ("H2", "", 2),
        ("Own", "", 2),
        ("Lined", "", 3),
        ("Normal", '<w:outlineLvl w:val="0"/>', 1),
        ("Normal", '<w:outlineLvl w:val="9"/>', None),
        ("Normal", "", None),
        ("Loop", "", None),
        ("Unknown", "", None),
    ],
)
def test_a_heading_is_known_by_its_style_or_outline(
    style: str, properties: str, level: int | None, styles: Styles
) -> None:
    assert styles.heading_level(paragraph(style, properties=properties)) == level


@pytest.mark.parametrize(
    ("run", "look"),
    [
        ("", Look()),
        ("<w:b/>", Look(strong=True)),
        ('<w:b w:val="0"/>', Look()),
        ("<w:i/>", Look(em=True)),
        ('<w:rStyle w:val="Gone"/>', Look(left_out=STRUCK)),
        ('<w:rStyle w:val="Gone"/><w:strike w:val="0"/>', Look()),
        ('<w:vertAlign w:val="superscript"/>', Look(where=ABOVE)),
        ('<w:position w:val="-4"/>', Look(where=BELOW)),
        ('<w:position w:val="3"/>', Look()),
        ('<w:sz w:val="6"/>', Look(unseen="is too small to be read in the document")),
        ('<w:sz w:val="7"/>', Look()),
        ('<w:color w:val="FFFFFF"/>', Look(unseen="is white in the document")),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', Look()),
    ],
)
def test_how_a_run_looks(run: str, look: Look, styles: Styles) -> None:
    held = paragraph("Normal", run)
    assert styles.look(held[1], held) == look


def test_the_name_of_a_style_is_told_in_small_letters(styles: Styles) -> None:
    assert styles.name(paragraph("Own")) == "our head"
