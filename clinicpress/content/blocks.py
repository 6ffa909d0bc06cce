"""The blocks of a brochure: what may stand in a section, in an item, in a cell.

A block is a mapping with exactly one key, which names its kind. Where people may write the short
form of something (a text for an item, a list for the steps), the model has the long one: so what
reads it meets one shape.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Discriminator, Field, GetJsonSchemaHandler, Tag, computed_field, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from clinicpress.content.texts import CellText, LabelText, Line, Paragraphs, Prose, Sentences
from clinicpress.content.values import FilePath, Language, Name
from clinicpress.ground.problems import nearest
from clinicpress.workspace.schema import Strict, described

ICONS_IN_ALL, FIGURES_IN_ALL = 12, 12
"""The most icons, and pictures side by side, of one block."""


class Paragraph(Strict):
    """A paragraph. Marks: **strong**, *emphasis*, [text](url), [text](#section), [words](lang:es), [@source]."""

    paragraph: Paragraphs = described("The text; an empty line begins a new paragraph.")


class Item(Strict):
    """An item of a list: a text, or a text with blocks below it."""

    text: Prose = described("The words of the item.")
    body: "Blocks" = described("What stands below them, in the item: paragraphs, lists, pictures.", default=())

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        expected = "a text is expected here, or “text:” with a “body:” below it"
        return _spelled_out(value, expected, "write “text:”, and “- {kind}:” below it under “body:”")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return _or_text(handler(schema), Prose)


class BulletList(Strict):
    """A list; each item begins with a dash. Items may hold the same marks as paragraphs, and lists."""

    list: tuple[Item, ...] = described("The items of the list.", min_length=1)


NUMBERS = ("n", "a", "A", "i", "I")
"""What a label may hold in braces: a number, a letter or a Roman number, small or capital."""


def _label(value: LabelText) -> LabelText:
    found = re.findall(r"\{[^{}]*\}|[{}]", value)
    if len(found) != 1 or found[0][1:-1] not in NUMBERS:
        message = "a label holds its number once: {n}, {a}, {A}, {i} or {I}"
        hint = "for example “Week {n}”, or “{a})” for letters"
        raise PydanticCustomError("label", "{message}", {"message": message, "hint": hint})
    return value


class StepsContent(Strict):
    """Steps, and how they are numbered."""

    start: int = described("The number of the first step.", default=1, ge=0, le=9999)
    label: Annotated[LabelText, AfterValidator(_label)] | None = described(
        "What stands before each step in place of its number, such as “Week {n}”; {a}, {A}, {i}, {I} count in "
        "letters and Roman numbers.",
        default=None,
        max_length=80,
    )
    items: tuple[Item, ...] = described("The steps, in order; one action each.", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"items": value} if isinstance(value, (list, str)) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(schema)
        return {"type": ["array", "object"], "anyOf": [handler.resolve_ref_schema(made)["properties"]["items"], made]}

    def labels(self) -> list[str]:
        """Return what stands before each step."""
        numbers = range(self.start, self.start + len(self.items))
        return [numbered(str(self.label) if self.label else "{n}", number) for number in numbers]


def numbered(label: str, number: int) -> str:
    """Write a label with its number; letters go on with aa after z, and Roman numbers begin with 1."""
    kind = next(kind for kind in NUMBERS if f"{{{kind}}}" in label)
    written = str(number) if kind == "n" else _letters(number) if kind in "aA" else _roman(number)
    return label.replace(f"{{{kind}}}", written.upper() if kind in "AI" else written)


def _letters(number: int) -> str:
    """Count a, b, … z, aa, bb, …, as word processors do."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _roman(number: int) -> str:
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    if number <= 0:
        return str(number)
    written = ""
    for value, sign in (*signs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        written += sign * count
    return written


class Steps(Strict):
    """Actions in order, which are numbered; one action each."""

    steps: StepsContent = described("The steps, in order; or “items” with the “start” or “label” of their numbers.")


class CalloutContent(Strict):
    """What a callout says."""

    role: Literal["note", "tip", "warning", "contact"] = described(
        "What kind of callout it is; warnings are black on white, never in the clinic's colour."
    )
    lang: Language | None = described(
        "Its language, where it is another than that of the text around it.", default=None
    )
    title: Prose | None = described("Its heading.", default=None)
    body: Annotated["Blocks", Field(min_length=1)] = described("The blocks inside.")


class Callout(Strict):
    """A box that stands out from the text: a note, a tip, a warning or a contact."""

    callout: CalloutContent = described("The callout's role, title and body.")


class TableCell(Strict):
    """A cell of a table: a text, or a mapping for one that spans others or holds blocks."""

    text: CellText = described("The words of the cell; may be empty.", default=CellText.none())
    body: "Blocks" = described("Blocks in place of a text.", default=())
    columns: int = described("How many columns it spans.", default=1, ge=1, le=20)
    rows: int = described("How many rows it spans.", default=1, ge=1, le=200)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if value is None:
            return {}
        expected = "a text is expected here, or a mapping with “text:” or “body:”"
        return _spelled_out(value, expected, "write “- {kind}:” under “body:”")

    @model_validator(mode="after")
    def _one_content(self) -> "TableCell":
        if self.body and self.text:
            message, hint = "a cell has either “text” or “body”", "write the text as “- paragraph:” under “body:”"
            raise PydanticCustomError("cell", "{message}", {"message": message, "hint": hint})
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return _or_text(handler(schema), CellText, "null")


class TableContent(Strict):
    """Caption, header and rows."""

    caption: Prose | None = described("What the table shows; printed below it.", default=None)
    header: tuple[TableCell, ...] = described("The heads of the columns; one may be empty.", min_length=1)
    rows: tuple[Annotated[tuple[TableCell, ...], Field(min_length=1)], ...] = described(
        "The rows; their cells fill as many columns as the header has.", min_length=1
    )
    row_headers: bool | None = described(
        "Whether the first cell of each row is the row's head; left out: only where the first head is empty.",
        default=None,
    )
    widths: tuple[Annotated[float, Field(gt=0, le=100)], ...] = described(
        "How the columns share the width, such as [2, 1, 1]; left out: by what they hold.", default=()
    )

    @computed_field  # type: ignore[prop-decorator]
    @property
    def headed(self) -> tuple[bool, ...]:
        """Whether each row begins with its head: the cell in the first column, if that holds heads."""
        first = self.header[0]
        wanted = not first.text.strip() and not first.body if self.row_headers is None else self.row_headers
        free, headed = 0, []
        for number, row in enumerate(self.rows):
            headed.append(wanted and number >= free)
            free = number + row[0].rows if number >= free else free
        return tuple(headed)


class Table(Strict):
    """A table with a header row."""

    table: TableContent = described("The table's caption, header and rows.")


class FigureContent(Strict):
    """A picture."""

    image: FilePath = described("The file, beside the brochure: figures/name.svg, .png, .jpg, .webp, .gif or .tif.")
    alt: Sentences = described("What the picture shows, for people who cannot see it.")
    caption: Prose | None = described("Printed below the picture.", default=None)
    width: Literal["full", "half", "third"] | None = described(
        "How much of the width it takes: left out, all of it; beside text, a half.", default=None
    )


class Figure(Strict):
    """A picture with its alt text, which must be there, and its caption."""

    figure: FigureContent = described("The picture's file, alt text and caption.")


class Figures(Strict):
    """Pictures side by side, up to three in a row."""

    figures: tuple[FigureContent, ...] = described(
        "The pictures, each with file, alt text and caption.", min_length=2, max_length=FIGURES_IN_ALL
    )


class BesideContent(Strict):
    """A picture and what stands beside it."""

    figure: FigureContent = described("The picture; it takes a half or a third of the width.")
    body: Annotated["Blocks", Field(min_length=1)] = described("The blocks beside it.")


class Beside(Strict):
    """Text beside a picture."""

    beside: BesideContent = described("The picture, and the blocks beside it.")


class IconItem(Strict):
    """One cell of an icon row."""

    icon: Name = described("A name from the icon catalogue (templates/icons).")
    label: Prose = described("The words under the icon.")
    text: Prose | None = described("A line of text under the label.", default=None)


class IconsContent(Strict):
    """A row of icons."""

    caption: Prose | None = described("Printed below the row.", default=None)
    items: tuple[IconItem, ...] = described("The cells, side by side.", min_length=1, max_length=ICONS_IN_ALL)


class Icons(Strict):
    """One to twelve icons with labels, three in a row."""

    icons: IconsContent = described("The row's caption and cells.")


class QuestionsContent(Strict):
    """Questions with room for answers."""

    title: Prose | None = described("The heading above the questions.", default=None)
    items: tuple[Prose, ...] = described("The questions.", default=())
    answer_lines: int = described("Ruled lines under each question.", default=2, ge=0, le=12)


class Questions(Strict):
    """Questions to take to the clinician, with ruled lines to write on."""

    questions: QuestionsContent = described("The title, the questions and how many lines each gets.")


class ProsConsContent(Strict):
    """Points for and against."""

    pros: tuple[Prose, ...] = described("Points for.", min_length=1)
    cons: tuple[Prose, ...] = described("Points against.", min_length=1)


class ProsCons(Strict):
    """Points for and against, in two lists side by side."""

    pros_cons: ProsConsContent = described("The points for and against.")


class Term(Strict):
    """A word and what it means."""

    term: Prose = described("The word.")
    means: Prose = described("What it means.")


class Glossary(Strict):
    """Words and their meanings: a list of “term” and “means”."""

    glossary: tuple[Term, ...] = described("The words and their meanings.", min_length=1)


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        return str(next(iter(value))) if len(value) == 1 else None
    return next(iter(type(value).model_fields)) if isinstance(value, Strict) else None


Block = Annotated[
    Annotated[Paragraph, Tag("paragraph")]
    | Annotated[BulletList, Tag("list")]
    | Annotated[Steps, Tag("steps")]
    | Annotated[Callout, Tag("callout")]
    | Annotated[Table, Tag("table")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[Figures, Tag("figures")]
    | Annotated[Beside, Tag("beside")]
    | Annotated[Icons, Tag("icons")]
    | Annotated[Questions, Tag("questions")]
    | Annotated[ProsCons, Tag("pros_cons")]
    | Annotated[Glossary, Tag("glossary")],
    Discriminator(_kind),
]
KINDS = [get_args(kind)[1].tag for kind in get_args(get_args(Block)[0])]
"""The keys that name the kinds of blocks."""


def _parted(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Make a paragraph of each paragraph of a text."""
    parts: list[Any] = []
    for block in blocks:
        texts = block.paragraph.parts() if isinstance(block, Paragraph) else []
        parts += [Paragraph.model_construct(paragraph=text) for text in texts] or [block]
    return tuple(parts)


Blocks = Annotated[tuple[Block, ...], AfterValidator(_parted)]
"""Blocks in order."""


def _spelled_out(value: Any, expected: str, for_blocks: str) -> Any:
    """Return the long form of what people may write as a text; a hint says how a block stands there."""
    if isinstance(value, str):
        return {"text": value}
    if value is None or isinstance(value, Strict) or (isinstance(value, dict) and {"text", "body"} & value.keys()):
        return value
    # A mapping with none of the keys may be a text that was typed with a colon: “Monday: rest”.
    told = {"expected": expected}
    for key in value if isinstance(value, dict) else ():
        if key in KINDS:
            told["hint"] = for_blocks.format(kind=key)
        elif key.islower() and (meant := nearest(key, ("text", "body"))):
            told["hint"] = f"did you mean “{meant}”?"
    raise PydanticCustomError("text_expected", "{expected}", told)


def _or_text(schema: dict[str, Any], text: type[Line], *types: str) -> dict[str, Any]:
    """Let a schema have a text in place of the mapping."""
    plain = text.json_schema()
    return {"anyOf": [{**plain, "type": [*plain["type"], *types]}, schema]}


def blocks_in(blocks: tuple[Any, ...]) -> Iterator[Any]:
    """Yield blocks and all that stand in them, in callouts, items, cells and beside pictures, in order."""
    for block in blocks:
        yield block
        for inner in bodies_of(block):
            yield from blocks_in(inner)


def bodies_of(block: Strict) -> list[tuple[Any, ...]]:
    """List what stands in a block, in order: the bodies of its items, of its cells, of itself."""
    if isinstance(block, Callout):
        return [block.callout.body]
    if isinstance(block, Beside):
        return [block.beside.body]
    if isinstance(block, (BulletList, Steps)):
        return [item.body for item in items_of(block) if item.body]
    if isinstance(block, Table):
        return [cell.body for row in (block.table.header, *block.table.rows) for cell in row if cell.body]
    return []


def items_of(block: BulletList | Steps) -> tuple[Item, ...]:
    """Return the items of a list or of steps."""
    return block.list if isinstance(block, BulletList) else block.steps.items


def figures_of(block: Strict) -> tuple[FigureContent, ...]:
    """Return the pictures of a block itself."""
    if isinstance(block, Figure):
        return (block.figure,)
    if isinstance(block, Figures):
        return block.figures
    return (block.beside.figure,) if isinstance(block, Beside) else ()


def kind_of(block: Strict) -> str:
    """Return the one key of a block: its kind."""
    return next(iter(type(block).model_fields))
