"""What the ends of pages cost: a price for each thing that is torn, and for the room that stays empty.

Pages are ended where the whole story costs least. The unit is free: an empty third of a page costs
about a hundred. What must never be is taken all the same where there is no other way.
"""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from clinicpress.workspace.schema import Strict, described

NEVER = 1e6
"""What must never be, as a cost."""
MOST = 100_000.0
"""The highest cost that is not `NEVER`."""


def _cost(value: Any) -> float:
    if value == "never":
        return NEVER
    try:
        cost = float(value)
    except (TypeError, ValueError):
        cost = -1.0
    if not 0 <= cost <= MOST:
        raise PydanticCustomError("cost", f"a cost is a number from 0 to {MOST:.0f}, or “never”")
    return cost


Cost = Annotated[
    float,
    PlainValidator(_cost),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0, "maximum": MOST, "pattern": "^never$"}),
]
Free = Annotated[float, Field(ge=0, le=MOST)]


class Costs(Strict):
    """The costs of a layout's page ends; a number, or “never” for what must not be while there is another way."""

    page: Free = described("A page more.", default=400.0)
    empty: Free = described("An empty page; half of it empty costs a quarter.", default=1000.0)
    hollow: Free = described("A page in mid-document that is more than three tenths empty.", default=4000.0)
    thin_end: Free = described("A last page with less than an eighth of it filled.", default=150.0)
    squeeze: Free = described("Gaps and pictures made as small as they may be, to get more on a page.", default=60.0)
    ending: Free = described(
        "Lines for questions and the colophon parted from the end of the text. The page above is not called hollow.",
        default=0.0,
    )
    section: Cost = described("A section torn.", default=60.0)
    whole: Cost = described("What is to stay on one page torn, such as the colophon.", default=1000.0)
    paragraph: Cost = described("A paragraph torn.", default=20.0)
    few_lines: Cost = described("A paragraph torn that leaves two lines on a page.", default=60.0)
    line_alone: Cost = described("A paragraph torn that leaves one line on a page.", default=20_000.0)
    list: Cost = described("A list torn between its items.", default=30.0)
    item: Cost = described("An item or a step torn.", default=50.0)
    item_alone: Cost = described("The first or the last item of a list parted from all others.", default=20_000.0)
    scant_heading: Cost = described("A heading with one line below it.", default=20_000.0)
    contents: Cost = described("The contents torn.", default=700.0)
    table: Cost = described("A table torn between its rows.", default=120.0)
    row: Cost = described("A row of a table torn.", default=5000.0)
    row_alone: Cost = described("The first or the last row of a table parted from all others.", default=5000.0)
    joined: Cost = described("Rows torn that a cell joins.", default=1000.0)
    box: Cost = described("A box torn, such as a warning.", default=2000.0)
    columns: Cost = described("What stands side by side torn.", default=700.0)
    figures: Cost = described("Pictures side by side parted between their lines.", default=150.0)
    figure: Cost = described("A picture torn from its caption.", default="never", validate_default=True)
    figure_parted: Cost = described("A picture parted from the text above it.", default=5000.0)
    lines: Cost = described("Lines to write on torn.", default=150.0)
    kept: Cost = described(
        "What is kept with what follows, such as a heading, parted from it.", default="never", validate_default=True
    )
