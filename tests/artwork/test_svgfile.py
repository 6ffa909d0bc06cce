"""An SVG read strictly: its elements by local name, in bounds, in UTF-8, with nothing hidden in it."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgfile import MAX_DEPTH, MAX_ELEMENTS, MAX_FLAWS, Flaw, Unfit, read_artwork

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


LONG = "defines “a” (“<!ENTITY”) as more than a few words"


def flaw_of(content: str | bytes) -> tuple[int, str]:
    with pytest.raises(Unfit) as unfit:
        read_artwork(content if isinstance(content, bytes) else content.encode())
    [flaw] = unfit.value.flaws
    return flaw.line, flaw.message


def test_elements_keep_their_line_and_the_names_that_matter() -> None:
    root = read_artwork(f'{HEAD}\n<g id="a"><use xlink:href="#b" x:y="no" xmlns:x="urn:x"/>t</g></svg>'.encode())
    assert [(each.name, each.line) for each in root.walk()] == [("svg", 1), ("g", 2), ("use", 2)]
    [group] = root.elements
    assert (group.attributes, group.text, group.elements[0].attributes) == ({"id": "a"}, "t", {"href": "#b"})


def test_what_other_programs_keep_in_it_is_left_out() -> None:
    root = read_artwork(f'{HEAD}<i:a xmlns:i="urn:i"><i:b><rect/></i:b>words</i:a><rect/></svg>'.encode())
    assert [each.name for each in root.walk()] == ["svg", "rect"]
    assert root.text == ""


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (f"{HEAD}</svg>".encode("utf-16"), (0, "is not an SVG picture in UTF-8")),
        ("<html/>", (0, "is not an SVG picture")),
        (f"{HEAD}\n<g></svg>", (0, "is not an SVG picture, or is broken in line 2")),
        (f'<?xml version="1.0" encoding="latin-1"?>{HEAD}</svg>', (1, "says that it is written in “latin-1”")),
        (f'<!DOCTYPE svg [<!ENTITY a "{"b" * 201}">]>{HEAD}</svg>', (1, LONG)),
        (f'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY b "&a;&a;">]>{HEAD}</svg>', (1, LONG.replace("“a”", "“b”"))),
        (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>{HEAD}&a;</svg>', (1, LONG)),
        (f'<!DOCTYPE svg [<!ENTITY % a "b">]>{HEAD}</svg>', (1, LONG)),
        (
            f'<!DOCTYPE svg [<!ENTITY a "{"b" * 200}">]>{HEAD}{"<g>" + "&a;" * 70_000 + "</g>"}</svg>',
            (1, "is too large"),
        ),
        (
            f'<?xml-stylesheet href="a.css"?>{HEAD}</svg>',
            (1, "takes its styles from another file (“<?xml-stylesheet”)"),
        ),
        (f"{HEAD}{'<g>' * MAX_DEPTH}", (1, f"is nested more than {MAX_DEPTH} levels deep")),
        (f"{HEAD}\n{'<g/>' * MAX_ELEMENTS}</svg>", (2, f"has more than {MAX_ELEMENTS} elements")),
    ],
    ids=[
        "utf-16",
        "html",
        "broken",
        "latin-1",
        "long",
        "nested",
        "file",
        "parameter",
        "many entities",
        "style sheet",
        "deep",
        "many",
    ],
)
def test_what_is_no_plain_svg_is_told(content: str | bytes, flaw: tuple[int, str]) -> None:
    assert flaw_of(content) == flaw


def test_names_of_namespaces_may_be_entities_as_drawing_programs_write_them() -> None:
    words = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY ns "http://www.w3.org/2000/svg">]>'
    assert [each.name for each in read_artwork(f'{words}<svg xmlns="&ns;"><rect/></svg>'.encode()).walk()] == [
        "svg",
        "rect",
    ]


def test_depth_and_number_may_be_just_so_great() -> None:
    read_artwork(f"{HEAD}{'<g>' * (MAX_DEPTH - 1)}{'</g>' * (MAX_DEPTH - 1)}</svg>".encode())
    read_artwork(f"{HEAD}{'<g/>' * (MAX_ELEMENTS - 1)}</svg>".encode())


def test_of_many_flaws_each_is_told_once_and_not_all() -> None:
    flaws = [Flaw(number // 2, "is odd") for number in range(4 * MAX_FLAWS)]
    assert Unfit(flaws).flaws == [Flaw(number, "is odd") for number in range(MAX_FLAWS)]
