"""The marks of HTML: every text and every value is escaped here, and nowhere else; pictures are inside of the page."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from clinicpress.artwork.icons import ICON_GRID, TENTHS, Icon
from clinicpress.artwork.pictures import Art
from clinicpress.ground.address import ascii_address
from clinicpress.scripts.bidi import base_level
from clinicpress.scripts.isolates import parted

_GRID = f"{ICON_GRID * TENTHS:g}"
_PIXELS = 96 / 72
"""Pixels of a screen for a point of paper."""


def opened(name: str, /, **values: str | int | None) -> str:
    """Write a start tag; values that are None are left out, and underscores in names stand for hyphens."""
    said = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in values.items()
        if value is not None
    )
    return f"<{name}{said}>"


def closed(name: str) -> str:
    """Write an end tag."""
    return f"</{name}>"


def element(name: str, text: str, /, **values: str | int | None) -> str:
    """Write an element with a text in it."""
    return f"{opened(name, **values)}{escape(text)}{closed(name)}"


def worded(text: str, rtl: bool) -> str:
    """Write words of a text; on a page that runs from right to left, with what must run to the right isolated."""
    if not rtl:
        return escape(text)
    return "".join([element("bdi", part, dir="ltr") if isolate else escape(part) for part, isolate in parted(text)])


def line(text: str, rtl: bool) -> str:
    """Write a line that stands alone, isolated as a whole where it runs the other way than its page."""
    own = base_level(text) == 1
    written = worded(text, own)
    return written if own == rtl else f"{opened('bdi', dir='rtl' if own else 'ltr')}{written}{closed('bdi')}"


def link(written: str, address: str, /, **values: str | int | None) -> str:
    """Write a link around what is written, to an address in ASCII or to a place in the page."""
    target = address if address.startswith("#") else ascii_address(address)
    return f"{opened('a', href=target, **values)}{written}{closed('a')}"


def icon(drawn: Icon) -> str:
    """Write an icon, which says nothing."""
    outline = f'<path fill="currentColor" fill-rule="evenodd" d="{escape(drawn.outline)}"/>'
    return f'<svg viewBox="0 0 {_GRID} {_GRID}" aria-hidden="true" focusable="false">{outline}</svg>'


def picture(art: Art, alt: str, widest: int, **values: str | int | None) -> str:
    """Write a picture, the file of which is in the page; at most so many pixels of it are kept."""
    kind, content = art.on_screen(widest)
    width, height = (max(1, round(side * _PIXELS)) for side in art.size)
    address = f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"
    return opened("img", src=address, alt=alt, width=width, height=height, **values)
