"""Pictures beside an article: read from its own folder and those below, and from nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL
)


def nearby(folder: Path, name: str) -> bytes | None:
    """Return a file in an article's folder, or below; None where there is none that can be read."""
    try:
        path = (folder / name).resolve()
        is_near = path.is_relative_to(folder.resolve()) and path.is_file()
        if not is_near or path.stat().st_size > MAX_PICTURE_BYTES:
            return None
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError):  # too long a name, a zero byte in it, a link to itself
        return None


def kind_of(content: bytes) -> str:
    """Return the ending that a picture's file should have; empty where it is none that can be printed."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    return ".svg" if _SVG.match(content[:2000]) else ""
