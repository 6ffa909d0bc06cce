"""The content model: what a brochure, its sources, a clinic and the editions are made of.

These models are the contract of the YAML files. Every key has a description, because the JSON
Schemas for editors are printed from here. Nothing in this module knows how things look.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from clinicpress.content.blocks import Blocks
from clinicpress.content.texts import Line, Prose, Sentences, Unprinted
from clinicpress.content.values import PHONE, Color, Day, Email, Inks, Language, LogoPath, Name, Phone, Spot, Url
from clinicpress.content.wordings import by_language
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict, described

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

    icon: Name | None = described(
        "A name from the icon catalogue (templates/icons), for looks that have icons there.", default=None
    )
    label: Prose | None = described("A word or two that stand out before the text.", default=None)
    text: Prose = described("The point, in a sentence.")


class Aside(Strict):
    """What stands in the side column: a key term, or a sentence pulled out of the section."""

    term: Prose | None = described("A key term of the section.", default=None)
    means: Prose | None = described("What the term means.", default=None)
    pull: Prose | None = described("One sentence of the section, word for word.", default=None)

    @model_validator(mode="after")
    def _one_kind(self) -> "Aside":
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
    lang: Language | None = described(
        "The language of the section, where it is another than the brochure's: es, pt-BR, ...", default=None
    )
    aside: Aside | None = described("What stands beside the section.", default=None)
    body: Blocks = described("The blocks of the section, in order.", default=())
    sections: tuple["Section", ...] = described(
        "Sections below this one, with the same keys: up to two levels of them.", default=()
    )
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
    references: tuple[Name, ...] = described(
        "Further ids from sources.yaml: numbered after the sources, printed at the end and not in the footer.",
        default=(),
    )
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


def _given(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError(
            "color",
            "this colour has no value",
            {"hint": 'put it in quotes, "#0F5A66": without them “#” begins a comment'},
        )
    return value


_TEXT = Line.json_schema()
_WORDED = by_language(_TEXT)
Words = Annotated[Line, WithJsonSchema(_WORDED)]
"""A text that the file may give by language; the model has it in one (`wordings`)."""


class Telephone(Strict):
    """A number that patients call."""

    number: Phone = described("The number, as it is to be printed.")
    label: Words | None = described("A word or two before it, for example Appointments.", default=None)

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: Any) -> Any:
        return {"number": value} if isinstance(value, str) else value


def _filed(value: Any) -> Any:
    """Refuse a logo of which nothing but the key is there: it would be missing without a word."""
    if value is None:
        raise PydanticCustomError(
            "logo", "this logo has no value", {"hint": "write the name of its file in clinics/, or delete the line"}
        )
    return value


def _several(value: Any) -> Any:
    """Return the entries of a list of which one may stand without its dash."""
    return [value] if isinstance(value, (str, dict)) else () if value is None else value


def _lines(value: Any) -> Any:
    """Return the lines of a list, or of one text, each at its place."""
    if isinstance(value, dict):
        words = next((f"“{key} {text}”" for key, text in value.items() if isinstance(text, str)), "each")
        raise PydanticCustomError(
            "lines",
            "text is expected here",
            {"hint": f"write {words} as a line, without a colon; put several below each other, each after a dash"},
        )
    if not isinstance(value, Text):
        return _several(value)
    lines, begin = [], 0
    for line in value.splitlines():
        words = line.strip()
        if words:
            at = max(value.raw.find(words, begin), begin)
            begin = at + len(words)
            lines.append(Text(words, value.place_of(at), value.raw[at:begin]))
    # A text of one line is checked as it stands in the file.
    return lines if len(lines) > 1 else [value]


_NUMBER = {"pattern": PHONE, "patternErrorMessage": "write a phone number like (555) 555-0100"}
Lines = Annotated[
    tuple[Line, ...],
    BeforeValidator(_lines),
    WithJsonSchema(by_language({"type": [*_TEXT["type"], "array", "null"], "minLength": 1, "items": _TEXT})),
]
Telephones = Annotated[
    tuple[Telephone, ...],
    BeforeValidator(_several),
    Field(max_length=3),
    WithJsonSchema(
        {
            **_NUMBER,
            "type": ["string", "number", "array", "object", "null"],
            "maxItems": 3,
            "items": {
                **_NUMBER,
                "type": ["string", "number", "object"],
                "properties": {"label": _WORDED, "number": {**_NUMBER, "type": ["string", "number"]}},
                "required": ["number"],
                "additionalProperties": False,
            },
            "properties": {"label": _WORDED, "number": {**_NUMBER, "type": ["string", "number"]}},
            "required": ["number"],
            "additionalProperties": False,
        }
    ),
]


_OF_NOBODY = {"brand_color", "brand_cmyk", "brand_spot", "look", "theme"}
"""What may be said of a blank box, which is no clinic."""


class Clinic(Strict):
    """An imprint: the clinic that hands the brochure out. All keys empty: a blank box for a stamp.

    Its words may be given by language: `name: {en: …, es: …}`.
    """

    name: Words | None = described("The clinic's name.", default=None)
    tagline: Words | None = described("A line under the name.", default=None)
    address: Lines = described("The lines of the address: a list, or a text with a line for each.", default=())
    phones: Telephones = described(
        "The number to call with questions, or a list of up to three, each a number or {label: …, number: …}. The "
        "first stands in the box and in the footers.",
        alias="phone",
        default=(),
    )
    fax: Phone | None = described("The fax number.", default=None)
    hours: Lines = described("When the clinic is open: a line, or a list of lines.", default=())
    after_hours: Words | None = described(
        "Whom to call when the clinic is closed: a phone number, or a line of text.", default=None
    )
    email: Email | None = described("An e-mail address.", default=None)
    website: Url | None = described("The clinic's web address; it becomes a QR code.", default=None)
    logo: Annotated[LogoPath | None, BeforeValidator(_filed)] = described(
        "The logo's file, below clinics/: id/logo.svg, .png, .jpg, .webp, .gif or .tif.", default=None
    )
    logo_has_name: bool = described(
        "Whether the logo holds the clinic's name: then it stands alone in the box on page 1.", default=False
    )
    brand_color: Annotated[Color | None, BeforeValidator(_given)] = described(
        'The clinic\'s colour, for example "#0F5A66".', default=None
    )
    brand_cmyk: Inks | None = described(
        "The same colour in a print shop's four inks: percent of cyan, magenta, yellow and black.", default=None
    )
    brand_spot: Spot | None = described(
        "The same colour as an ink of its own at a print shop, for example PANTONE 3165 C.", default=None
    )
    look: Unprinted | None = described(
        "The look that it chose: a word under “looks” in editions.yaml. Otherwise each edition's own.", default=None
    )
    theme: dict[str, Line] = described("Overrides of keys that the theme marks as brandable.", default={})

    @property
    def phone(self) -> Phone | None:
        """The first number, which patients call with questions."""
        return self.phones[0].number if self.phones else None

    @model_validator(mode="after")
    def _named(self) -> "Clinic":
        if self.name is None and self.model_fields_set - _OF_NOBODY:
            raise ValueError("a clinic with an imprint needs a “name”")
        if self.logo_has_name and self.logo is None:
            raise ValueError("“logo_has_name” says what a “logo” holds, and there is none")
        return self


class Edition(Strict):
    """A named set of choices that marketing publishes."""

    theme: Name = described("The theme of clinics that chose no look: templates/themes/<name>.yaml.")
    looks: dict[Name, Name] = described(
        "The looks that clinics may choose, by the word that they write as “look”, each with its theme.", default={}
    )
    paper: Name = described(
        "The paper: templates/papers/<name>.yaml.", default=Unprinted("letter", Place("editions.yaml"))
    )
    layouts: tuple[Name, ...] = described("The layouts to make: templates/<name>/layout.yaml.", min_length=1)
    label: Line | None = described(
        "Words that tell its PDFs from those of other editions, in the title of the window and in names of files: "
        "a label of the locale, such as large_print, or words as they are.",
        default=None,
    )
    two_sided: bool = described(
        "Whether handouts have an even number of pages, so that the last one is the back of a sheet.", default=False
    )
    purpose: Literal["office", "grey", "press"] | None = described(
        "What prints its PDFs: an office printer, one without colours, or a print shop's press.",
        alias="for",
        default=None,
    )
    scheme: Literal["booklet", "n-up", "repeat"] | None = described(
        "How pages share a sheet: a booklet, side by side, or each page again and again.", alias="as", default=None
    )
    sheet: Unprinted | None = described("The sheet that pages share: letter, tabloid, a4, a3, …", default=None)
    marks: bool = described("Whether there are marks where sheets are cut and folded.", default=False)
    profile: Unprinted | None = described(
        "The printing condition of a press: gracol, fogra39, or an ICC profile below templates/.", default=None
    )
    spot: bool = described("Whether a press prints the brand's colour as an ink of its own.", default=True)

    @property
    def step(self) -> dict[str, str | bool]:
        """What the print shop is asked to make of its PDFs, by the keys in the file; nothing where nothing is asked."""
        asked = {
            "for": self.purpose if self.purpose != "office" else None,
            "as": self.scheme,
            "sheet": self.sheet and str(self.sheet),
            "marks": self.marks or None,
            "profile": self.profile and str(self.profile),
            "spot": None if self.spot else False,
        }
        return {key: value for key, value in asked.items() if value is not None}

    @property
    def for_printers(self) -> bool:
        """Whether its PDFs are for printers alone: pages share sheets, or are in the inks of a press."""
        return self.scheme is not None or self.purpose == "press"

    @model_validator(mode="after")
    def _orderly(self) -> "Edition":
        if self.sheet is not None and self.scheme is None:
            raise ValueError("“sheet” says what pages share; say how, too: “as: booklet”, “as: n-up” or “as: repeat”")
        if self.marks and self.scheme is None and self.purpose != "press":
            raise ValueError("“marks” say where to cut: they need “for: press”, or pages that share a sheet")
        for key in ("profile", "spot"):
            if key in self.model_fields_set and self.purpose != "press":
                raise ValueError(f"“{key}” is about the inks of a press: it needs “for: press”")
        return self


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
    def _some_key(self) -> "Exclusion":
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
    matrix: Matrix = described("What is built.", default={}, validate_default=True)

    @property
    def looks(self) -> list[str]:
        """The words by which clinics can choose a look in some edition, in the order in which they stand."""
        return list(dict.fromkeys(str(word) for edition in self.editions.values() for word in edition.looks))

    @property
    def themes(self) -> list[Name]:
        """All themes that something may be printed in."""
        named = (name for edition in self.editions.values() for name in (edition.theme, *edition.looks.values()))
        return list(dict.fromkeys(named))


def texts_of(value: Any) -> list[Line]:
    """List every text inside a model or a tuple, in the order of its fields."""
    if isinstance(value, Line):
        return [value]
    inside: Iterable[Any] = ()
    if isinstance(value, Strict):
        inside = vars(value).values()
        if value.__pydantic_extra__:
            inside = (*inside, *value.__pydantic_extra__.values())
    elif isinstance(value, (tuple, list)):
        inside = value
    elif isinstance(value, dict):
        inside = value.values()
    found: list[Line] = []
    for each in inside:
        if isinstance(each, Line):
            found.append(each)
        elif each and not isinstance(each, (str, int)):
            found += texts_of(each)
    return found
