"""Writing files so that they are seen whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from clinicpress.problems import InputProblems, Place


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it; raises InputProblems where it cannot be."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            try:
                draft.write_bytes(content)
            except FileNotFoundError:
                draft.parent.mkdir(parents=True, exist_ok=True)
                draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputProblems.one(
            Place(str(path)),
            f"the file cannot be written: {error.strerror}",
            "check the folder's permissions and the free space",
        ) from error
