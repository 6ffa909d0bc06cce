"""Changes made to files of a workspace, for the tests of comparing."""

from __future__ import annotations

from pathlib import Path

BREATHING = "brochures/breathing/en.yaml"
FILLING = "Breathe in through your nose and out through your mouth, as slowly as you can."
MORE = "".join(
    f"  - id: more-{number}\n    heading: More of it, {number}\n    body:\n" + f"      - paragraph: {FILLING * 9}\n" * 2
    for number in (1, 2)
)
"""Two more sections for the brochure, so that it has three pages."""


def edit(workspace: Path, *changes: tuple[str, str], name: str = BREATHING) -> None:
    """Put texts in the place of others in a file of a workspace."""
    file = workspace / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
