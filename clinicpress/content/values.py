"""The forms that short values have: ids, paths of files, dates, colours, addresses.

Each says what it must look like, what is told where it does not, and what an editor shows for it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import Line, Unprinted
from clinicpress.ground.address import ascii_address, fault_of

NAME = r"^(?=.{1,100}$)[a-z0-9]+(?:[-_][a-z0-9]+)*$"
"""Names become names of files, of which systems allow 255 characters for all parts together."""
NAME_HINT = "use small letters, digits and hyphens, like how-to, and at most 100 of them"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$"
PHONE = r"^[^@]*[0-9]{2}[^@]*[0-9][^@]*$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
COLOR = "^(#(?:[0-9a-fA-F]{3}){1,2}|[0-9a-fA-F]{6})$"
URL = r'^https?://[^\s<>"\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+$'
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _matches(pattern: str, message: str, hint: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: Line) -> Line:
        if not compiled.fullmatch(value):
            raise PydanticCustomError("pattern", message, {"value": str(value), "hint": hint})
        return value

    return AfterValidator(check)


def _shown_as(pattern: str, message: str, *types: str, **more: str) -> WithJsonSchema:
    """Tell editors what a text looks like, and what to say where it doesn't."""
    return WithJsonSchema({"type": ["string", *types], "pattern": pattern, "patternErrorMessage": message, **more})


def _day(value: Any) -> Any:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(DAY, value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    shown = f"“{value}” is not a date" if isinstance(value, str) else "a date is expected here"
    raise PydanticCustomError("day", "{shown}", {"shown": shown, "hint": "write it like 2026-11-22"})


Day = Annotated[dt.date, BeforeValidator(_day), _shown_as(DAY, "write a date like 2026-11-22", format="date")]


def _colored(value: Line) -> Line:
    """Return a colour with its sign and all six digits, at its place."""
    if not re.fullmatch(COLOR, value):
        hint = 'write its digits in quotes, like "#0F5A66"; it must be dark enough to be read on white paper'
        raise PydanticCustomError("color", "“{value}” is not a colour", {"value": str(value), "hint": hint})
    digits = value.removeprefix("#")
    whole = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return type(value)(f"#{whole}", value.place, value.raw, value.rest)


def _linked(value: Line) -> Line:
    """Refuse what is no web address; where only its beginning is missing, the hint is the whole of it."""
    whole = re.sub(r"\s+", "", value)
    if whole != value and re.match(r"(?:https?:|[^\s/]+\.)", whole):
        is_whole = re.fullmatch(URL, whole) and not re.match(r"\S+://\S+/.*\s", value)
        hint = f"take it out: {whole}" if is_whole else "copy the address from the browser, with https://"
        raise PydanticCustomError("url", "there is a space in “{value}”", {"value": str(value), "hint": hint})
    if not re.fullmatch(URL, value):
        bare = re.fullmatch(r"(?:https?[:/]*)?((?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?:[/?#:][^\s]*)?)", value)
        hint = f"write https://{bare[1]}" if bare else "begin with https://"
        raise PydanticCustomError("url", "“{value}” is not a web address", {"value": str(value), "hint": hint})
    return value


MOST_INK = 280
"""The most ink that coated paper takes in offset printing, all inks together, in percent."""
_OTHER_INKS = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})
"""Names that mean other inks, or all of them (ISO 32000-1, 8.6.6.4)."""


def _printable_inks(shares: tuple[float, ...]) -> tuple[float, ...]:
    """Refuse more ink than paper takes."""
    if sum(shares) > MOST_INK:
        told = {"sum": f"{sum(shares):g}", "most": MOST_INK, "hint": "ask the print shop for other shares"}
        raise PydanticCustomError("ink", "this is {sum} % of ink together, at most {most} dry on paper", told)
    return shares


def _one_ink(value: Line) -> Line:
    """Refuse what is no name of an ink of its own."""
    if value.strip().lower() in _OTHER_INKS or not (value.isascii() and value.isprintable() and len(value) <= 100):
        told = {"value": str(value), "hint": "write it as the ink is called, such as PANTONE 3165 C"}
        raise PydanticCustomError("spot", "“{value}” is not the name of a spot colour", told)
    return value


def _one_number(value: Any) -> Any:
    """Refuse a list or a mapping where one number stands."""
    if isinstance(value, (list, dict)):
        raise PydanticCustomError(
            "number", "one number is expected here", {"hint": "write it without brackets, such as (555) 555-0100"}
        )
    return value


def _below(value: Line) -> Line:
    if re.search(r"^/|[\\:]|(?:^|/)\.\.(?:/|$)", value):
        raise PydanticCustomError(
            "path",
            "“{value}” leads out of the workspace",
            {"value": str(value), "hint": "use a path below the folder, without “..”, “:” or “\\”"},
        )
    return value


def _followed(value: Line) -> Line:
    if fault := fault_of(ascii_address(value)):
        raise PydanticCustomError(
            "address",
            "“{value}” is not a web address: {fault}",
            {"value": str(value), "fault": fault, "hint": "check how it is spelled"},
        )
    return value


_OF_ONE_COMPUTER = re.compile(r"^(?:/|~|\\\\|[A-Za-z]:|file:)")


def _among_clinics(value: Line) -> Line:
    """Refuse a logo that lies elsewhere, and say where it belongs."""
    name = re.split(r"[\\/]", value)[-1]
    if re.match(r"https?:", value):
        raise PydanticCustomError(
            "path", "“{value}” is a web address", {"value": str(value), "hint": _COPY.format(name=name or "logo.svg")}
        )
    if _OF_ONE_COMPUTER.match(value):
        raise PydanticCustomError(
            "path",
            "“{value}” is found on one computer only",
            {"value": str(value), "hint": _COPY.format(name=name or "logo.svg")},
        )
    return _below(value)


_COPY = "copy the picture into the folder clinics/ and write its name: {name}"

FilePath = Annotated[Unprinted, AfterValidator(_below)]
LogoPath = Annotated[Unprinted, AfterValidator(_among_clinics)]
Name = Annotated[
    Unprinted,
    _matches(NAME, "not a valid id", NAME_HINT),
    _shown_as(NAME, NAME_HINT, "number"),
]
Language = Annotated[
    Unprinted,
    _matches(LANGUAGE, "not a language code", "write it like en, es or pt-BR"),
    _shown_as(LANGUAGE, "write a language code like en, es or pt-BR"),
]
Color = Annotated[
    Line,
    AfterValidator(_colored),
    _shown_as(COLOR, 'write a colour like "#0F5A66", with quotes'),
]
Inks = Annotated[
    tuple[Annotated[float, Field(ge=0, le=100)], ...],
    Field(min_length=4, max_length=4),
    AfterValidator(_printable_inks),
]
Spot = Annotated[Unprinted, AfterValidator(_one_ink)]
Url = Annotated[
    Line,
    AfterValidator(_linked),
    AfterValidator(_followed),
    _shown_as(URL, "write a web address that begins with https://"),
]
Phone = Annotated[
    Line,
    BeforeValidator(_one_number),
    _matches(PHONE, "not a phone number", "for example “(555) 555-0100”"),
    _shown_as(PHONE, "write a phone number like (555) 555-0100", "number"),
]
Email = Annotated[
    Line,
    _matches(EMAIL, "not an e-mail address", "for example hello@clinic.example"),
    _shown_as(EMAIL, "write an e-mail address like hello@clinic.example"),
]
