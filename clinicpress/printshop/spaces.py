"""What a file's colours look like, whatever it says them in (ISO 32000-1, 8.6): screens, inks, spot colours, tables.

Each becomes a `Tone`: what is seen of it, as sRGB, and where the file speaks of inks, which ones.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image, ImageCms

from clinicpress.artwork.inks import offset_inks
from clinicpress.artwork.screencolors import change_to_screen
from clinicpress.printshop.functions import Unconvertible, clipped, function_of, pairs
from clinicpress.readback.objects import DEEPEST, dictionary, listed, numeric, said, whole_number

Parts = tuple[float, ...]
RGB = tuple[float, float, float]
Inks = tuple[float, float, float, float]
WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_TO_SRGB = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570))
_D65 = (0.9505, 1.0, 1.0890)
_DEVICES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""What inline images may write (ISO 32000-1, table 94)."""
_DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
MOST_PARTS = 32


class Tone(NamedTuple):
    """A colour as a file means it."""

    seen: RGB
    inks: Inks | None = None
    """Cyan, magenta, yellow and black, where the file says them."""
    spot: str = ""
    """The name of the ink of its own that it is printed with, and how much of it."""
    tint: float = 1.0
    solid: tuple[RGB, Inks | None] | None = None
    """What is seen of that ink alone, and what it is mixed of."""


@dataclass(frozen=True)
class Space:
    """A colour space: how many numbers a colour has, what they are at first, and what they mean."""

    family: str
    count: int
    tone: Callable[[Sequence[float]], Tone]
    initial: Parts = ()
    spread: tuple[tuple[float, float], ...] = ()
    """The least and the most that each number can be."""
    found: Object | None = None
    """The file's own words for it, where they are more than a name."""
    base: Space | None = None
    """Of a table, what its entries are in; of a pattern, what it is painted in."""

    def __post_init__(self) -> None:
        if not self.initial:
            object.__setattr__(self, "initial", tuple(max(0.0, low) for low, _ in self.ranges))

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The least and the most that each number can be."""
        return self.spread or ((0.0, 1.0),) * self.count


def _grey(values: Sequence[float]) -> Tone:
    return Tone((values[0],) * 3)


GREY = Space("DeviceGray", 1, _grey)
SCREEN = Space("DeviceRGB", 3, lambda values: Tone((values[0], values[1], values[2])))


@dataclass
class Spaces:
    """Reads the colour spaces of one document."""

    pdf: Pdf
    _read: dict[tuple[int, int], Space] = field(default_factory=dict)

    def named(self, name: str, resources: Dictionary) -> Space:
        """Return what a name means where these resources are; raises Unconvertible."""
        full = _SHORT.get(name, name)
        spaces = dictionary(resources.get("/ColorSpace"))
        if full in _DEVICES:
            default = spaces.get(_DEFAULTS[full])
            if default is not None and said(default) != full:
                instead = self.read(default, resources)
                if instead.count == _DEVICES[full]:
                    return instead
            return self.device(full)
        if full == "Pattern":
            return Space("Pattern", 0, _no_tone)
        if f"/{name}" not in spaces:
            raise Unconvertible(f"a colour is in a space that is not there (“{name}”)")
        found = spaces[f"/{name}"]
        return self.device(said(found)) if said(found) in _DEVICES else self.read(found, resources)

    def device(self, name: str) -> Space:
        """Return the space of a device."""
        if name == "DeviceCMYK":
            return Space(name, 4, self._inked, (0.0, 0.0, 0.0, 1.0))
        return GREY if name == "DeviceGray" else SCREEN

    def read(self, found: Any, resources: Dictionary, depth: int = 0) -> Space:
        """Read a colour space; raises Unconvertible where nobody can know what its colours are."""
        if isinstance(found, Name):
            return self.named(said(found), resources)
        if not isinstance(found, Array) or not len(found) or depth > DEEPEST:
            raise Unconvertible("a colour is in a space that cannot be read")
        key = found.objgen
        if key == (0, 0) or key not in self._read:
            made = self._made(found, resources, depth)
            if key == (0, 0):
                return made
            self._read[key] = made
        return self._read[key]

    def _made(self, found: Array, resources: Dictionary, depth: int) -> Space:
        family = _SHORT.get(said(found[0]), said(found[0]))
        entry = found[1] if len(found) > 1 else None
        if family in _DEVICES or (family == "Pattern" and entry is None):
            return self.named(family, resources)
        if family == "Pattern":
            return Space(family, 0, _no_tone, base=self.read(entry, resources, depth + 1))
        if family == "ICCBased" and isinstance(entry, Stream):
            return self._profiled(entry, found, resources, depth)
        if family == "CalGray":
            gamma = numeric(dictionary(entry).get("/Gamma"), 1)
            return Space(family, 1, lambda values: Tone((companded(values[0] ** gamma),) * 3), found=found)
        if family == "CalRGB":
            return Space(family, 3, _calibrated(dictionary(entry)), found=found)
        if family == "Lab":
            edges = pairs(dictionary(entry).get("/Range")) or [(-100.0, 100.0)] * 2
            return Space(family, 3, _lab, spread=((0.0, 100.0), *edges[:2]), found=found)
        if family == "Indexed" and len(found) == 4:
            return self._table(found, resources, depth)
        if family in ("Separation", "DeviceN") and len(found) >= 4:
            return self._mixed(found, resources, depth)
        raise Unconvertible(f"a colour is in a space that is not known (“{family}”)")

    def _profiled(self, profile: Stream, found: Array, resources: Dictionary, depth: int) -> Space:
        count = whole_number(profile.get("/N"))
        mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(count or 0)
        if mode is None or count is None:
            raise Unconvertible("a colour profile says neither grey nor RGB nor CMYK")
        content = profile.read_bytes()
        if _mode_of(content) == mode:
            return Space("ICCBased", count, _by_profile(content, mode), _first(count), found=found)
        if _mode_of(content) == "LAB" and count == 3:
            # By its numbers, it is what is said without a profile.
            return Space("Lab", 3, _lab, spread=((0.0, 100.0), (-128.0, 127.0), (-128.0, 127.0)), found=found)
        # A profile that is broken or of other colours is passed over, as viewers do.
        other = profile.get("/Alternate")
        if other is not None:
            return self.read(other, resources, depth + 1)
        return self.device({1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[count])

    def _table(self, found: Array, resources: Dictionary, depth: int) -> Space:
        base = self.read(found[1], resources, depth + 1)
        if base.family in ("Indexed", "Pattern"):
            raise Unconvertible("a table of colours is in a space that cannot be in one")
        high, table = whole_number(found[2]) or 0, found[3]
        content = table.read_bytes() if isinstance(table, Stream) else b""
        content = bytes(table) if isinstance(table, String) else content
        high = min(max(high, 0), 255)
        content = content[: (high + 1) * base.count].ljust((high + 1) * base.count, b"\0")
        tones: dict[int, Tone] = {}

        def tone(values: Sequence[float]) -> Tone:
            at = min(max(int(values[0]), 0), high)
            if at not in tones:
                entry = content[at * base.count : (at + 1) * base.count]
                parts = [low + (most - low) * byte / 255 for byte, (low, most) in zip(entry, base.ranges, strict=True)]
                tones[at] = base.tone(parts)
            return tones[at]

        return Space("Indexed", 1, tone, spread=((0.0, float(high)),), found=found, base=base)

    def _mixed(self, found: Array, resources: Dictionary, depth: int) -> Space:
        """Read inks of their own (ISO 32000-1, 8.6.6.4 and 8.6.6.5)."""
        family = said(found[0])
        names = [said(name) for name in listed(found[1])]
        if not 0 < len(names) <= MOST_PARTS:
            raise Unconvertible("a colour is of too many inks")
        base = self.read(found[2], resources, depth + 1)
        if base.family in ("Indexed", "Pattern", "Separation", "DeviceN"):
            raise Unconvertible("an ink is described by another one")
        mix = function_of(found[3])
        process = set(names) <= {*PROCESS, "None"}

        def mixed(values: Sequence[float]) -> Tone:
            parts = mix(values)
            if len(parts) < base.count:
                raise Unconvertible(f"the ink “{names[0]}” is not described")
            return base.tone(clipped(parts[: base.count], base.ranges))

        is_own = len(names) == 1 and not process and names != ["All"]
        alone = mixed((1.0,)) if is_own else None
        solid = (alone.seen, alone.inks) if alone is not None else None

        def tone(values: Sequence[float]) -> Tone:
            values = clipped(values, [(0.0, 1.0)] * len(names))
            if names == ["All"]:
                return Tone((1 - values[0],) * 3, None, "All", values[0])
            if names == ["None"]:
                return Tone(WHITE, None, "None", values[0])
            if process:
                cover = dict(zip(names, values, strict=True))
                cyan, magenta, yellow, black = (cover.get(name, 0.0) for name in PROCESS)
                return self._inked((cyan, magenta, yellow, black))
            seen = mixed(values)
            return Tone(seen.seen, seen.inks, names[0] if is_own else "", values[0], solid)

        return Space(family, len(names), tone, (1.0,) * len(names), found=found, base=base)

    def _inked(self, values: Sequence[float]) -> Tone:
        cyan, magenta, yellow, black = clipped(values, [(0.0, 1.0)] * 4)
        inks = (cyan, magenta, yellow, black)
        if not (cyan or magenta or yellow):
            return Tone((1 - black,) * 3, inks)
        return Tone(seen_by(self.inks_profile, "CMYK", inks), inks)

    @cached_property
    def inks_profile(self) -> bytes:
        """The printing condition that the file was made for; without one, that of offset printing on coated paper."""
        for intent in listed(self.pdf.Root.get("/OutputIntents")):
            profile = dictionary(intent).get("/DestOutputProfile")
            if isinstance(profile, Stream) and whole_number(profile.get("/N")) == 4:
                content = profile.read_bytes()
                if _mode_of(content) == "CMYK":
                    return content
        return offset_inks()


def _no_tone(values: Sequence[float]) -> Tone:
    raise Unconvertible("a pattern is painted in no colour")


def _first(count: int) -> Parts:
    return (0.0,) * 3 + (1.0,) if count == 4 else (0.0,) * count


@lru_cache(maxsize=16)
def _mode_of(profile: bytes) -> str:
    """Return which colours a profile is of, as Pillow calls them; empty where it is broken."""
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip()
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return ""
    return {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}.get(space, "")


def _by_profile(profile: bytes, mode: str) -> Callable[[Sequence[float]], Tone]:
    def tone(values: Sequence[float]) -> Tone:
        values = tuple(clipped(values, [(0.0, 1.0)] * len(values)))
        if mode == "CMYK" and not any(values[:3]):
            return Tone((1 - values[3],) * 3, (0.0, 0.0, 0.0, values[3]))
        return Tone(seen_by(profile, mode, values))

    return tone


@lru_cache(maxsize=4096)
def seen_by(profile: bytes, mode: str, values: Parts) -> RGB:
    """Return what is seen of a colour that a profile is of; what differs by nothing that can be seen stays as it is."""
    change = change_to_screen(profile, mode)
    if change is None:
        return (values[0],) * 3 if mode == "L" else (values[0], values[1], values[2])
    pixel = tuple(round(255 * value) for value in values)
    found: Any = ImageCms.applyTransform(Image.new(mode, (1, 1), pixel if len(pixel) > 1 else pixel[0]), change)
    red, green, blue = found.getpixel((0, 0))
    return red / 255, green / 255, blue / 255


def companded(light: float) -> float:
    """Return the number by which sRGB says so much light (IEC 61966-2-1)."""
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def linear(value: float) -> float:
    """Return the light that a number of sRGB says (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def of_xyz(x: float, y: float, z: float) -> RGB:
    """Return the nearest sRGB of CIE XYZ under D65, where white is 1."""
    red, green, blue = (companded(sum(a * b for a, b in zip(row, (x, y, z), strict=True))) for row in _TO_SRGB)
    return red, green, blue


def _lab(values: Sequence[float]) -> Tone:
    middle = (values[0] + 16) / 116

    def part(root: float) -> float:
        return root**3 if root > 6 / 29 else (root - 4 / 29) * 3 * (6 / 29) ** 2

    light = [part(root) for root in (middle + values[1] / 500, middle, middle - values[2] / 200)]
    return Tone(of_xyz(*(value * white for value, white in zip(light, _D65, strict=True))))


def _calibrated(entry: Dictionary) -> Callable[[Sequence[float]], Tone]:
    gamma = [numeric(each, 1) for each in listed(entry.get("/Gamma"))] or [1.0] * 3
    matrix = [numeric(each, 0) for each in listed(entry.get("/Matrix"))] or [1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0]
    white = [numeric(each, 1) for each in listed(entry.get("/WhitePoint"))]
    if len(gamma) != 3 or len(matrix) != 9 or len(white) != 3 or not all(white):
        raise Unconvertible("a calibrated colour does not say how")

    def tone(values: Sequence[float]) -> Tone:
        light = [max(0.0, value) ** power for value, power in zip(values, gamma, strict=False)]
        xyz = (sum(light[part] * matrix[3 * part + axis] for part in range(3)) for axis in range(3))
        return Tone(of_xyz(*(value / on * seen for value, on, seen in zip(xyz, white, _D65, strict=True))))

    return tone


def entries(space: Space, bits: int, decode: Sequence[float]) -> Iterator[Tone]:
    """Yield what each number of so many bits means where a colour is one number, by its Decode array."""
    most = (1 << bits) - 1
    if space.family == "Indexed" and not decode:
        yield from (space.tone((value,)) for value in range(most + 1))
        return
    low, high = (decode[0], decode[1]) if len(decode) >= 2 else space.ranges[0]
    yield from (space.tone((low + value * (high - low) / most,)) for value in range(most + 1))
