"""How much a picture draws is known before it is drawn."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgbounds import MOST_DRAWN, check_bounds
from clinicpress.artwork.svgfile import Element, Unfit, read_artwork

HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'


def bounded(body: str) -> None:
    root = read_artwork(f"{HEAD}{body}</svg>".encode())
    names: dict[str, Element] = {each.attributes["id"]: each for each in root.walk() if "id" in each.attributes}
    check_bounds(root, names)


def test_just_so_much_may_be_drawn() -> None:
    inner, outer = '<g id="a">' + "<g/>" * 498 + "</g>", '<use href="#a"/>'
    # The root, the group, and for each copy itself, the group and all in it.
    copies = (MOST_DRAWN - 500) // 500
    bounded(inner + outer * copies)
    with pytest.raises(Unfit, match="too much to draw"):
        bounded(inner + outer * (copies + 1))


@pytest.mark.parametrize(
    "body",
    [
        '<g id="a"><g><use href="#a"/></g></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<mask id="a"><rect mask="url(#a)"/></mask>',
        '<marker id="a"><path marker-end="url( \'#a\' )"/></marker>',
    ],
)
def test_what_holds_itself_is_told(body: str) -> None:
    with pytest.raises(Unfit, match="which holds this reference itself"):
        bounded(body)


def test_references_are_not_followed_without_end() -> None:
    chain = "".join(f'<g id="a{number}"><use href="#a{number + 1}"/></g>' for number in range(2000))
    with pytest.raises(Unfit, match="levels deep"):
        bounded(chain)


def test_references_to_nothing_draw_nothing() -> None:
    bounded('<use href="#no"/><rect fill="url(#no)"/>')
