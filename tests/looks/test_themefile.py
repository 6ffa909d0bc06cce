"""Theme files: every number has bounds, so that none can make words vanish or a layout run for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from clinicpress.drafting.kinds import whole_schema_of
from clinicpress.looks.themefile import ThemeSpec, WavesSpec
from tests.typesetting.furnished import design

WITHOUT_ENDS = {"weight"}
"""Numbers whose bounds are those of font files."""


def numbers(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the schemas of all numbers in a schema, with the way to each."""
    if isinstance(value, dict):
        kinds = value.get("type", "")
        if {"number", "integer"} & set(kinds if isinstance(kinds, list) else [kinds]) and "pattern" in value:
            yield path, value
        for key, inner in value.items():
            yield from numbers(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, path)


def test_every_number_has_a_least_and_a_most() -> None:
    schema = whole_schema_of("theme")
    models = {name: model for name, model in schema["$defs"].items() if not name.endswith("Changes")}
    found = dict(numbers({"properties": schema["properties"], **models}))
    assert len(found) > 50
    assert [path for path, number in found.items() if not {"minimum", "maximum"} <= number.keys()] == []


def test_the_shipped_base_says_everything() -> None:
    """What it leaves out would be a look that only the code knows."""
    spec = design().theme.spec
    needed = {name for name, field in ThemeSpec.model_fields.items() if field.is_required()}
    assert needed <= spec.model_fields_set
    assert {"bullets", "strip", "running_head", "measures", "ladder"} <= needed


@pytest.mark.parametrize(
    ("key", "value"), [("count", 41), ("length", 15), ("spacing", 0.01), ("crest", -1), ("width", 0)]
)
def test_waves_stay_within_bounds(key: str, value: float) -> None:
    plain = {"count": "7", "color": "brand", "width": "1", "length": "60", "crest": "5", "spacing": "0.2", "shift": "0"}
    WavesSpec.model_validate(plain)
    with pytest.raises(ValidationError):
        WavesSpec.model_validate({**plain, key: str(value)})


@pytest.mark.parametrize("bullet", ["•", "–", "→", "✓", "*"])
def test_a_bullet_is_one_sign(bullet: str) -> None:
    spec = design().theme.spec
    plain = {name: getattr(spec, name) for name in type(spec).model_fields}
    assert ThemeSpec.model_validate({**plain, "bullets": [bullet]}).bullets == (bullet,)


@pytest.mark.parametrize("bullet", ["x", "1", "••", "Take two", " "])
def test_words_and_numbers_are_no_bullets(bullet: str) -> None:
    spec = design().theme.spec
    plain = {name: getattr(spec, name) for name in type(spec).model_fields}
    with pytest.raises(ValidationError):
        ThemeSpec.model_validate({**plain, "bullets": ["•", bullet]})
