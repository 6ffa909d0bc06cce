"""Each key of each model is asked for in its own way, and what may be written in short is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from clinicpress.content.blocks import Block, Paragraph, StepsContent, TableContent
from clinicpress.content.model import Brochure, Clinic, Edition, Editions, Matrix, Section, Source
from clinicpress.editing.shapes import SHORT, keys_of, shape_of, shape_of_field


def models(top: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Yield a model and all that stand in it, once."""
    if top in seen:
        return
    seen.add(top)
    yield top
    for _, name, _info in keys_of(top):
        shape = shape_of_field(top, name)
        while True:
            for inner in (shape.model, *(block for _, block in shape.members)):
                if inner is not None:
                    yield from models(inner, seen)
            if shape.of is None:
                break
            shape = shape_of(shape.of)


ALL = [
    held
    for seen in [set[type[BaseModel]]()]
    for top in (Brochure, Clinic, Editions, Source)
    for held in models(top, seen)
]


@pytest.mark.parametrize("held", ALL, ids=lambda held: held.__name__)
def test_no_key_of_any_model_is_left_without_a_field(held: type[BaseModel]) -> None:
    assert [key for key, name, _ in keys_of(held) if shape_of_field(held, name).kind == "other"] == []


def test_what_may_be_written_in_short_is_known() -> None:
    short = {
        each
        for each in ALL
        if any(d.info.mode == "before" for d in each.__pydantic_decorators__.model_validators.values())
    }
    assert short == set(SHORT)


@pytest.mark.parametrize(
    ("held", "name", "kind"),
    [
        (Brochure, "title", "line"),
        (Brochure, "published", "date"),
        (Brochure, "review_due", "date"),
        (Brochure, "sources", "sources"),
        (Brochure, "references", "names"),
        (Section, "id", "id"),
        (Section, "icon", "name"),
        (Section, "heading", "prose"),
        (Paragraph, "paragraph", "paragraphs"),
        (StepsContent, "start", "number"),
        (TableContent, "row_headers", "truth"),
        (Clinic, "address", "lines"),
        (Clinic, "brand_color", "colour"),
        (Clinic, "website", "link"),
        (Clinic, "fax", "phone"),
        (Clinic, "logo", "logo"),
        (Edition, "theme", "name"),
        (Edition, "layouts", "names"),
        (Matrix, "clinics", "names"),
    ],
)
def test_a_field_has_the_kind_of_its_type(held: type[BaseModel], name: str, kind: str) -> None:
    assert shape_of_field(held, name).kind == kind


def test_blocks_are_known_by_their_keys() -> None:
    shape = shape_of(Block)
    assert shape.kind == "block"
    assert ("paragraph", Paragraph) in shape.members
