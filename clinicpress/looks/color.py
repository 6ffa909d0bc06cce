"""Colours: the light of each, the brand's tints, and how far two of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Color(NamedTuple):
    """An RGB colour (0-1); `tint` is its index in the brand colour space, if it is of that family."""

    red: float
    green: float
    blue: float
    tint: int | None = None

    @classmethod
    def parse(cls, text: str) -> Color:
        """Read "#RRGGBB"."""
        red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return cls(red, green, blue)

    def mixed(self, share: float, other: Color, tint: int) -> Color:
        """Mix `share` of this colour with the rest of another."""
        red, green, blue = (
            round((a * share + b * (1 - share)) * 255) / 255
            for a, b in zip((self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True)
        )
        return Color(red, green, blue, tint)

    def darkened(self, ground: Color, ratio: float) -> str:
        """Return the same hue as “#RRGGBB”, no darker than it must be for a contrast with a light ground."""
        return next(each for each in self.shades() if contrast(Color.parse(each), ground) >= ratio)

    def shades(self) -> Iterator[str]:
        """Yield the same hue ever darker, down to black, as “#RRGGBB”."""
        shares = (1 - step / 100 for step in range(101))
        channels = ([int(255 * share * part) for part in (self.red, self.green, self.blue)] for share in shares)
        return (f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in channels)

    @property
    def hex(self) -> str:
        """Its number as web pages write it: #rrggbb."""
        return "#" + "".join(f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance (WCAG 2.1)."""
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (self.red, self.green, self.blue)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1-21 (WCAG 2.1)."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)
