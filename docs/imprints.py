"""The pictures of docs/clinics.md: invented logos as they come, and the box on page 1 that is printed with them."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from clinicpress.artwork.easel import draw_svg
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drafting.starter import STARTER
from clinicpress.looks.fonts import NO_FONTS
from clinicpress.looks.slots import IMPRINT
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved

LOGOS = Path(__file__).resolve().parent / "logos"
SHOWN = 264
"""How wide files are shown, in pixels."""
AROUND = 6.0
"""How much of the page around a box is shown, in points."""
TINY, ENOUGH = 120, 1600
"""How many pixels a logo is wide that is far too small, and one that is large enough."""
COLORS = 64
WALL, DARK = (196, 188, 176), "#1F2A38"
SAMPLE = """\
name: Sample Clinic (example)
phone: (555) 555-0100
brand_color: "#7A2F55"
"""


class Box(NamedTuple):
    """A box on page 1 that is shown: the clinic's logo, its file's further lines, where it is printed, and how fine."""

    logo: str
    has_name: bool = False
    layout: str = "handout"
    dpi: int = 144
    clinic: str = SAMPLE


BOXES = {
    "wide": Box("wide.svg", True),
    "wide-summary": Box("wide.svg", True, "summary", 96),
    "twice": Box("wide.svg"),
    "tiny": Box("tiny.png", True),
    "enough": Box("enough.png", True),
    "sign": Box("sign.jpg", True),
    "square": Box("square.svg"),
    "tall": Box("tall.svg", True),
    "long": Box(
        "square.svg", clinic=SAMPLE.replace("Clinic", "Clinic for Long-Lasting Pain, Rehabilitation and Family Care")
    ),
}
FILES = {"white": ("white.svg", DARK), "wide": ("wide.svg", "white"), "tiny": ("tiny.png", "white")}
"""Files that are shown as they come, and what a screen shows behind them."""


def pictures() -> Iterator[tuple[str, Any]]:
    """Yield all pictures (of Pillow, in few colours) with their names."""
    for name, (file, ground) in FILES.items():
        yield f"logo-{name}", _few(_on(ground, _read(file)))
    yield "logo-sign", _few(Image.open(io.BytesIO(logo("sign.jpg"))).resize((SHOWN, SHOWN * 3 // 4)))
    press = Press(Catalog(Unsaved(Disk(STARTER), clinics())), Rack())
    for name, box in BOXES.items():
        yield f"imprint-{name}", _few(_printed(press, name, box))


def clinics() -> dict[str, bytes | str]:
    """Return the files of the clinics that are shown, and of their logos, for the workspace that `new` makes."""
    files: dict[str, bytes | str] = {f"clinics/logos/{box.logo}": logo(box.logo) for box in BOXES.values()}
    for name, box in BOXES.items():
        has_name = "logo_has_name: true\n" if box.has_name else ""
        files[f"clinics/{name}.yaml"] = f"{box.clinic}logo: logos/{box.logo}\n{has_name}"
    return files


@cache
def logo(name: str) -> bytes:
    """Return what the file of a logo holds: those of pixels are made of the drawings."""
    if name.endswith(".svg"):
        return (LOGOS / name).read_bytes()
    file = io.BytesIO()
    if name == "sign.jpg":
        _photo(_drawn("wide.svg", 900)).save(file, "JPEG", quality=85)
    elif name == "white.png":
        shape = _drawn("wide.svg", ENOUGH).getchannel("A")
        white = Image.new("RGB", shape.size, "white")
        white.putalpha(shape)
        white.save(file, "PNG")
    else:
        _drawn("wide.svg", TINY if name == "tiny.png" else ENOUGH).save(file, "PNG")
    return file.getvalue()


def _drawn(name: str, width: int) -> Any:
    """Draw one of our SVGs so many pixels wide, with nothing behind it."""
    document = pypdfium2.PdfDocument(draw_svg((LOGOS / name).read_text(encoding="utf-8"), NO_FONTS).pdf)
    page = document[0]
    return page.render(scale=width / page.get_width(), fill_color=(255, 255, 255, 0)).to_pil().convert("RGBA")


def _photo(art: Any) -> Any:
    """Return a picture as somebody photographs it on a wall: from the side, in bad light."""
    wide, high = 1200, 900
    board = Image.new("RGB", (wide, high), WALL)
    ImageDraw.Draw(board).rectangle((110, 280, 1090, 600), fill=(236, 232, 224), outline=(120, 112, 100), width=8)
    board.paste(art, (150, 360), art)
    bent = (50, 60, 90, 880, 1190, 770, 1130, 130)
    board = board.transform((wide, high), Image.Transform.QUAD, bent, Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").rotate(90).resize((wide, high)).point([105 + value // 2 for value in range(256)])
    shaded = Image.composite(board, Image.new("RGB", (wide, high), (70, 60, 52)), light)
    chance = random.Random(7)
    grain = Image.frombytes("L", (wide // 4, high // 4), chance.randbytes(wide * high // 16)).resize((wide, high))
    return Image.blend(shaded.filter(ImageFilter.GaussianBlur(1.5)), grain.convert("RGB"), 0.07)


def _read(file: str) -> Any:
    return _drawn(file, SHOWN) if file.endswith(".svg") else Image.open(io.BytesIO(logo(file)))


def _on(ground: str, art: Any) -> Any:
    """Return a logo as it stands on a screen, as wide as all are shown."""
    art = art.resize((SHOWN, art.height * SHOWN // art.width), Image.Resampling.BILINEAR)
    shown = Image.new("RGB", (art.width + 24, art.height + 24), ground)
    shown.paste(art, (12, 12), art)
    return shown


def _printed(press: Press, name: str, box: Box) -> Any:
    """Print a brochure for a clinic; returns its box on page 1 with a little of the page around it."""
    pressed = press.print(Job(name, "en", "standard", "sample-handout", box.layout))
    slot = next(slot for slot in pressed.plate.filled_slots if slot.name == IMPRINT)
    page = pypdfium2.PdfDocument(pressed.content)[slot.page - 1]
    scale = box.dpi / 72
    left, top = slot.x - AROUND, page.get_height() - slot.y - AROUND
    area = (left, top, left + slot.width + 2 * AROUND, top + slot.height + 2 * AROUND)
    return page.render(scale=scale).to_pil().crop(tuple(round(side * scale) for side in area))


def _few(picture: Any) -> Any:
    return picture.convert("RGB").quantize(COLORS)
