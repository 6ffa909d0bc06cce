"""YAML as people keep it: whatever is written reads back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from clinicpress.drafting.scribe import Cells, Noted, written
from clinicpress.workspace.composer import parse_yaml
from tests.chance import examples

ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60)
SIGNS = ["b:", "#d", "'", '"', "\\", "---", "...", "~", "null", "yes", "1.0", "é", "😀", *"|>%@`{}[],&!?-"]
SPACES = [" ", "  ", "\n", "\t", "\u00a0", "\u2028", "\x85", "\ufeff", ": ", " #", "- "]
HARD = st.lists(st.sampled_from([*SIGNS, *SPACES, "x" * 120]), max_size=30)


@examples(400)
@given(ANY | HARD.map("".join) | HARD.map(" ".join), st.sampled_from([0, 2, 9]))
def test_whatever_is_written_reads_back(text: str, indent: int) -> None:
    inner = {"key": text, "more": [text]}
    value = {
        "one": text,
        "list": [text, Noted(inner, ("a doubt\u2028: #",), ("b",), ("c",))],
        "row": [Cells([text, "b"])],
    }
    lines = [row.text for row in written(value, indent)]
    read = parse_yaml("any.yaml", "\n".join(lines) + "\n").plain()
    assert read == {"one": text, "list": [text, inner], "row": [[text, "b"]]}
    longest = max((len(word) for word in re.split(r"(?<=\S) (?=\S)", text)), default=0)
    assert longest > 40 or '"' in "".join(lines) or max(map(len, lines)) <= 100
