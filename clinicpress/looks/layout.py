"""What a layout file holds: margins and columns, the head and foot of pages, and reserved boxes.

A layout says where things may stand on the page; which things appear, and in which order, is its
story template's business. All distances are points from the edges of the page.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import did_you_mean
from clinicpress.looks.costs import Costs
from clinicpress.looks.fold import Fold
from clinicpress.looks.medium import AnyLayout
from clinicpress.looks.slots import SLOTS
from clinicpress.workspace.schema import Strict, described

MOST_PAGES = 100
"""The most pages that a layout is fitted to."""
ANY = "any"
AUTO = "auto"
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")


def _pages(value: Any) -> int | None:
    """Read how many pages a layout is fitted to; None where it has as many as its text needs."""
    if value == ANY:
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= MOST_PAGES:
        return int(value)
    raise PydanticCustomError("pages", f"“pages” is “{ANY}” or a whole number from 1 to {MOST_PAGES}")


Pages = Annotated[
    int | None,
    PlainValidator(_pages),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": rf"^({ANY}|[1-9][0-9]?|{MOST_PAGES})$",
            "minimum": 1,
            "maximum": MOST_PAGES,
            "defaultSnippets": [{"label": ANY, "body": ANY}],
        }
    ),
]
MOST_SIDE = 300.0


def _side(value: Any) -> float | None:
    """Read the width of the side column in points; None where it is as wide as the footer's."""
    if value == AUTO:
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value) and float(value) <= MOST_SIDE:
        return float(value)
    raise PydanticCustomError("side", f"“side” is “{AUTO}” or a number from 0 to {MOST_SIDE:.0f}")


Side = Annotated[
    float | None,
    PlainValidator(_side),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "pattern": rf"^({AUTO}|[0-9]{{1,3}}(\.[0-9]{{1,9}})?)$",
            "minimum": 0,
            "maximum": MOST_SIDE,
            "defaultSnippets": [{"label": AUTO, "body": AUTO}],
        }
    ),
]
Margin = Annotated[float, Field(ge=18, le=144)]
"""Office printers cannot print in the outer 18 points (a quarter of an inch)."""
Top = Annotated[float, Field(ge=18, le=600)]
"""From the top of the page, of which the footer may take a quarter."""


class Margins(Strict):
    """Space left and right of the live area."""

    left: Margin = described("Left margin in points; office printers need 18.")
    right: Margin = described("Right margin in points; office printers need 18.")


class Columns(Strict):
    """The side column and the gutter between it and the main column."""

    side: Side = described(
        "Width of the side column in points; 0 for none; “auto”: as wide as the footer's, and section headings stand "
        "in it where the brochure has neither icons nor asides for it and all of them have room."
    )
    gutter: float = described("Width of the gutter in points.", ge=0, le=72)


class Strip(Strict):
    """The brand strip at the head of page 1."""

    top: Top = described("Distance from the top of the page.")
    height: float = described("Height of the strip.", ge=8, le=144)
    label: Unprinted = described("The locale's label that stands on it.")


class RunningHead(Strict):
    """The bar and the title at the head of later pages."""

    top: Top = described("Distance of the bar from the top of the page.")
    height: float = described("Height of the bar.", ge=0.5, le=72)
    text_top: Top = described("Distance of the text from the top of the page.")
    label: Unprinted | None = described(
        "The locale's label at the left; without it, the title takes the whole line.", default=None
    )


class FirstPage(Strict):
    """The first page."""

    top: Top = described("Where the story begins, from the top of the page.")
    strip: Strip | None = described("The brand strip.", default=None)


class LaterPages(Strict):
    """All pages after the first."""

    top: Top = described("Where the story goes on, from the top of the page.")
    running_head: RunningHead | None = described("The running head.", default=None)


class Footer(Strict):
    """Where the footer stands; what it says and its type size are not a layout's to change.

    Head and footer share their columns.
    """

    spoken: bool = described(
        "Whether screen readers hear source and disclaimer here, for layouts without a colophon.", default=False
    )
    clinic: bool = described(
        "Whether the clinic's name and phone stand here; if not, the imprint box must stand on every page.",
        default=True,
    )
    side: float = described("Width of the column for clinic and folio, in points.", ge=100, le=200)
    gutter: float = described("Gutter right of it, in points.", ge=8, le=50)
    bottom: float = described("From the foot of the page to the footer's last line; printers need 23.", ge=23, le=100)
    gap: float = described("The least clear space between the story and the footer.", ge=0, le=72)


def _slot_name(value: Unprinted) -> Unprinted:
    if value not in SLOTS:
        raise PydanticCustomError(
            "slot", "no imprint fills a slot “{name}”", {"name": str(value), "hint": did_you_mean(value, SLOTS)}
        )
    return value


SlotName = Annotated[Unprinted, AfterValidator(_slot_name)]


class SlotBox(Strict):
    """A box that is kept free for the clinic's imprint."""

    width: float = described("Width in points.", ge=48, le=1440)
    height: float = described("Height in points.", ge=12, le=400)


class Layout(AnyLayout):
    """A layout file: templates/<name>/layout.yaml."""

    medium: Literal["paper"] = described(
        "What it is for: “paper”, with all the keys below, or “screen”, with none of them (screen-layout.md).",
        default="paper",
    )
    pages: Pages = described("“any”, or the number of pages that the text is fitted to, for example 1.")
    fold: Fold | None = described(
        "How the sheet is folded: it lies on its long side then, and its panels are frames. Left out: not at all.",
        default=None,
    )
    margins: Margins = described("The side margins.")
    columns: Columns = described("The side column and its gutter.")
    first_page: FirstPage = described("The first page.")
    later_pages: LaterPages = described("The later pages.")
    footer: Footer = described("The footer's position.")
    contents_from: int | None = described(
        "With more pages than this, a list of the sections stands where the story template has its contents; "
        "with twice as many, of the sections below them, too. Left out: none.",
        default=None,
        ge=1,
        le=100,
    )
    link_addresses: bool = described(
        "Where “content” is “all”: whether links get a small number and their addresses are listed, for paper.",
        default=True,
    )
    breaks: Costs = described(
        "What the ends of pages cost: those are chosen at which the whole story costs least.",
        default={},
        validate_default=True,
    )
    slots: dict[SlotName, SlotBox] = described(
        "The boxes kept free for the clinic: “imprint” on page 1, “contact” in the colophon, “card” for the QR code.",
        default={},
        json_schema_extra={"propertyNames": {"enum": list(SLOTS)}},
    )


OF_THE_LAYOUT = ("title", "label", "content", "medium", "pages", "fold")
"""What no theme changes of a layout: what it holds. Where things stand, and which story template says so, it may."""


def template_of(name: str, layout: AnyLayout) -> str:
    """Return the file of a layout's story template, below templates/."""
    return str(layout.template) if layout.template is not None else f"{name}/story.html.j2"
