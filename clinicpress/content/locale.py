"""Locales: the fixed words of a language, its dates, and the words that stay together."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from clinicpress.content.catalog import misfiled
from clinicpress.content.texts import Line, Prose, Unprinted
from clinicpress.ground.characters import glued
from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict, check_node, described
from clinicpress.workspace.workspace import Workspace


def _with_fields(*names: str, all_of_them: bool = True) -> AfterValidator:
    """Allow text that holds these names in braces, all of them or some, and no other braces."""
    shown = " ".join(f"{{{name}}}" for name in names)

    def check(value: Line) -> Line:
        try:
            parts = [part[1:] for part in Formatter().parse(value) if part[1] is not None]
        except ValueError:
            parts = [("", None, None)]
        if any(part not in [(name, "", None) for name in names] for part in parts):
            raise PydanticCustomError("fields", "only {shown} can stand in braces here", {"shown": shown})
        if all_of_them and {part[0] for part in parts} != set(names):
            raise PydanticCustomError("fields", "this text must hold {shown}", {"shown": shown})
        return value

    return AfterValidator(check)


def _ten_digits(value: Unprinted) -> Unprinted:
    """Allow the ten digits of a script, in their order."""
    if [unicodedata.decimal(char, None) for char in value] != [*range(10)]:
        hint = "write the language’s own ten digits from zero to nine, such as “0123456789”"
        raise PydanticCustomError("digits", "these are not ten digits in their order", {"hint": hint})
    return value


LATIN_DIGITS = "0123456789"
Factor = Annotated[float, Field(ge=1, le=3)]


class Faces(Strict):
    """The families of fonts/catalog.yaml that a language is set in, where a theme's own lack its letters."""

    text: Unprinted = described("The family for running text.")
    heading: Unprinted | None = described("The family for headings. Left out: that for running text.", default=None)


class Headings(Strict):
    """What an article in this language writes above or before certain parts, in small letters."""

    sources: tuple[Unprinted, ...] = described("Above or before sources.", default=())
    references: tuple[Unprinted, ...] = described("Above a list of references.", default=())
    notes: tuple[Unprinted, ...] = described("Above or before a disclaimer.", default=())


class Labels(Strict):
    """The fixed words; there may be more of them, for layouts and story templates of your own."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line]

    patient_information: Line = described("On the strip of a handout.")
    one_page_summary: Line = described("On the strip of a summary.")
    at_a_glance: Line = described("Heading of the at-a-glance box.")
    glance_note: Line = described("The note under it.")
    given_to_you_by: Line = described("Above the clinic's name.")
    questions_call: Line = described("Above the clinic's phone number.")
    key_term: Line = described("Above a key term.")
    figure: Line = described("Before a figure's number.")
    table: Line = described("Before a table's number.")
    pros: Line = described("Heading of the points for.")
    cons: Line = described("Heading of the points against.")
    my_questions: Line = described("Heading of the ruled lines.")
    about: Line = described("Heading of the colophon.")
    source: Line = described("One source.")
    sources: Line = described("Several sources.")
    reference: Line = described("Before the full reference of a source.")
    references: Line = described("Before the list of references.")
    note: Line = described("Before the disclaimer in the footer.")
    disclaimer: Line = described("Before the disclaimer in the colophon.")
    clinic: Line = described("Before the clinic's lines in the colophon.")
    version: Line = described("Before the version.")
    published: Line = described("Before the date of publication.")
    reviewed: Line = described("Before the date of the last review.")
    reviewer: Line = described("Before the reviewer.")
    review_due: Line = described("Before the date of the next review.")
    codes: Line = described("Before the codes.")
    web_pages: Line = described("Before the list of the addresses that links lead to.")
    contents: Line = described("Heading of the list of sections with their pages.")
    page_reference: Annotated[Line, _with_fields("page")] = described("Behind words about a section, with its {page}.")
    page: Annotated[Line, _with_fields("page", "pages")] = described("The folio, with {page} and {pages}.")
    phone: Annotated[Line, _with_fields("phone")] = described("The footer's phone line, with {phone}.")
    fax: Annotated[Line, _with_fields("fax")] = described("The fax line, with {fax}.")
    open: Annotated[Line, _with_fields("hours")] = described("When the clinic is open, with {hours}.")
    after_hours: Annotated[Line, _with_fields("after_hours")] = described(
        "Whom to call when it is closed, with {after_hours}."
    )
    scan_source: Line = described("Under the source's QR code.")
    scan_clinic: Line = described("Under the clinic's QR code.")

    def standing(self, name: str, place: Place) -> str:
        """Return the label of a name that stands at a place; raises InputProblems there where it cannot be printed."""
        labels = dict(self)
        plain = [key for key, label in labels.items() if "{" not in label]
        if name in labels and name not in plain:
            raise InputProblems.one(
                place, f"the label “{name}” cannot stand here: it has braces, which only footers fill in"
            )
        if name not in labels:
            raise InputProblems.one(place, f"the locale has no label “{name}”", did_you_mean(name, plain))
        return str(labels[name])


class Message(Strict):
    """What an e-mail says beside the title and the clinic's own lines; it makes no claim about health."""

    subject: Annotated[Line, _with_fields("clinic")] = described("The subject, with {clinic}.")
    subject_unnamed: Line = described("The subject where the clinic has no name.")
    attached: Line = described("The sentence that says what is attached.")
    questions: Line = described("The sentence that says whom to ask.")


class Locale(Strict):
    """A locale file: templates/locales/<language>.yaml."""

    language: Unprinted = described("The language.")
    reviewed: bool = described(
        "Whether somebody who speaks the language has read these words; where not, “check” says so.", default=True
    )
    direction: Literal["ltr", "rtl"] = described(
        "Which way the language runs: from left to right or from right to left.", default="ltr"
    )
    faces: Faces | None = described(
        "The families of fonts/catalog.yaml for this language, where a theme's own lack its letters.", default=None
    )
    size: Factor = described("By how much type is larger than in other languages, as a factor.", default=1)
    leading: Factor = described(
        "By how much lines are further apart than the type's size asks for in other languages, as a factor.", default=1
    )
    digits: Annotated[Unprinted, AfterValidator(_ten_digits)] = described(
        "The digits of dates and pages, from zero to nine.", default=Unprinted(LATIN_DIGITS, Place(""))
    )
    quotes: tuple[Line, Line] = described(
        "The opening and the closing quotation mark: words that stay together are known between them, too.",
        default=(Line("“", Place("")), Line("”", Place(""))),
    )
    disclaimer: Prose = described("The house disclaimer, for brochures without one of their own.")
    date: Annotated[Line, _with_fields("day", "month", "year", all_of_them=False)] = described(
        "How a date is written, with {day}, {month} and {year}."
    )
    months: tuple[Line, ...] = described("The twelve months.", min_length=12, max_length=12)
    glue_after: tuple[Unprinted, ...] = described("Words that stay with the word that follows.", default=())
    glue_before: tuple[Unprinted, ...] = described("Words that stay with the word before.", default=())
    labels: Labels = described("The fixed words, by name.")
    email: Message | None = described(
        "What an e-mail says with a PDF; without it, brochures are printed and not mailed.", default=None
    )
    headings: Headings = described(
        "By what “new” knows the sources and the disclaimer of an article in this language.",
        default={},
        validate_default=True,
    )
    words: dict[Unprinted, Line] = described("Further words, for story templates of your own, by name.", default={})

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.direction == "rtl"

    @property
    def letters(self) -> str:
        """The letters of its own words, each once."""
        said = "".join([self.disclaimer, *self.months, *map(str, dict(self.labels).values())])
        return "".join(dict.fromkeys(filter(str.isalpha, unicodedata.normalize("NFC", said))))

    def numbered(self, number: int) -> str:
        """Write a number with the language's digits."""
        return in_digits(number, self.digits)

    def glued(self, text: str) -> str:
        """Put non-breaking spaces into a text where words stay together in this language."""
        return glued(text, self.glue_after, self.glue_before, self.quotes)

    def message(self) -> Message:
        """Return what an e-mail says; raises InputProblems where there are no words for it."""
        if self.email is None:
            hint = "add “email:” as templates/locales/en.yaml has it, in this language"
            raise InputProblems.one(self.language.place, "this locale has no words for e-mails", hint)
        return self.email

    def dated(self, date: dt.date) -> str:
        """Write a date in words."""
        words = self.date.format(
            day=self.numbered(date.day), month=self.months[date.month - 1], year=self.numbered(date.year)
        )
        return words.replace(" ", "\u00a0")


_CALLED = {
    **dict.fromkeys(("zh", "zh-CN", "zh-SG", "zh-MY"), "zh-Hans"),
    **dict.fromkeys(("zh-TW", "zh-HK", "zh-MO"), "zh-Hant"),
    **{"fil": "tl", "iw": "he"},
}
"""Languages whose words stand in a file of another name."""


def in_digits(number: int, digits: str) -> str:
    """Write a number with ten digits."""
    return str(number).translate(str.maketrans(LATIN_DIGITS, digits))


def load_locale(workspace: Workspace, language: Text) -> Locale:
    """Read the locale of a language: its own, or else the nearest, such as that of the language without its region.

    Raises InputProblems, for a language that has none at the place that names it.
    """
    for candidate in _nearest(str(language)):
        file = f"templates/locales/{candidate}.yaml"
        if workspace.has(file):
            locale = check_node(workspace.read_yaml(file), Locale)
            if locale.language != candidate:
                raise InputProblems([misfiled(locale.language, file)])
            return locale
    raise InputProblems.one(
        language.place,
        f"there is no locale for the language “{language}”",
        f"add templates/locales/{language}.yaml; known: {', '.join(workspace.names('templates/locales', '.yaml'))}",
    )


def _nearest(language: str) -> Iterator[str]:
    """Yield a language, and after it those whose words are nearest to its own."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        yield name
        if name in _CALLED:
            yield _CALLED[name]
