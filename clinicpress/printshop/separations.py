"""Says of each colour which inks a press prints it with: black, the brand's own ink, or the four together.

What has no colour is black ink alone, and so is all text that is not in an ink of its own: where
plates shift by a hair, it stays sharp. Other colours are mixed by the profile of the press, with no
more ink than paper takes.
"""

from __future__ import annotations

import io
import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Object
from PIL import Image, ImageChops, ImageCms, ImageMath

from clinicpress.pdf.docket import BrandInks
from clinicpress.printshop.conditions import Condition
from clinicpress.printshop.inking import INKS, Family, Inked, Repainted
from clinicpress.printshop.samples import seen
from clinicpress.printshop.spaces import RGB, WHITE, Inks, Space, Spaces, Tone, linear

MOST_INK = 2.8
"""Ink on ink, as shares of the paper: 280 %."""
NEUTRAL = 12.0
"""What has less chroma (CIELAB) is grey to the eye."""
SOLID = 0.94
"""So much black is printed solid: a screen as dense as that fills in, and only frays the edges of letters."""
SAME = 1.6 / 255
"""By so much the numbers of a colour may be rounded."""
BRAND = "Brand"
"""What the brand's ink is called where the clinic gave no name."""
_NOTHING = BrandInks()
_PAPER: Inks = (0.0, 0.0, 0.0, 0.0)
_FEW = 256
_STRIP = 256
"""Rows of a picture that are reckoned at once: in numbers of four bytes, whole ones would need much memory."""
_PLAIN = re.compile("[^A-Za-z0-9]+")
_D65 = (0.9505, 1.0, 1.089)
_LIGHT = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


@dataclass
class Separations:
    """Mixes inks for a press; `brand` is the clinic's colour on screens, None where there is none."""

    condition: Condition
    brand: RGB | None = None
    given: BrandInks = _NOTHING
    spot: bool = True
    """Whether inks of their own are kept; otherwise they are mixed of the four."""
    process = Name.DeviceCMYK

    def __post_init__(self) -> None:
        self._inks: dict[str, Object] = {}
        self._mixtures: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._names: dict[str, str] = {}
        self.is_mixed = False
        if self.brand is not None and chroma(self.brand) < NEUTRAL and not any(self.given):
            # Grey needs no ink of its own, nor a mixture of four.
            self.brand = None

    @property
    def inks(self) -> Mapping[str, Object]:
        """The inks of their own that were needed, by the names that they have in resources."""
        return self._inks

    # Single colours ----------------------------------------------------------------------------------

    def color(self, tone: Tone, text: bool) -> Inked:
        """Return what a colour is printed with."""
        if tone.spot in ("All", "None"):
            return self._own(tone.spot, (1.0,) * 4 if tone.spot == "All" else _PAPER, tone.tint)
        if tone.spot and self.spot:
            return self._own(tone.spot, self._solid(tone), tone.tint)
        tint = self._tint(tone)
        if tint is not None:
            if self.spot:
                return self._own(self.given.spot or BRAND, self.brand_mix, round(tint, 2))
            self.is_mixed = True
            return Inked(INKS, tuple(round(share * round(tint, 2), 3) for share in self.brand_mix))
        if text or self._is_grey(tone):
            return Inked(INKS, (0.0, 0.0, 0.0, self._black(tone)))
        self.is_mixed |= not text
        return Inked(INKS, limited(tone.inks if tone.inks is not None else self._mixed(tone.seen)))

    def _own(self, ink: str, mix: Inks, tint: float) -> Inked:
        name = self._names.setdefault(ink, f"Ink-{_PLAIN.sub('-', ink)}")
        if list(self._names.values()).count(name) > 1:
            name = self._names[ink] = f"{name}-{len(self._names)}"
        if name not in self._inks:
            self._inks[name] = separation(ink, mix)
        return Inked(name, (round(tint, 3),))

    def _solid(self, tone: Tone) -> Inks:
        """Return what an ink of a foreign file is mixed of where it cannot be had."""
        if tone.solid is None:
            return _PAPER
        shown, inks = tone.solid
        return limited(inks if inks is not None else self._mixed(shown))

    def _tint(self, tone: Tone) -> float | None:
        """Return how much of the brand's ink a colour of screens is; None where it is no tint of it."""
        if self.brand is None or tone.inks is not None or tone.spot:
            return None
        depth = [1 - part for part in self.brand]
        most = max(range(3), key=lambda part: depth[part])
        tint = (1 - tone.seen[most]) / depth[most] if depth[most] else 0.0
        fits = all(abs(1 - tint * d - part) <= SAME for d, part in zip(depth, tone.seen, strict=True))
        if not fits or not SAME < tint < 1 + SAME / depth[most]:
            return None
        # The palest tints are told from greys only by what is left of their colour.
        spread = max(depth) - min(depth)
        return min(tint, 1.0) if tint * spread > 2 * SAME or spread < 2 * SAME else None

    @cached_property
    def brand_mix(self) -> Inks:
        """The brand's colour in the four inks: as the clinic says, or as the profile does."""
        if self.given.cmyk:
            cyan, magenta, yellow, black = (share / 100 for share in self.given.cmyk)
            return limited((cyan, magenta, yellow, black))
        return limited(self._mixed(self.brand or WHITE))

    def _is_grey(self, tone: Tone) -> bool:
        return (tone.inks is not None and not any(tone.inks[:3])) or chroma(tone.seen) < NEUTRAL

    def _black(self, tone: Tone) -> float:
        """Return how much black ink is as light as a colour."""
        if tone.inks is not None and not any(tone.inks[:3]):
            return round(tone.inks[3], 4)
        return self.black_of(_xyz(tone.seen)[1])

    def black_of(self, light: float) -> float:
        """Return how much black ink is as light as something, if paper is white and solid ink is black."""
        darkest = self._steps[-1]
        wanted = darkest + light * (1 - darkest)
        # From dark to light, as is needed to look up where it lies.
        at = bisect_left(self._lights, wanted)
        if at == 0:
            return 1.0
        if at == len(self._lights):
            return 0.0
        low, high = self._lights[at - 1], self._lights[at]
        step = len(self._lights) - at - (wanted - low) / (high - low)
        share = step / (len(self._lights) - 1)
        return 1.0 if share >= SOLID else round(share, 3)

    @cached_property
    def _steps(self) -> list[float]:
        """The light of paper with more and more black ink, against that of paper alone."""
        profile = ImageCms.ImageCmsProfile(io.BytesIO(self.condition.profile))
        change = ImageCms.buildTransform(
            profile, ImageCms.createProfile("LAB"), "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
        strip: Any = Image.new("CMYK", (256, 1))
        strip.putdata([(0, 0, 0, step) for step in range(256)])
        shown: Any = ImageCms.applyTransform(strip, change)
        lights = [_light_of(value / 2.55) for value in shown.getchannel("L").tobytes()]
        # A profile may waver by a step; what is more ink is never lighter.
        return [min(lights[: step + 1]) - step * 1e-7 for step in range(256)]

    @cached_property
    def _lights(self) -> list[float]:
        return self._steps[::-1]

    @cached_property
    def _change(self) -> Any:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(self.condition.profile))
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            profile,
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def _mixed(self, shown: RGB, places: int = 2) -> Inks:
        pixel = _pixel(shown)
        if pixel not in self._mixtures:
            self._mix([pixel])
        cyan, magenta, yellow, black = (round(part / 255, places) for part in self._mixtures[pixel])
        return cyan, magenta, yellow, black

    def _mix(self, pixels: Sequence[tuple[int, int, int]]) -> None:
        """Mix some colours at once, and remember them: to begin takes longer than a thousand colours do."""
        strip: Any = Image.new("RGB", (len(pixels), 1))
        strip.putdata(pixels)
        raw = ImageCms.applyTransform(strip, self._change).tobytes()  # type: ignore[union-attr]
        for at, pixel in enumerate(pixels):
            self._mixtures[pixel] = tuple(raw[4 * at : 4 * at + 4])

    # Colours that share a space -----------------------------------------------------------------------

    def family(self, tones: Sequence[Tone], fading: bool = False) -> Family:
        """Return what colours are printed with that must share a space."""
        unknown = {_pixel(tone.seen) for tone in tones} - self._mixtures.keys()
        if unknown:
            self._mix(sorted(unknown))
        done = [self.color(tone, False) for tone in tones]
        own = {inked.space for inked in done} - {INKS}
        plain = [inked for inked in done if inked.space == INKS]
        if len(own) == 1 and not any(any(inked.values) for inked in plain):
            tints = [self._tint(tone) if fading else None for tone in tones]
            values = [inked.values if inked.space != INKS else (0.0,) for inked in done]
            finer = [each if tint is None else (round(tint, 4),) for tint, each in zip(tints, values, strict=True)]
            return Family(self._inks[own.pop()], finer)
        if not own and not any(any(inked.values[:3]) for inked in plain):
            return Family(Name.DeviceGray, [(1 - inked.values[3],) for inked in done])
        if fading:
            # A grey on the way from one colour to another would be a stripe if it were black alone.
            done = [
                Inked(INKS, limited(tone.inks or self._mixed(tone.seen, 4))) if inked.space == INKS else inked
                for tone, inked in zip(tones, done, strict=True)
            ]
        return Family(Name.DeviceCMYK, [self._in_process(t, i) for t, i in zip(tones, done, strict=True)])

    def _in_process(self, tone: Tone, inked: Inked) -> Inks:
        """Return a colour in the four inks, whatever ink of its own it could have."""
        if inked.space == INKS:
            cyan, magenta, yellow, black = inked.values
            return cyan, magenta, yellow, black
        mix = self._solid(tone) if tone.spot else self.brand_mix
        cyan, magenta, yellow, black = (round(share * inked.values[0], 4) for share in mix)
        return cyan, magenta, yellow, black

    # Pictures -----------------------------------------------------------------------------------------

    def picture(self, bands: Sequence[Any], space: Space, spaces: Spaces) -> Repainted:
        """Return what a picture is printed with."""
        if space.family == "DeviceCMYK":
            if any(band.getextrema()[1] for band in bands[:3]):
                self.is_mixed = True
                return Repainted(_least_ink(Image.merge("CMYK", list(bands))), Name.DeviceCMYK)
            return Repainted(ImageChops.invert(bands[3]), Name.DeviceGray)
        shown = seen(bands, space, spaces)
        if shown.mode == "L":
            return Repainted(shown.point(self._greys), Name.DeviceGray)
        if shown.getcolors(_FEW) is not None:
            return self._drawn(shown)
        if _most_apart(shown) < NEUTRAL:
            return Repainted(shown.convert("L").point(self._greys), Name.DeviceGray)
        self.is_mixed = True
        mixed: Any = ImageCms.applyTransform(shown, self._change)
        del shown
        return Repainted(_least_ink(mixed), Name.DeviceCMYK)

    def _drawn(self, shown: Any) -> Repainted:
        """Return a picture of few colours, each printed as it would be elsewhere."""
        colors = [color for _, color in shown.getcolors(_FEW)]
        family = self.family([Tone((red / 255, green / 255, blue / 255)) for red, green, blue in colors])
        table = {bytes(color): at for at, color in enumerate(colors)}
        raw = shown.tobytes()
        numbers = bytes(table[raw[at : at + 3]] for at in range(0, len(raw), 3))
        content = [bytes(round(255 * part) for part in values) for values in family.values]
        if len(family.values[0]) == 1:
            return Repainted(
                Image.frombytes("L", shown.size, numbers).point(
                    [each[0] for each in content] + [0] * (256 - len(content))
                ),
                family.space,
            )
        return Repainted(Image.frombytes("CMYK", shown.size, b"".join(content[n] for n in numbers)), family.space)

    @cached_property
    def _greys(self) -> list[int]:
        """What the greys of a screen are on paper, as greys that are black ink."""
        return [round(255 * (1 - self.black_of(linear(step / 255)))) for step in range(256)]


def _pixel(shown: RGB) -> tuple[int, int, int]:
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in shown)
    return red, green, blue


def separation(name: str, mix: Inks) -> Object:
    """Make the colour space of an ink of its own, which is mixed of the four where it cannot be had (8.6.6.4)."""
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([round(each, 4) for each in mix]), N=1
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def limited(inks: Inks) -> Inks:
    """Return inks of which there is no more than paper takes; black stays."""
    cyan, magenta, yellow, black = inks
    colors = cyan + magenta + yellow
    if colors + black <= MOST_INK:
        return inks
    share = (MOST_INK - black) / colors
    return (
        math.floor(cyan * share * 1000) / 1000,
        math.floor(magenta * share * 1000) / 1000,
        math.floor(yellow * share * 1000) / 1000,
        black,
    )


@lru_cache(maxsize=4096)
def chroma(shown: RGB) -> float:
    """Return how colourful something is (CIELAB); less than 12 is grey to the eye."""
    x, y, z = (value / white for value, white in zip(_xyz(shown), _D65, strict=True))
    fx, fy, fz = (part ** (1 / 3) if part > (6 / 29) ** 3 else part / 3 * (29 / 6) ** 2 + 4 / 29 for part in (x, y, z))
    return math.hypot(500 * (fx - fy), 200 * (fy - fz))


def _xyz(shown: RGB) -> tuple[float, float, float]:
    light = [linear(part) for part in shown]
    x, y, z = (sum(a * b for a, b in zip(row, light, strict=True)) for row in _LIGHT)
    return x, y, z


def _light_of(lightness: float) -> float:
    middle = (lightness + 16) / 116
    return middle**3 if middle > 6 / 29 else (middle - 4 / 29) * 3 * (6 / 29) ** 2


def _most_apart(picture: Any) -> int:
    """Return by how much the numbers of a pixel differ at most."""
    red, green, blue = picture.split()
    high = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    low = ImageChops.darker(ImageChops.darker(red, green), blue)
    apart: Any = ImageChops.subtract(high, low)
    return int(apart.getextrema()[1])


def _least_ink(picture: Any) -> Any:
    """Take ink off where a pixel has more than paper takes; returns the same picture."""
    for top in range(0, picture.height, _STRIP):
        box = (0, top, picture.width, min(top + _STRIP, picture.height))
        strip = picture.crop(box)
        ink = dict(zip("cmyk", strip.split(), strict=True))
        total: Any = ImageMath.lambda_eval(lambda parts: parts["c"] + parts["m"] + parts["y"] + parts["k"], **ink)
        if total.getextrema()[1] > MOST_INK * 255:
            done = [ImageMath.lambda_eval(_less, own=ink[each], **ink) for each in "cmy"]
            picture.paste(Image.merge("CMYK", [*done, ink["k"]]), box)
    return picture


def _less(parts: Mapping[str, Any]) -> Any:
    """Return as much of an ink as there may be beside the others; black stays."""
    # A step less for each ink, for rounding.
    most = math.floor(MOST_INK * 255) - 3
    share = parts["float"](most - parts["k"]) / parts["max"](parts["c"] + parts["m"] + parts["y"], 1)
    own = parts["float"](parts["own"])
    return parts["convert"](parts["min"](own * share, own), "L")
