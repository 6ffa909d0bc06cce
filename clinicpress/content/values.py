"""The forms that short values have: ids, paths of files, dates, colours, addresses.

Each says what it must look like, what is told where it does not, and what an editor shows for it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import Line, Unprinted
from clinicpress.ground.address import ascii_address, fault_of

NAME = r"^(?=.{1,100}$)[a-z0-9]+(?:[-_][a-z0-9]+)*$"
"""Names become names of files, of which systems allow 255 characters for all parts together."""
NAME_HINT = "use small letters, digits and hyphens, like how-to, and at most 100 of them"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$"
PHONE = r"^[0-9A-Za-z()+./\- ]*[0-9]{3}[0-9A-Za-z()+./\- ]*$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
COLOR = "^#[0-9a-fA-F]{6}$"
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


FilePath = Annotated[Unprinted, AfterValidator(_below)]
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
    _matches(COLOR, "“{value}” is not a colour", 'write it like "#0F5A66", with quotes'),
    _shown_as(COLOR, 'write a colour like "#0F5A66", with quotes'),
]
Url = Annotated[
    Line,
    _matches(URL, "“{value}” is not a web address", "begin with https://"),
    AfterValidator(_followed),
    _shown_as(URL, "write a web address that begins with https://"),
]
Phone = Annotated[
    Line,
    _matches(PHONE, "not a phone number", "for example “(555) 555-0100”"),
    _shown_as(PHONE, "write a phone number like (555) 555-0100", "number"),
]
Email = Annotated[
    Line,
    _matches(EMAIL, "not an e-mail address", "for example hello@clinic.example"),
    _shown_as(EMAIL, "write an e-mail address like hello@clinic.example"),
]
