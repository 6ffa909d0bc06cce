"""What becomes of a colour: the promise between those who walk through a file and those who mix inks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from pikepdf import Name, Object

from clinicpress.printshop.spaces import Space, Spaces, Tone

GREY, INKS = "DeviceGray", "DeviceCMYK"


class Inked(NamedTuple):
    """A colour as it is printed: in grey, in the four inks, or in an ink of its own by its name."""

    space: str
    values: tuple[float, ...]


class Family(NamedTuple):
    """Colours that share a space, such as those of a table or of a shading, and what each is in it."""

    space: Object
    values: list[tuple[float, ...]]


class Repainted(NamedTuple):
    """A picture as it is printed: its pixels in L or CMYK, and what they are in."""

    picture: Any
    space: Object


class Inking(Protocol):
    """Says of each colour what it is printed with."""

    process: Name
    """What see-through things are mixed in."""

    @property
    def inks(self) -> Mapping[str, Object]:
        """The inks of their own, by the names that they have in resources."""

    def color(self, tone: Tone, text: bool) -> Inked:
        """Return what a colour of text, or of anything else, is printed with."""

    def family(self, tones: Sequence[Tone], fading: bool = False) -> Family:
        """Return what colours are printed with that must share a space; `fading`, they run into each other."""

    def picture(self, bands: Sequence[Any], space: Space, spaces: Spaces) -> Repainted:
        """Return what a picture is printed with, by its samples."""
