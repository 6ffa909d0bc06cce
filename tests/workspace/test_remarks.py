"""An open LOOK keeps a brochure from being printed, as an empty key does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WORKSPACE, Finished

EN = "brochures/breathing/en.yaml"
HEADING = "    heading: How to do it\n"
PARAGRAPH = "      - paragraph: Sit upright. Breathe out **slowly**. [@guide]\n"
LONG = f"    # LOOK: a short line, taken for a heading,\n    # or is it one?\n{HEADING}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (HEADING, LONG, ["8:5: error: an open LOOK: a short line, taken for a heading, or is it one?"]),
        (HEADING, "    heading: How to do it  # LOOK\n", ["8:28: error: an open LOOK"]),
        (
            "title:",
            "# LOOK: one\n# LOOK: two\ntitle:",
            ["1:1: error: an open LOOK: one", "2:1: error: an open LOOK: two"],
        ),
        (PARAGRAPH, f"{PARAGRAPH}      #LOOK the last\n", ["11:7: error: an open LOOK: the last"]),
        (PARAGRAPH, "      - paragraph: >-\n          Read:\n          # LOOK: it is text\n", []),
        (HEADING, '    heading: "How # LOOK: to do it"\n', []),
        (HEADING, f"    # have a LOOK: there\n    # LOOKS: good\n{HEADING}", []),
    ],
)
def test_an_open_look_is_an_error_at_its_line(
    old: str, new: str, told: list[str], workspace: Path, press: Callable[..., Finished]
) -> None:
    text = WORKSPACE[EN].replace(old, new)
    assert text != WORKSPACE[EN]
    (workspace / EN).write_text(text, encoding="utf-8")
    for command in ("check", "build"):
        finished = press(command)
        lines = [line for line in finished.err.splitlines() if "error:" in line]
        assert lines == [f"{EN}:{each}" for each in told]
        assert (finished.status == 1) == bool(told)
        assert finished.err.count("hint: settle it, then delete the remark") == len(told)
    assert list((workspace / "build").rglob("*.pdf")) == [] or not told
