"""The page: a story's HTML between a head and what stays in sight, as a forme that waits for its clinic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from clinicpress.artwork.supplies import Supplies
from clinicpress.content.locale import Locale
from clinicpress.looks.theme import Theme
from clinicpress.story.markup import Tag
from clinicpress.webpage.forme import AUTHOR, PALETTE, Forme
from clinicpress.webpage.markup import closed, element, opened, worded
from clinicpress.webpage.told import listed_headings, told_of
from clinicpress.webpage.writer import Blank, Writer

_RULES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What a browser may do with the page: show what is in it (Content Security Policy 3)."""
_HEAD = (
    opened("meta", charset="utf-8"),
    opened("meta", http_equiv="Content-Security-Policy", content=_RULES),
    opened("meta", name="viewport", content="width=device-width, initial-scale=1"),
    # A phone would take doses and years for numbers to call.
    opened("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no"),
    opened("meta", name="color-scheme", content="light dark"),
    opened("meta", name="referrer", content="no-referrer"),
)
STYLES = Path(__file__).with_name("page.css")


@dataclass(frozen=True)
class Setting:
    """What a story is set with on a screen."""

    theme: Theme
    locale: Locale
    supplies: Supplies


def forme_of(
    story: Tag,
    setting: Setting,
    title: str,
    standing: tuple[str, ...],
    version: str,
    made_of: Callable[[], Mapping[str, Any]],
) -> Forme:
    """Write a story as a page without a clinic; raises InputProblems for what has no place on a screen.

    `standing` is what stays in sight: source and disclaimer. `made_of` gives the forme's settings, inputs and answers.
    """
    language, toward = str(setting.locale.language), "rtl" if setting.locale.rtl else None
    told = told_of(story, title, language, standing, setting.locale.direction)
    written = Writer(setting.theme, setting.locale, setting.supplies).story(story)
    out: list[str | Blank] = [
        f"<!DOCTYPE html>\n{opened('html', lang=language, dir=toward)}\n{opened('head')}\n",
        "\n".join((*_HEAD, element("title", told.title))),
        f'\n<meta name="{AUTHOR}" content="',
        Blank(AUTHOR),
        f'">\n<style>{_styles()}',
        Blank(PALETTE),
        f"</style>\n{closed('head')}\n{opened('body')}\n{opened('main')}",
        *written,
        f"{closed('main')}\n{_standing(story, standing, setting.locale.rtl)}\n{closed('body')}\n{closed('html')}\n",
    ]
    return Forme(_parted(out), told, version, **made_of())


def _standing(story: Tag, standing: tuple[str, ...], rtl: bool) -> str:
    """Write what stays in sight; it is said once more at the end, so it is read aloud there alone."""
    said = "".join(f"{opened('p')}{worded(each, rtl)}{closed('p')}" for each in standing)
    listed = listed_headings(story)
    if listed:
        # Where a screen is too small for all of it, a touch leads to where it stands in full.
        link = opened("a", href=f"#{listed[-1].attributes['id']}", tabindex=-1)
        said = f"{link}{said}{closed('a')}"
    return f"{opened('div', class_='standing', aria_hidden='true')}{said}{closed('div')}"


def _parted(out: list[str | Blank]) -> tuple[str, ...]:
    """Join what stands between blanks: text and the names of blanks take turns."""
    parts = [""]
    for each in out:
        if isinstance(each, Blank):
            parts += [each.name, ""]
        else:
            parts[-1] += each
    return tuple(parts)


def fillings(author: str, palette: str, slots: Mapping[str, str]) -> dict[str, str]:
    """Return what fills the blanks of a forme: the author's name as text, all else as it is written."""
    return {**slots, AUTHOR: escape(author), PALETTE: palette}


@lru_cache(maxsize=1)
def _styles() -> str:
    return "".join(line.strip() for line in STYLES.read_text(encoding="utf-8").split("\n"))
