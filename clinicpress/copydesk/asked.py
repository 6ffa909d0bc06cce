"""What marketing's pages ask, as JSON, read and bounded before anything is done with it."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from clinicpress.editing.changes import Changes
from clinicpress.frontdesk.guard import MOST_BYTES

MOST_TEXT = 1_000_000
"""The most characters of a file: a handout has some twenty thousand."""


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Typed(_Asked):
    """A text that nobody has saved, and what was done to it in a form."""

    text: str = Field(max_length=MOST_TEXT)
    changes: Changes = ()
    job: dict[str, str] = Field({}, max_length=8)


class Saved(_Asked):
    """A text to be saved, and the SHA-256 of the file that it was made from."""

    text: str = Field(max_length=MOST_TEXT)
    base: str = Field(max_length=64)
    despite: bool = False
    """Whether it is to be saved though it cannot be printed."""


class Founded(_Asked):
    """A clinic to begin: its short name, and what it is called."""

    clinic: str = Field(max_length=200)
    called: str = Field(max_length=300)


Body = TypeVar("Body", bound=_Asked)


async def asked(request: Request, kind: type[Body]) -> Body:
    """Read a request; raises HTTPException for one that is too large, or that none of our pages sends."""
    body = await read(request, MOST_BYTES)
    try:
        made = kind.model_validate_json(body)
        made.model_dump_json()  # half a character, which JSON can hold, is no text
    except (ValidationError, ValueError) as error:
        raise HTTPException(413 if _is_long(error) else 400, _TOO_LONG if _is_long(error) else _ODD) from error
    return made


_TOO_LONG = "This text is longer than a file may be."
_ODD = "The front desk does not understand this request."


def _is_long(error: Exception) -> bool:
    return isinstance(error, ValidationError) and any(
        each["loc"] == ("text",) and each["type"] == "string_too_long" for each in error.errors()
    )


async def read(request: Request, most: int) -> bytes:
    """Read what a request brings; raises HTTPException where that is more than `most` bytes."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise HTTPException(413, "That is too large.")
        parts.append(part)
    return b"".join(parts)
