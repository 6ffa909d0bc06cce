"""The cascade of an SVG's styles: the stronger declaration holds, and variables are put in."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgcascade import Cascade, Variables
from clinicpress.artwork.svgfile import Element, Unfit, read_artwork

HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'


def fill_of(sheet: str, element: str) -> str | None:
    """Return what fills the last element of a picture with a style sheet."""
    root = read_artwork(f"{HEAD}<style><![CDATA[{sheet}]]></style>{element}</svg>".encode())
    cascade = Cascade(root)
    found: dict[int, str | None] = {}
    waiting: list[tuple[Element, Variables]] = [(root, {})]
    while waiting:
        here, variables = waiting.pop()
        declared, inner = cascade.declared(here, variables)
        found[id(here)] = declared.get("fill")
        waiting += [(kid, inner) for kid in here.elements]
    assert cascade.flaws == []
    return found[id([*root.walk()][-1])]


@pytest.mark.parametrize(
    ("sheet", "element", "fill"),
    [
        ("", '<rect fill="red"/>', "red"),
        ("rect{fill:blue}", '<rect fill="red"/>', "blue"),
        ("rect{fill:blue}", '<rect style="fill:red"/>', "red"),
        ("rect{fill:blue !important}", '<rect style="fill:red"/>', "blue"),
        ("rect{fill:blue !important}", '<rect style="fill:red !important"/>', "red"),
        ("#a{fill:red} .b{fill:blue} rect{fill:green}", '<rect id="a" class="b"/>', "red"),
        (".a.b{fill:red} .b{fill:blue}", '<rect class="b a"/>', "red"),
        (".a{fill:red} .a{fill:blue}", '<rect class="a"/>', "blue"),
        ("g > rect:nth-child(2){fill:red}", "<g><rect/><rect/></g>", "red"),
        ("rect + rect{fill:red}", "<g><rect/><rect/></g>", "red"),
        ('[data-n="1"]{fill:red}', '<rect data-n="1"/>', "red"),
        ("rect:hover{fill:red}", "<rect/>", None),
        ("@media (prefers-color-scheme: dark){rect{fill:white}}", "<rect/>", None),
        ("@font-face{font-family:x;src:url(x)} rect{fill:red}", "<rect/>", "red"),
        ("<!-- rect{fill:red} -->", "<rect/>", "red"),
        ("/* no */ rect{fill:/* no */red;;}", "<rect/>", "red"),
        (":root{--a:red} rect{fill:var(--a)}", "<rect/>", "red"),
        (":root{--a:red} g{--a:blue} rect{fill:var(--a)}", "<g><rect/></g>", "blue"),
        (":root{--a:var(--b);--b:red} rect{fill:var( --a )}", "<rect/>", "red"),
        ("rect{fill:var(--a, var(--b, red))}", "<rect/>", "red"),
        ("rect{fill:rgb(var(--r), 0, 0);--r:9}", "<rect/>", "rgb(9, 0, 0)"),
    ],
)
def test_the_stronger_declaration_holds(sheet: str, element: str, fill: str | None) -> None:
    assert fill_of(sheet, element) == fill


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ('@import "a.css";', "@import"),
        ("@media print{rect{fill:red}}", "@media print"),
        ("@supports (x: y){rect{fill:red}}", "@supports"),
        ("rect::part(a):unknown{fill:red}", "the selector"),
        ("rect{fill:var(--a)}", "var(--a)"),
        ("rect{& g{fill:red}}", "a rule inside of a rule"),
    ],
)
def test_what_cannot_be_followed_is_told(sheet: str, told: str) -> None:
    root = read_artwork(f"{HEAD}\n<style><![CDATA[\n{sheet}]]></style><rect/></svg>".encode())
    cascade = Cascade(root)
    cascade.declared(root.elements[1], {})
    [flaw] = cascade.flaws
    assert told in flaw.message
    assert flaw.line == 3


@pytest.mark.parametrize("form", ["{}", "f({})"])
def test_variables_that_stand_for_too_much_are_told(form: str) -> None:
    doubled = ";".join(f"--v{number}:{form.format(f'var(--v{number + 1}) ' * 9)}" for number in range(15))
    root = read_artwork(f'{HEAD}<rect style="{doubled};--v15:red;fill:var(--v0)"/></svg>'.encode())
    cascade = Cascade(root)
    cascade.declared(root.elements[0], {})
    assert any("a variable that it does not give a value" in flaw.message for flaw in cascade.flaws)


def test_more_styles_than_can_be_matched_are_told() -> None:
    sheet = "<style>" + "*{fill:red}" * 5000 + "</style>"
    Cascade(read_artwork(f"{HEAD}{sheet}{'<g/>' * 3000}</svg>".encode()))
    with pytest.raises(Unfit, match="too many styles"):
        Cascade(read_artwork(f"{HEAD}{sheet}{'<g/>' * 5000}</svg>".encode()))
