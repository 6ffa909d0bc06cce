"""A file in greys alone: what is as light stays as light, so what can be read in colours can be read without.

Office printers and copiers charge a page for its colours where any ink but black is on it, if only
for a rule. A colour becomes the grey of its luminance (WCAG 2.1), and so each contrast is what it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image, ImageChops, ImageMath

from clinicpress.looks.color import Color
from clinicpress.printshop.blending import say_blending
from clinicpress.printshop.greyprofile import NAME, grey_profile
from clinicpress.printshop.inking import GREY, Family, Inked, Repainted
from clinicpress.printshop.intake import note_purpose
from clinicpress.printshop.recolour import Recolouring
from clinicpress.printshop.samples import seen
from clinicpress.printshop.spaces import Space, Spaces, Tone, companded, linear
from clinicpress.readback.objects import dictionary, listed

_LIGHT = (0.2126, 0.7152, 0.0722)
"""How much each colour has of the light of white (WCAG 2.1)."""
_FINE = 65535
_STRIP = 256
"""Rows of a picture that are reckoned at once."""
_LUMA = (0.3, 0.59, 0.11)
"""How much of a mask each colour lets through (ISO 32000-1, 11.5.3)."""


def make_grey(pdf: Pdf, name: str) -> None:
    """Convert a document to greys where it stands; `name` is what problems call it.

    Raises InputProblems with all that cannot be converted, each at its page.
    """
    Recolouring(pdf, name, Greys(), Greys(masks=True)).run()
    say_blending(pdf, Greys.process)
    _say_what_grey_is(pdf)
    note_purpose(pdf, "grey")


class Greys:
    """Says of each colour which grey it is; `masks` weighs them as see-through things are reckoned."""

    process = Name.DeviceGray

    def __init__(self, masks: bool = False) -> None:
        self.masks = masks

    @property
    def inks(self) -> Mapping[str, Object]:
        """There are none."""
        return {}

    def color(self, tone: Tone, text: bool) -> Inked:
        """Return the grey of a colour; ink that is black alone stays what it is."""
        if self.masks:
            grey = sum(part * share for part, share in zip(tone.seen, _LUMA, strict=True))
        elif tone.inks is not None and not any(tone.inks[:3]):
            grey = 1 - tone.inks[3]
        else:
            grey = companded(Color(*tone.seen).luminance)
        return Inked(GREY, (round(grey, 4),))

    def family(self, tones: Sequence[Tone], fading: bool = False) -> Family:
        """Return the greys of colours."""
        return Family(Name.DeviceGray, [self.color(tone, False).values for tone in tones])

    def picture(self, bands: Sequence[Any], space: Space, spaces: Spaces) -> Repainted:
        """Return a picture in greys."""
        shown = seen(bands, space, spaces)
        return Repainted(shown if shown.mode == "L" else _lightness(shown), Name.DeviceGray)


def _lightness(picture: Any) -> Any:
    """Return the greys of a picture in sRGB."""
    red, green, blue = picture.split()
    if not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(red, blue).getbbox():
        return red
    done = Image.new("L", picture.size)
    for top in range(0, picture.height, _STRIP):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height)))
        done.paste(_lit(strip), (0, top))
    return done


def _lit(picture: Any) -> Any:
    # Light adds up; the numbers of sRGB do not. So it is reckoned in steps that are fine enough for its darkest.
    light = [
        band.point([round(_FINE * share * linear(step / 255)) for step in range(256)], "I")
        for band, share in zip(picture.split(), _LIGHT, strict=True)
    ]
    whole: Any = ImageMath.lambda_eval(
        lambda parts: parts["red"] + parts["green"] + parts["blue"], red=light[0], green=light[1], blue=light[2]
    )
    return whole.point(_greys(), "L")


@cache
def _greys() -> list[int]:
    return [round(255 * companded(light / _FINE)) for light in range(_FINE + 1)]


def _say_what_grey_is(pdf: Pdf) -> None:
    """Say by an output intent of greys what its numbers mean (ISO 19005-2, 6.2.4.3), but in files for a press."""
    intents = listed(pdf.Root.get("/OutputIntents"))
    if any(dictionary(intent).get("/S") == Name.GTS_PDFX for intent in intents):
        return
    profile = Stream(pdf, grey_profile(), N=1)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("Custom"),
        Info=String(NAME),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
