"""One page with colours said in all the ways that a PDF knows: what other programs write, in small."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageCms

SIZE = 612, 792
CELL = 60
WHITE_D65 = [0.9505, 1, 1.089]


class Sheet:
    """A page that is filled cell by cell, from the lower left corner."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.page = self.pdf.add_blank_page(page_size=SIZE)
        self.page.obj.Resources = Dictionary()
        self.code: list[str] = []
        self.cells: dict[str, tuple[int, int]] = {}

    def resource(self, kind: str, name: str, found: Any) -> None:
        resources = self.page.obj.Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = found

    def cell(self, name: str, code: str) -> None:
        """Paint into a square of one unit a side."""
        row, column = divmod(len(self.cells), 9)
        self.cells[name] = (20 + 64 * column, 20 + 64 * row)
        x, y = self.cells[name]
        self.code.append(f"q {CELL} 0 0 {CELL} {x} {y} cm\n{code}\nQ")

    def finished(self) -> bytes:
        self.page.obj.Contents = self.pdf.make_stream("\n".join(self.code).encode("latin-1"))
        out = io.BytesIO()
        self.pdf.save(out, static_id=True)
        return out.getvalue()

    def stream(self, content: bytes, **entries: Any) -> Any:
        return self.pdf.make_indirect(Stream(self.pdf, content, **entries))

    def form(self, code: str, resources: Any = None, **entries: Any) -> Any:
        return self.stream(
            code.encode("latin-1"),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 1, 1]),
            Resources=resources if resources is not None else Dictionary(),
            **entries,
        )

    def image(self, content: bytes, space: Any, size: tuple[int, int], bits: int = 8, **entries: Any) -> Any:
        return self.stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=space,
            BitsPerComponent=bits,
            **entries,
        )


def jpeg(mode: str, *color: int) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (16, 16), color if len(color) > 1 else color[0]).save(out, "JPEG", quality=95)
    return out.getvalue()


def ramp(**entries: Any) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, **entries)


def mesh(*corners: tuple[float, float, tuple[int, ...]]) -> bytes:
    """Write triangles whose corners have colours of eight bits (ISO 32000-1, 8.7.4.5.5)."""
    return b"".join(
        struct.pack(">B2H", 0, round(x * 65535), round(y * 65535)) + bytes(color) for x, y, color in corners
    )


def colourful() -> tuple[bytes, dict[str, tuple[int, int]]]:
    """Make the page; returns its bytes, and the lower left corner of each cell."""
    sheet = Sheet()
    full = "0 0 1 1 re f"
    for name, paint in _paints(sheet).items():
        is_painted = any(word in paint for word in (" Do", " sh", "BI "))
        sheet.cell(name, paint if is_painted else f"{paint} {full}")
    return sheet.finished(), sheet.cells


def _paints(sheet: Sheet) -> dict[str, str]:
    pdf = sheet.pdf
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = sheet.stream(srgb, N=3)
    spaces: dict[str, Any] = {
        "Icc": [Name.ICCBased, profile],
        "CalGray": [Name.CalGray, Dictionary(WhitePoint=Array(WHITE_D65), Gamma=2.2)],
        "CalRgb": [
            Name.CalRGB,
            Dictionary(
                WhitePoint=Array(WHITE_D65),
                Gamma=Array([2.2, 2.2, 2.2]),
                Matrix=Array([0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]),
            ),
        ],
        "Lab": [Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-128, 127, -128, 127]))],
        "Table": [Name.Indexed, Name.DeviceRGB, 1, String(bytes([200, 30, 30, 30, 30, 200]))],
        "Spot": [
            Name.Separation, Name("/Leaf Green"), Name.DeviceRGB, ramp(C0=Array([1, 1, 1]), C1=Array([0, 0.5, 0.2])),
        ],
        "Black": [Name.Separation, Name.Black, Name.DeviceCMYK, ramp(C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1]))],
        "Two": [
            Name.DeviceN,
            Array([Name("/Leaf"), Name("/Sky")]),
            Name.DeviceRGB,
            sheet.stream(
                b"{ 1 exch sub exch 1 exch sub dup 3 1 roll exch 1 index 0.5 mul 0.5 add exch }",
                FunctionType=4,
                Domain=Array([0, 1, 0, 1]),
                Range=Array([0, 1, 0, 1, 0, 1]),
            ),
        ],
        "Tile": [Name.Pattern, Name.DeviceRGB],
    }  # fmt: skip
    for name, space in spaces.items():
        sheet.resource("ColorSpace", name, pdf.make_indirect(Array(space)))
    found = {
        "grey": "0.4 g",
        "rgb": "0.8 0.1 0.1 rg",
        "cmyk": "1 0.2 0 0.1 k",
        "black ink": "0 0 0 0.6 k",
        "profile": "/Icc cs 0.1 0.5 0.1 sc",
        "calibrated grey": "/CalGray cs 0.5 sc",
        "calibrated": "/CalRgb cs 0.2 0.3 0.8 sc",
        "lab": "/Lab cs 50 60 20 sc",
        "table": "/Table cs 1 sc",
        "spot": "/Spot cs 0.7 scn",
        "black spot": "/Black cs 0.7 scn",
        "two inks": "/Two cs 0.9 0.3 scn",
        "first of a table": "/Table cs",
    }
    found |= _patterns(sheet) | _shadings(sheet) | _pictures(sheet, spaces) | _drawings(sheet)
    return found


def _patterns(sheet: Sheet) -> dict[str, str]:
    tile: Callable[..., Any] = lambda code, kind: sheet.stream(  # noqa: E731
        code, PatternType=1, PaintType=kind, TilingType=1, BBox=Array([0, 0, 10, 10]), XStep=10, YStep=10,
        Resources=Dictionary(), Type=Name.Pattern,
    )  # fmt: skip
    sheet.resource("Pattern", "Own", tile(b"0.9 0.5 0 rg 0 0 10 10 re f 0 0.3 0.6 rg 2 2 6 6 re f", 1))
    sheet.resource("Pattern", "Lent", tile(b"1 1 8 8 re f", 2))
    across = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 612, 0]),
        Function=ramp(C0=Array([1, 0, 0]), C1=Array([0, 0, 1])),
    )  # fmt: skip
    sheet.resource("Pattern", "Shade", Dictionary(PatternType=2, Shading=across))
    return {
        "tiles": "/Pattern cs /Own scn",
        "lent tiles": "/Tile cs 0.1 0.6 0.3 /Lent scn",
        "shading as a pattern": "/Pattern cs /Shade scn",
    }


def _shadings(sheet: Sheet) -> dict[str, str]:
    parts = Dictionary(
        FunctionType=3, Domain=Array([0, 1]), Bounds=Array([0.5]), Encode=Array([0, 1, 0, 1]),
        Functions=Array([
            ramp(C0=Array([1, 1, 0]), C1=Array([0, 0.5, 0])), ramp(C0=Array([0, 0.5, 0]), C1=Array([0, 0, 0.4])),
        ]),
    )  # fmt: skip
    corners = [(0, 0, (255, 0, 0)), (1, 0, (0, 255, 0)), (0.5, 1, (0, 0, 255))]
    about: dict[str, Any] = {
        "Along": Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 0]), Function=parts,
            Extend=Array([True, True]),
        ),
        "Around": Dictionary(
            ShadingType=3, ColorSpace=Name.DeviceCMYK, Coords=Array([0.5, 0.5, 0, 0.5, 0.5, 0.5]),
            Function=ramp(C0=Array([0, 1, 1, 0]), C1=Array([1, 0, 0, 0])),
        ),
        "Mesh": sheet.stream(
            mesh(*corners), ShadingType=4, ColorSpace=Name.DeviceRGB, BitsPerCoordinate=16, BitsPerComponent=8,
            BitsPerFlag=8, Decode=Array([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]),
        ),
    }  # fmt: skip
    for name, found in about.items():
        sheet.resource("Shading", name, found)
    clip = "0 0 1 1 re W n"
    return {"along": f"{clip} /Along sh", "around": f"{clip} /Around sh", "mesh": f"{clip} /Mesh sh"}


def _pictures(sheet: Sheet, spaces: dict[str, Any]) -> dict[str, str]:
    two = bytes([255, 0, 0, 0, 160, 0])
    pictures = {
        "rgb picture": sheet.image(two, Name.DeviceRGB, (2, 1)),
        "cmyk picture": sheet.image(bytes([255, 0, 0, 0, 0, 255, 255, 20]), Name.DeviceCMYK, (2, 1)),
        "photo": sheet.image(jpeg("RGB", 200, 60, 30), Name.DeviceRGB, (16, 16), Filter=Name.DCTDecode),
        "inked photo": sheet.image(
            jpeg("CMYK", 200, 40, 0, 10), Name.DeviceCMYK, (16, 16), Filter=Name.DCTDecode,
            Decode=Array([1, 0, 1, 0, 1, 0, 1, 0]),
        ),
        "table picture": sheet.image(b"\x40", Array(spaces["Table"]), (2, 1), 1),
        "lab picture": sheet.image(bytes([140, 200, 128, 200, 90, 60]), Array(spaces["Lab"]), (2, 1)),
        "spot picture": sheet.image(bytes([255, 90]), Array(spaces["Spot"]), (2, 1)),
        "two inks picture": sheet.image(bytes([255, 0, 90, 200]), Array(spaces["Two"]), (2, 1)),
        "few bits": sheet.image(bytes([0xF0, 0x0F, 0x80]), Name.DeviceRGB, (2, 1), 4),
        "many bits": sheet.image(bytes([250, 0, 0, 0, 90, 1, 0, 0, 90, 0, 250, 3]), Name.DeviceRGB, (2, 1), 16),
        "keyed": sheet.image(two, Name.DeviceRGB, (2, 1), Mask=Array([250, 255, 0, 5, 0, 5])),
        "masked": sheet.image(
            two, Name.DeviceRGB, (2, 1), SMask=sheet.image(bytes([255, 90]), Name.DeviceGray, (2, 1))
        ),
        "mixed": sheet.image(
            bytes([127, 0, 0, 127, 207, 127]), Name.DeviceRGB, (2, 1),
            SMask=sheet.image(bytes([128, 128]), Name.DeviceGray, (2, 1), Matte=Array([0, 0, 0])),
        ),
        "turned": sheet.image(bytes([255, 0, 0, 0, 90, 0]), Name.DeviceRGB, (2, 1), Decode=Array([1, 0, 1, 0, 1, 0])),
    }  # fmt: skip
    for number, found in enumerate(pictures.values()):
        sheet.resource("XObject", f"Picture{number}", found)
    done = {name: f"/Picture{number} Do" for number, name in enumerate(pictures)}
    inline = "BI /W 2 /H 1 /CS /RGB /BPC 8 /F /AHx ID ff8000408000> EI"
    return done | {"inline": inline}


def _drawings(sheet: Sheet) -> dict[str, str]:
    inner = Dictionary(ColorSpace=Dictionary(C=Name.DeviceRGB))
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    sheet.resource("XObject", "Drawing", sheet.form("/C cs 0.5 0 0.5 sc 0 0 1 1 re f", inner, Group=group))
    sheet.resource("XObject", "Borrower", sheet.form("0.2 0.4 0.1 sc 0 0 1 1 re f"))
    light = sheet.form("0 1 0 rg 0 0 1 1 re f", None, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))
    mask = Dictionary(S=Name.Luminosity, G=light, BC=Array([0, 0, 0]))
    sheet.resource("ExtGState", "Masked", Dictionary(SMask=mask))
    glyph = sheet.stream(b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f")
    own = sheet.stream(b"1000 0 d0 0.7 0.2 0 rg 0 0 1000 1000 re f")
    sheet.resource(
        "Font",
        "Drawn",
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), Resources=Dictionary(),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(a=glyph, b=own), FirstChar=97,
            LastChar=98, Widths=Array([1000, 1000]), Encoding=Dictionary(Differences=Array([97, Name.a, Name.b])),
        ),
    )  # fmt: skip
    return {
        "drawing": "/Drawing Do",
        "borrower": "/Icc cs 1 0 0 sc /Borrower Do",
        "masked by a drawing": "/Masked gs 0 0 1 rg",
        "drawn letters": "0.9 0.2 0.4 rg BT /Drawn 0.5 Tf 0 0 Td (ab) Tj ET 0 0 0 0 re",
    }
