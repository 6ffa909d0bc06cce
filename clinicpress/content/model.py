"""The content model: what a brochure, its sources, a clinic and the editions are made of.

These models are the contract of the YAML files. Every key has a description, because the JSON
Schemas for editors are printed from here. Nothing in this module knows how things look.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Union

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import CellText, Line, Prose, Sentences, Unprinted
from clinicpress.ground.problems import Place
from clinicpress.workspace.schema import Strict, described

NAME = r"^(?=.{1,100}$)[a-z0-9]+(?:[-_][a-z0-9]+)*$"
"""Names become names of files, of which systems allow 255 characters for all parts together."""
NAME_HINT = "use small letters, digits and hyphens, like how-to, and at most 100 of them"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$"
PHONE = r"^[0-9A-Za-z()+./\- ]*[0-9]{3}[0-9A-Za-z()+./\- ]*$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
COLOR = "^#[0-9a-fA-F]{6}$"
URL = r'^https?://[^\s<>"\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+$'
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _matches(pattern: str, message: str, hint: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: Line) -> Line:
        if not compiled.fullmatch(value):
            raise PydanticCustomError("pattern", message, {"value": str(value), "hint": hint})
        return value

    return AfterValidator(check)


def _shown_as(pattern: str, message: str, *types: str, **more: str) -> WithJsonSchema:
    """Tell editors what a text looks like, and what to say where it doesn't."""
    return WithJsonSchema({"type": ["string", *types], "pattern": pattern, "patternErrorMessage": message, **more})


def _given(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError(
            "color",
            "this colour has no value",
            {"hint": 'put it in quotes, "#0F5A66": without them “#” begins a comment'},
        )
    return value


def _day(value: Any) -> Any:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(DAY, value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    shown = f"“{value}” is not a date" if isinstance(value, str) else "a date is expected here"
    raise PydanticCustomError("day", "{shown}", {"shown": shown, "hint": "write it like 2026-11-22"})


Day = Annotated[dt.date, BeforeValidator(_day), _shown_as(DAY, "write a date like 2026-11-22", format="date")]


def _below(value: Line) -> Line:
    if re.search(r"^/|[\\:]|(?:^|/)\.\.(?:/|$)", value):
        raise PydanticCustomError(
            "path",
            "“{value}” leads out of the workspace",
            {"value": str(value), "hint": "use a path below the folder, without “..”, “:” or “\\”"},
        )
    return value


FilePath = Annotated[Unprinted, AfterValidator(_below)]
Name = Annotated[
    Unprinted,
    _matches(NAME, "not a valid id", NAME_HINT),
    _shown_as(NAME, NAME_HINT, "number"),
]
Language = Annotated[
    Unprinted,
    _matches(LANGUAGE, "not a language code", "write it like en, es or pt-BR"),
    _shown_as(LANGUAGE, "write a language code like en, es or pt-BR"),
]
Color = Annotated[
    Line,
    _matches(COLOR, "“{value}” is not a colour", 'write it like "#0F5A66", with quotes'),
    _shown_as(COLOR, 'write a colour like "#0F5A66", with quotes'),
]
Url = Annotated[
    Line,
    _matches(URL, "“{value}” is not a web address", "begin with https://"),
    _shown_as(URL, "write a web address that begins with https://"),
]
Phone = Annotated[
    Line,
    _matches(PHONE, "not a phone number", "for example “(555) 555-0100”"),
    _shown_as(PHONE, "write a phone number like (555) 555-0100", "number"),
]
Email = Annotated[
    Line,
    _matches(EMAIL, "not an e-mail address", "for example hello@clinic.example"),
    _shown_as(EMAIL, "write an e-mail address like hello@clinic.example"),
]


# Blocks ---------------------------------------------------------------------------------------


class Paragraph(Strict):
    """A paragraph of running text. Marks: **strong**, *emphasis*, [text](url), [@source]."""

    paragraph: Prose = described("The text of the paragraph.")


class BulletList(Strict):
    """A list; each item begins with a dash. Items may hold the same marks as paragraphs."""

    list: tuple[Prose, ...] = described("The items of the list.", min_length=1)


class Steps(Strict):
    """Actions in order, which are numbered; one action each."""

    steps: tuple[Prose, ...] = described("The steps, in order; one action each.", min_length=1)


class CalloutContent(Strict):
    """What a callout says."""

    role: Literal["note", "tip", "warning", "contact"] = described(
        "What kind of callout it is; warnings are black on white, never in the clinic's colour."
    )
    title: Prose | None = described("Its heading.", default=None)
    body: tuple[Block, ...] = described("The blocks inside.", min_length=1)


class Callout(Strict):
    """A box that stands out from the text: a note, a tip, a warning or a contact."""

    callout: CalloutContent = described("The callout's role, title and body.")


class TableContent(Strict):
    """Caption, header and rows."""

    caption: Prose | None = described("What the table shows; printed below it.", default=None)
    header: tuple[CellText, ...] = described("The heads of the columns; one may be empty.", min_length=1)
    rows: tuple[Annotated[tuple[CellText | None, ...], Field(min_length=1)], ...] = described(
        "The rows; as many cells in each as there are heads.", min_length=1
    )


class Table(Strict):
    """A table with a header row; the first cell of each row is the row's head."""

    table: TableContent = described("The table's caption, header and rows.")


class FigureContent(Strict):
    """A picture."""

    image: FilePath = described("The file, beside the brochure: figures/name.svg, .png or .jpg.")
    alt: Sentences = described("What the picture shows, for people who cannot see it.")
    caption: Prose | None = described("Printed below the picture.", default=None)


class Figure(Strict):
    """A picture with its alt text, which must be there, and its caption."""

    figure: FigureContent = described("The picture's file, alt text and caption.")


class IconItem(Strict):
    """One cell of an icon row."""

    icon: Name = described("A name from the icon catalogue (templates/icons).")
    label: Prose = described("The words under the icon.")
    text: Prose | None = described("A line of text under the label.", default=None)


class IconsContent(Strict):
    """A row of icons."""

    caption: Prose | None = described("Printed below the row.", default=None)
    items: tuple[IconItem, ...] = described("The cells, side by side.", min_length=1, max_length=12)


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
    Union[
        Annotated[Paragraph, Tag("paragraph")],
        Annotated[BulletList, Tag("list")],
        Annotated[Steps, Tag("steps")],
        Annotated[Callout, Tag("callout")],
        Annotated[Table, Tag("table")],
        Annotated[Figure, Tag("figure")],
        Annotated[Icons, Tag("icons")],
        Annotated[Questions, Tag("questions")],
        Annotated[ProsCons, Tag("pros_cons")],
        Annotated[Glossary, Tag("glossary")],
    ],
    Discriminator(_kind),
]


# Brochure -------------------------------------------------------------------------------------


class Code(Strict):
    """A code of a classification that says what the brochure is about."""

    system: Line = described("The classification, for example ICD-10-CM.")
    code: Line = described("The code, for example M79.7.")


class NoSources(Strict):
    """Says why no source can be named."""

    none: Line = described("The reason; it is printed in the footer in place of a source.")


def _some(names: tuple[Name, ...]) -> tuple[Name, ...]:
    if not names:
        raise PydanticCustomError(
            "no_source",
            "the brochure names no source",
            {"hint": 'list ids from sources.yaml, or write  sources: {none: "the reason"}'},
        )
    return names


Sources = Annotated[
    Annotated[tuple[Name, ...], AfterValidator(_some), Tag("(ids)")] | Annotated[NoSources, Tag("(reason)")],
    Discriminator(lambda value: "(reason)" if isinstance(value, (dict, NoSources)) else "(ids)"),
]


class Point(Strict):
    """One point of the at-a-glance box."""

    label: Prose | None = described("A word or two that stand out before the text.", default=None)
    text: Prose = described("The point, in a sentence.")


class Aside(Strict):
    """What stands in the side column: a key term, or a sentence pulled out of the section."""

    term: Prose | None = described("A key term of the section.", default=None)
    means: Prose | None = described("What the term means.", default=None)
    pull: Prose | None = described("One sentence of the section, word for word.", default=None)

    @model_validator(mode="after")
    def _one_kind(self) -> Aside:
        if self.pull is not None and (self.term is not None or self.means is not None):
            raise ValueError("an aside is either a term or a pull, not both")
        if self.pull is None and (self.term is None or self.means is None):
            raise ValueError("an aside needs “term” and “means”, or “pull”")
        return self


class Section(Strict):
    """A part of the brochure under its own heading."""

    id: Name = described("A short name, the same in every language.")
    heading: Prose = described("The heading.")
    icon: Name | None = described("A name from the icon catalogue (templates/icons).", default=None)
    aside: Aside | None = described("What stands beside the section.", default=None)
    body: tuple[Block, ...] = described("The blocks of the section, in order.", default=())
    summary: tuple[Prose, ...] = described("The points this section gives to the one-page summary.", default=())


class Brochure(Strict):
    """One piece of content in one language."""

    title: Line = described("The title.", max_length=300)
    subtitle: Line | None = described("A line under the title.", default=None, max_length=300)
    language: Language = described("The language, the same as the file's name: en, es, ...")
    version: Line = described("The version, as you write it: 1.0, 2026-11, ...", max_length=24)
    published: Day = described("The day this version was published.")
    reviewed: Day | None = described("The last clinical review.", default=None)
    reviewer: Line | None = described("Who reviewed it.", default=None)
    review_due: Day | None = described("When it must be reviewed again.", default=None)
    codes: tuple[Code, ...] = described("What it is about, in codes.", default=(), max_length=100)
    sources: Sources = described("Ids from sources.yaml, or {none: reason}.")
    disclaimer: Prose | None = described("Printed in the footer; otherwise the house disclaimer.", default=None)
    review_notes: tuple[Sentences, ...] = described("What an editor must settle; never printed.", default=())
    at_a_glance: tuple[Point, ...] = described(
        "4-6 points for the box on page 1; otherwise the first summary point of each section.", default=()
    )
    sections: tuple[Section, ...] = described("The sections, in order.", min_length=1)


class Source(Strict):
    """A source in the bibliography."""

    short: Line = described("The text for the footer of every page; a line or two.")
    full: Line = described("The full reference, for the colophon.")
    url: Url | None = described("Where it can be read.", default=None)
    doi: Line | None = described("Its DOI.", default=None)
    pmid: Line | None = described("Its PubMed number.", default=None)
    accessed: Day | None = described("When it was last looked up.", default=None)


# Clinic and editions ----------------------------------------------------------------------------


class Clinic(Strict):
    """An imprint: the clinic that hands the brochure out. All keys empty: a blank box for a stamp."""

    name: Line | None = described("The clinic's name.", default=None)
    tagline: Line | None = described("A line under the name.", default=None)
    address: tuple[Line, ...] = described("The lines of the address.", default=())
    phone: Phone | None = described("The number to call with questions.", default=None)
    email: Email | None = described("An e-mail address.", default=None)
    website: Url | None = described("The clinic's web address; it becomes a QR code.", default=None)
    logo: FilePath | None = described("The logo's file, below clinics/: id/logo.svg, .png or .jpg.", default=None)
    brand_color: Annotated[Color | None, BeforeValidator(_given)] = described(
        'The clinic\'s colour, for example "#0F5A66".', default=None
    )
    theme: dict[str, Line] = described("Overrides of keys that the theme marks as brandable.", default={})

    @model_validator(mode="after")
    def _named(self) -> Clinic:
        if self.name is None and self.model_fields_set - {"brand_color", "theme"}:
            raise ValueError("a clinic with an imprint needs a “name”")
        return self


class Edition(Strict):
    """A named set of choices that marketing publishes."""

    theme: Name = described("A theme: templates/themes/<name>.yaml.")
    paper: Name = described(
        "The paper: templates/papers/<name>.yaml.", default=Unprinted("letter", Place("editions.yaml"))
    )
    layouts: tuple[Name, ...] = described("The layouts to make: templates/<name>/layout.yaml.", min_length=1)


Choice = Annotated[
    Annotated[Literal["all"], Tag("(word)")] | Annotated[tuple[Unprinted, ...], Tag("(names)")],
    Discriminator(lambda value: "(word)" if isinstance(value, str) else "(names)"),
]


class Exclusion(Strict):
    """Jobs that are not made: those that match every key given here."""

    brochure: Unprinted | None = described("A brochure's folder name.", default=None)
    clinic: Unprinted | None = described("A clinic's file name.", default=None)
    language: Unprinted | None = described("A language.", default=None)
    edition: Unprinted | None = described("An edition.", default=None)
    layout: Unprinted | None = described("A layout.", default=None)

    @model_validator(mode="after")
    def _some_key(self) -> Exclusion:
        if all(value is None for value in vars(self).values()):
            raise ValueError("an exclusion needs at least one key, for example “clinic: …”")
        return self


class Matrix(Strict):
    """Which combinations are built."""

    brochures: Choice = described("“all”, or a list of folder names.", default="all")
    clinics: Choice = described("“all”, or a list of clinic ids.", default="all")
    languages: Choice = described("“all”, or a list of languages.", default="all")
    editions: Choice = described("“all”, or a list of editions.", default="all")
    exclude: tuple[Exclusion, ...] = described("Combinations to leave out.", default=())


class Editions(Strict):
    """The editions and the build matrix."""

    editions: dict[Name, Edition] = described("The editions by name.", min_length=1)
    matrix: Matrix = described("What is built.", default_factory=Matrix)


def kind_of(block: Strict) -> str:
    """Return the one key of a block: its kind."""
    return next(iter(type(block).model_fields))


def texts_of(value: Any) -> list[Line]:
    """List every text inside a model or a tuple, in the order of its fields."""
    if isinstance(value, Line):
        return [value]
    if isinstance(value, Strict):
        return [text for _, each in value for text in texts_of(each)]
    if isinstance(value, (tuple, list)):
        return [text for item in value for text in texts_of(item)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_of(item)]
    return []
