"""The pages: templates are filled in, and words and dates are written as people read them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from clinicpress.frontdesk.assets import DESKS, address
from clinicpress.frontdesk.visit import item, way_back

TEMPLATES = [desk / "templates" for desk in DESKS]
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TONGUES = {
    "af": "Afrikaans",
    "am": "አማርኛ",
    "ar": "العربية",
    "bn": "বাংলা",
    "ca": "Català",
    "cs": "Čeština",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "et": "Eesti",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "ga": "Gaeilge",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "Hrvatski",
    "ht": "Kreyòl ayisyen",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "so": "Soomaali",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "th": "ไทย",
    "tl": "Tagalog",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
}
"""What languages are called by those who speak them, by ISO 639; the scripts of Chinese by ISO 15924."""
USUAL = "en"
"""The language that the desk itself speaks."""


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals |= {"item": item, "static": address}
    templates.filters |= {"day": day, "tongue": tongue, "spoken": spoken, "count": count, "capital": capital}
    return templates


def day(date: dt.date) -> str:
    """Write a day in words, as the handouts do."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


def tongue(language: str) -> str:
    """Return what a language is called by those who speak it; its code, where that is not known."""
    if language in TONGUES:
        return TONGUES[language]
    base, _, region = language.partition("-")
    name = TONGUES.get(base.lower())
    if name is None:
        return language
    return f"{name} ({region})" if region else name


def spoken(language: str) -> Markup:
    """Return the attributes of an element whose words are in a language: which, and that they say their direction."""
    return Markup("") if language == USUAL else Markup(' lang="{}" dir="auto"').format(language)


def count(number: int, one: str, many: str = "") -> str:
    """Write so many of something."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def capital(words: str) -> str:
    """Begin words with a capital letter."""
    return f"{words[:1].upper()}{words[1:]}"


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """Fill in a template of the pages; `nonce` is the one that this answer's styles may bear."""
    text = (
        _templates()
        .get_template(template)
        .render(**{"home": way_back(request, "clinic", "language", "h"), **given}, nonce=request.state.nonce)
    )
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})
