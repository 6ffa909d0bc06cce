"""The reference of the YAML files says each key of each part, wherever the schema has it, and leaves no part empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from clinicpress.drafting.kinds import KINDS, whole_schema_of
from tests.conftest import ROOT


def keys_in(spec: Any) -> Iterator[str]:
    """Yield the keys of all mappings in a part of a schema."""
    if isinstance(spec, dict):
        yield from spec.get("properties", {})
        for name, inner in spec.items():
            if name != "$defs":
                yield from keys_in(inner)
    elif isinstance(spec, list):
        for inner in spec:
            yield from keys_in(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_file_is_described_with_all_of_its_keys(kind: str) -> None:
    page = (ROOT / "docs/reference" / f"{kind}.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    parts = whole_schema_of(kind).get("$defs", {})
    assert set(said) == set(parts)
    for part, text in said.items():
        assert re.match(r"\n\w", text), f"nothing is said of {part}"
        rows = dict(re.findall(r"^\| \**`(\w+)`\** \| [^|]+ \| (.*) \|$", text, re.MULTILINE))
        assert set(rows) == set(keys_in(parts[part])) and all(rows.values()), part
