"""What a document says is listed whole, but for what is told elsewhere."""

from __future__ import annotations

import pytest

from clinicpress.drafting.opendocument.said import said_in
from clinicpress.drafting.opendocument.xml import qn
from tests.drafting.opendocument.documents import element, items, p

BODY = "<text:note-body><text:p>b</text:p></text:note-body>"


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (p("a<text:span>b</text:span>c<text:tab/>d<text:line-break/>e"), "abc d e"),
        (items("a", "b"), "a b"),
        (p(f"a<text:note><text:note-citation>1</text:note-citation>{BODY}</text:note>c"), "a b c"),
        (p('a<text:hidden-text text:string-value="b"/>'), "a b"),
        (p("a<office:annotation><text:p>b</text:p></office:annotation>c"), "a b c"),
        (f"<text:section><text:tracked-changes>{p('x')}</text:tracked-changes>{p('a')}</text:section>", "a"),
    ],
)
def test_said(xml: str, said: str) -> None:
    assert " ".join(said_in(element(xml)).split()) == said


def test_what_is_told_elsewhere_is_no_part_of_a_word() -> None:
    held = element(p("50<text:span>0</text:span> mg"))
    assert said_in(held, lambda each: each.tag == qn("text:span")) == "50 mg"
