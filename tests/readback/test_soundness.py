"""What a file says beside its words: each fault has its row, and a sound file has none."""

from __future__ import annotations

from typing import Any

import pytest

from clinicpress.readback.finished import Box, Finished, PlacedLink, ReadFont
from clinicpress.readback.soundness import soundness
from tests.readback.plain import finished, glyphs, page, part

WORDS: dict[str, Any] = {"glyphs": glyphs("Read  on"), "painted": frozenset({0})}
LINE = Box(70, 698, 124, 712)
SEEN: dict[str, Any] = {"glyphs": glyphs("Rest"), "painted": frozenset({0})}


def document(*kids: Any) -> tuple[Any, ...]:
    return (part("Document", kids=kids),)


def link(**changes: Any) -> PlacedLink:
    return PlacedLink(**{
        "box": Box(72, 700, 90, 712), "uri": "https://a.example/x", "goal": None, "inside": False,
        "contents": "a page", "owned": True, "held": changes.get("uri", "https://a.example/x"), **changes,
    })  # fmt: skip


def answers(file: Finished) -> dict[str, list[str]]:
    """Return what failed or warns, by row."""
    return {row.id: [found.message for found in row.found] for row in soundness(file) if row.found}


def test_a_sound_file_passes() -> None:
    assert answers(finished(page(**SEEN))) == {}


BESIDE: dict[str, Any] = {"words": {}, "furniture": "2"}
"""A page with nothing but its number."""
FAULTS = {
    "damaged": (finished(page(**SEEN), repairs=("it was cut",)), "whole", "the file is damaged: it was cut"),
    "encrypted": (finished(page(**SEEN), encrypted=True), "open", "the file is encrypted"),
    "scripts": (finished(page(**SEEN), scripts=("OpenAction",)), "open", "can do things by itself (OpenAction)"),
    "attached": (finished(page(**SEEN), attachments=("a.txt",)), "open", "other files are attached: a.txt"),
    "layers": (finished(page(**SEEN), layers=2), "open", "2 layers can be switched off"),
    "two sizes": (
        finished(page(**SEEN), page(2, width=595, **BESIDE)),
        "size",
        "the page is 8.264 by 11 in, the first is 8.5 by 11 in",
    ),
    "odd size": (finished(page(**SEEN, width=500)), "size", "6.944 by 11 in is no size"),
    "boxes": (
        finished(page(**SEEN, boxes={"Media": Box(0, 0, 612, 792), "Trim": Box(-1, 0, 612, 792)})),
        "boxes",
        "the TrimBox reaches beyond the BleedBox",
    ),
    "blank": (finished(page(**SEEN), page(2, words={})), "blank", "the page is blank"),
    "no mark": (finished(page(**SEEN), marked=False), "tags", "it does not say that it is tagged (Marked)"),
    "unmarked": (finished(page(**SEEN, unmarked=1)), "tags", "a thing is neither tagged nor marked as decoration"),
    "in no tag": (finished(page(**SEEN, words={0: "Rest.", 1: "Lost."})), "tags", "“Lost.” is in no tag"),
    "no way back": (finished(page(**{**SEEN, "owned": frozenset()})), "tags", "the way back from words to their tags"),
    "no title": (finished(page(**SEEN), title=""), "title", "no title"),
    "title not shown": (finished(page(**SEEN), shows_title=False), "title", "the file's name"),
    "no language": (finished(page(**SEEN), language=""), "language", "it does not say its language"),
    "level": (
        finished(page(**SEEN), parts=document(part("H1", "a"), part("H3", "b"))),
        "order",
        "the heading “b” is of level 3, but comes after level 1",
    ),
    "no description": (
        finished(page(**SEEN), parts=document(part("H1", "a"), part("Figure"))),
        "alt",
        "a picture has no description (Alt)",
    ),
    "lost picture": (
        finished(page(**SEEN), parts=document(part("H1", "a"), part("Figure", alt="Lungs", contents=((1, 9),)))),
        "alt",
        "the picture that is described as “Lungs” is missing",
    ),
    "font": (
        finished(page(**SEEN, faces=frozenset({"Face"})), fonts=(ReadFont("Face", "", False, True, False, (1,)),)),
        "fonts",
        "the font Face is not embedded",
    ),
    "address": (finished(page(**SEEN, links=(link(uri="http://x"),))), "links", "“http://x”, which is no whole"),
    **{
        f"address that {what}": (
            finished(
                page(**{**SEEN, "glyphs": glyphs("Read  on")}, links=(link(box=LINE, contents="", uri=uri, held=held),))
            ),
            "links",
            f"“Read on” leads to “{uri}”, which not all programs follow: {fault}",
        )
        for what, uri, held, fault in (
            ("is UTF-16", "https://a.example", "þÿ\0h", "it is not written in ASCII"),
            ("is Latin-1", "https://a.example/ü", "https://a.example/ü", "it is not written in ASCII"),
            ("has a space", "https://a.example/a b", "https://a.example/a b", "there is a space or a control"),
            ("has a control code", "https://a.example", "https://a.example\r", "there is a space or a control"),
            ("has no scheme", "www.a.example", "www.a.example", "it does not begin with https:// or the like"),
            ("has no host", "https:///a", "https:///a", "it names no host"),
            ("has a wrong host", "https://a%20b.example", "https://a%20b.example", "“a%20b.example” is not the name"),
        )
    },
    "nowhere": (finished(page(**SEEN, links=(link(uri="", inside=True),))), "links", "“a page” leads nowhere"),
    "elsewhere": (
        finished(page(**SEEN, links=(link(contents="https://b.example"),))),
        "links",
        "“https://b.example” leads to “https://a.example/x”",
    ),
    "off the page": (finished(page(**SEEN, links=(link(box=Box(600, 0, 620, 9)),))), "links", "beyond the edge"),
    "bookmark": (finished(page(**SEEN), lost_bookmarks=("Gone",)), "links", "the bookmark “Gone” leads nowhere"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_in_its_row_alone(fault: str) -> None:
    file, row, said = FAULTS[fault]
    found = answers(file)
    assert list(found) == [row]
    assert said in found[row][0]


# The order of what is heard -------------------------------------------------------------------------


def line(number: int, said: str, left: float, bottom: float) -> Any:
    return glyphs(said, left, bottom, mcid=number)


def heard(*kids: Any, lines: dict[int, tuple[str, float, float]]) -> list[str]:
    """Return what is said of the order of some elements, whose words stand on one page, by their numbers."""
    seen = tuple(glyph for number, where in lines.items() for glyph in line(number, *where))
    words = {number: said for number, (said, _, _) in lines.items()}
    sound = page(glyphs=seen, words=words, owned=frozenset(lines), painted=frozenset(lines))
    whole = part("Document", kids=kids, contents=tuple(each for kid in kids for each in kid.contents))
    return answers(finished(sound, parts=(whole,))).get("order", [])


def p(*numbers: int, said: str = "words", tag: str = "P", kids: tuple[Any, ...] = ()) -> Any:
    contents = tuple((1, number) for number in numbers)
    return part(tag, said, kids, contents=(*contents, *(each for kid in kids for each in kid.contents)))


def an_item_with_a_list() -> Any:
    """An item that goes on after the list in it, and has a link in its first line."""
    inner = part("LI", kids=(p(3, tag="Lbl"), p(4, tag="LBody")), contents=((1, 3), (1, 4)))
    below = part("L", kids=(inner,), contents=inner.contents)
    own = p(1, 2, kids=(p(2, tag="Link"),)), p(5)
    body = p(tag="LBody", said="", kids=(own[0], below, own[1]))
    item = part("LI", kids=(p(0, tag="Lbl"), body), contents=((1, 0), *body.contents))
    return part("L", kids=(item,), contents=item.contents)


@pytest.mark.parametrize(
    ("last", "said"), [(660.0, []), (690.0, ["“words” is heard after a text that stands below it"])]
)
def test_an_item_goes_on_after_the_list_in_it_and_not_above(last: float, said: list[str]) -> None:
    lines = {
        0: ("•", 72, 700),
        1: ("Bring your card, see", 90, 700),
        2: ("what to bring", 300, 700),
        3: ("•", 90, 680),
        4: ("a photo", 108, 680),
        5: ("and some time.", 90, last),
    }
    assert heard(an_item_with_a_list(), lines=lines) == said


@pytest.mark.parametrize("first", [(1, 2), (2, 1)], ids=["a link at its end", "a link at its beginning"])
def test_a_text_whose_link_stands_elsewhere_is_still_compared_as_a_whole(first: tuple[int, int]) -> None:
    lines = {1: ("Bring your card, see", 72, 660), 2: ("here", 400, 660), 3: ("Rest well.", 72, 700)}
    found = heard(p(*first, kids=(p(2, tag="Link"),)), p(3, said="Rest well."), lines=lines)
    assert found == ["“Rest well.” is heard after a text that stands below it"]


def test_cells_side_by_side_are_not_compared() -> None:
    lines = {1: ("Day", 72, 700), 2: ("until noon", 72, 660), 3: ("Dose", 300, 700), 4: ("Night", 72, 640)}
    cells = p(1, tag="TH"), p(2, tag="TD"), p(3, tag="TD"), p(4, tag="TH")
    rows = part("TR", kids=cells[:3]), part("TR", kids=cells[3:])
    whole = part("Table", kids=rows, contents=((1, 1), (1, 2), (1, 3), (1, 4)))
    assert heard(whole, lines=lines) == []
