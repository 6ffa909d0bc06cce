"""Elements of a Word file: what their attributes say, and what they mean where they say nothing."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clinicpress.drafting.word.xml import children_named, is_on, number_in, text_of, value_of


def element(inner: str) -> Any:
    return parse_xml(f"<w:body {nsdecls('w')}>{inner}</w:body>")


@pytest.mark.parametrize(
    ("said", "on"),
    [("", True), ('w:val="true"', True), ('w:val="1"', True), ('w:val="0"', False), ('w:val="off"', False)],
)
def test_a_switch_is_on_unless_it_says_otherwise(said: str, on: bool) -> None:
    assert is_on(element(f"<w:b {said}/>")[0]) == on


def test_a_switch_that_is_not_there_is_off() -> None:
    assert not is_on(None)


@pytest.mark.parametrize(("said", "number"), [('w:val="3"', 3), ('w:val="x"', 7), ("", 7)])
def test_a_number_that_is_none_is_the_default(said: str, number: int) -> None:
    assert number_in(element(f"<w:ilvl {said}/>")[0], "w:val", 7) == number


def test_only_the_children_of_a_name_are_taken() -> None:
    body = element('<w:p/><w:tbl><w:p/></w:tbl><w:p w:val="x"/>')
    assert [value_of(child) for child in children_named(body, "w:p")] == ["", "x"]


def test_the_text_of_an_element_is_its_own_with_what_stands_behind_comments_in_it() -> None:
    [text] = element("<w:t>a <!-- no --> b<w:t>inner</w:t> c</w:t>")
    assert text_of(text) == "a  b c"
