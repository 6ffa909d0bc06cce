"""A file that is no OpenDocument text, a damaged one or a huge one is told, and never a fault of ours."""

from __future__ import annotations

from random import Random

import pytest

from clinicpress.drafting.opendocument.package import MAX_DEPTH, open_package
from clinicpress.drafting.opendocument.reader import read_opendocument
from clinicpress.ground.problems import InputProblems
from tests.drafting.opendocument.documents import article, items, odt_of, p, package

DAMAGED = "this is not an OpenDocument text, or it is damaged"
GOOD = odt_of(p("Text") + items("a"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        GOOD[:-99],
        odt_of("<open>"),
        odt_of(p("x"), files={"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        odt_of(p("x"), files={"content.xml": b"<a/>"}),
        odt_of(p("x"), files={"content.xml": b"\x00\xff encrypted"}),
        odt_of("<text:section>" * (MAX_DEPTH + 2) + "</text:section>" * (MAX_DEPTH + 2)),
    ],
)
def test_no_document(content: bytes) -> None:
    with pytest.raises(InputProblems) as refused:
        open_package("a.odt", content)
    assert [problem.message for problem in refused.value.problems] == [DAMAGED]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (p("x" * 2_100_000), "2.1 million letters, at most 2"),
        ("<text:s/>" * 400_001, "400,002 pieces of text, at most 400,000"),
    ],
)
def test_too_big(body: str, what: str) -> None:
    with pytest.raises(InputProblems) as refused:
        article(body)
    (problem,) = refused.value.problems
    assert problem.message == f"the document is too big: {what}"


def test_parts() -> None:
    held = package(files={"Pictures/a.png": b"x", "Object 1/content.xml": b"<a>b</a>"})
    assert (held.file("./Pictures/a.png"), held.file("Pictures/gone.png")) == (b"x", b"")
    part = held.part("Object 1/content.xml")
    assert part is not None and part.text == "b" and held.part("mimetype") is None
    assert round(held.width) == round(150 * 72 / 25.4)


def test_any_damage_is_told() -> None:
    for seed in range(300):
        random = Random(seed)
        content = bytearray(GOOD)
        for _ in range(random.choice((1, 3, 20))):
            content[random.randrange(len(content))] = random.randrange(256)
        try:
            read_opendocument("a.odt", bytes(content))
        except InputProblems as refused:
            assert refused.problems[0].place.file == "a.odt"
