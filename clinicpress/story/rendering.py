"""From matter and design to a story: what the template is given, and the proof of what it made of it.

A template decides the looks of what it is given. It cannot leave out, repeat or rearrange what its
layout promises to hold. What else it cannot make of them is in `fidelity`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from clinicpress.content.blocks import Callout, kind_of
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.inline import citations, links, shown_address, spells_out, without_marks
from clinicpress.content.model import Brochure, Clinic, Section, Source, texts_of
from clinicpress.content.texts import LabelText, Line, Prose, Unprinted
from clinicpress.content.tree import all_blocks, all_sections, defines_its_term, pulled_at
from clinicpress.ground.characters import beginning, printable, spaced
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.coverage import missing_glyphs
from clinicpress.looks.design import AnyDesign
from clinicpress.looks.fonts import Chain
from clinicpress.looks.layout import template_of
from clinicpress.story.answers import ASKED, clinic_or_none
from clinicpress.story.fidelity import is_ended, misread
from clinicpress.story.given import SPOKEN, Ability, Count, Day, Record, Words, frozen
from clinicpress.story.markup import WEB, Numbers, Tag, marked
from clinicpress.story.matter import Matter
from clinicpress.story.parsing import parse_story
from clinicpress.story.sandbox import Refused
from clinicpress.story.templating import StoryTemplates
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict

GLANCE_POINTS = 6
"""The most points of an at-a-glance box that is made of summary points."""


def _title(brochure: Brochure) -> Record:
    """Part a title from its subtitle; the colon between them is left to who prints both in one line."""
    title = brochure.title
    head, tail = str(title), Words("")
    if brochure.subtitle is not None:
        head, tail = standing_title(brochure), Words.of(brochure.subtitle)
    else:
        first, _, rest = title.partition(": ")
        # “1: 4” is one number, and what a line shows without its colon is another; a quotation stays whole.
        quoted = first.count("“") != first.count("”") or first.count('"') % 2
        if not quoted and first.strip() and rest.strip() and not (first[-1:].isdigit() and rest.lstrip()[:1].isdigit()):
            head, tail = first.rstrip(), Words(rest, place=title.place)
    return Record.holding({"head": Words(head, place=Words.of(title).place), "tail": tail})


def standing_title(brochure: Brochure) -> str:
    """Return a title as it stands without its subtitle: a colon at its end leads to nothing there."""
    title = brochure.title.rstrip()
    return title.rstrip(":").rstrip() or title if brochure.subtitle is not None else title


def _glance(brochure: Brochure, book: Record) -> tuple[Record, ...]:
    if brochure.at_a_glance:
        points = book.read("at_a_glance")
        return tuple(_point(point.read("label"), point.read("text"), point.read("icon")) for point in points)
    sections = ((section.read("icon"), _points(section, None)[:1]) for section in book.read("sections"))
    firsts = (_point(point.read("label"), point.read("text"), icon) for icon, first in sections for point in first)
    return tuple(firsts)[:GLANCE_POINTS]


def _points(section: Record, apart: Record | None) -> tuple[Record, ...]:
    """Make points of what a section and those below it sum up; the first of one below bears its heading.

    What stands `apart` is left out.
    """
    return tuple(
        _point(None if each is section or number else _again(each.read("heading")), text)
        for each in _walked(section)
        if each is not apart
        for number, text in enumerate(each.read("summary"))
    )


def _again(words: Words) -> Words:
    """Return words to be said beside the place where they are promised."""
    return replace(words, place=None)


def _summed(book: Record, safety: Record | None) -> tuple[Record, ...]:
    """Make the summary's sections, but for the one on safety: each with its points and those of the sections below."""
    sections: list[Record] = []
    for section in book.read("sections"):
        below = section.read("sections")
        # The heading of the one on safety stands over the box; what is below it stands for itself.
        sections += below if section is safety else [section]
    summed = ((section, _points(section, safety)) for section in sections)
    return tuple(
        Record.holding({**{name: section.read(name) for name in ("id", "heading", "icon", "lang")}, "points": points})
        for section, points in summed
        if points
    )


def _walked(section: Record) -> Iterator[Record]:
    """Yield a section and those below it."""
    yield section
    for below in section.read("sections"):
        yield from _walked(below)


def _point(label: Words | None, text: Words, icon: str | None = None) -> Record:
    """Make a point of the box; a label that ends with a sign of its own needs none behind it."""
    return Record.holding({"icon": icon, "label": label, "ended": label is not None and is_ended(label), "text": text})


def _safety(brochure: Brochure, book: Record) -> Record | None:
    """Return the first section that warns and has points for the summary."""
    records = (each for section in book.read("sections") for each in _walked(section))
    for section, record in zip(all_sections(brochure), records, strict=True):
        warns = any(isinstance(b, Callout) and b.callout.role == "warning" for b in section.body)
        if warns and section.summary:
            return record
    return None


def has_card(matter: Matter) -> bool:
    """Tell whether there is a web address to make a QR code of: a source's, or the clinic's."""
    return matter.qr is not None or matter.clinic.online


def citing(matter: Matter) -> Callable[[str], str]:
    """Return what gives the number under which a source stands."""
    numbers = {name: str(index) for index, (name, _) in enumerate((*matter.sources, *matter.references), 1)}
    return lambda name: numbers.get(name, "?")


def web_numbers(matter: Matter, design: AnyDesign) -> dict[str, str]:
    """Return the addresses that a story lists for its readers on paper, with their numbers.

    They are those of its links whose words are not the address.
    """
    if design.layout.content != "all" or not design.layout.link_addresses:
        return {}
    glance = (point.read("text").text for point in _glance(matter.brochure, matter.book))
    said = [_texts((each.heading, *filter(None, [each.aside]), *each.body)) for each in all_sections(matter.brochure)]
    written = (str(text) for texts in said for text in texts if isinstance(text, Prose))
    found: dict[str, str] = {}
    linked = (text for text in (*glance, *written, str(matter.disclaimer)) if "](" in text)
    for text in linked:
        for words, address in links(text):
            if not spells_out(words, address):
                found.setdefault(address, str(len(found) + 1))
    return found


def numbers_of(matter: Matter, design: AnyDesign) -> Numbers:
    """Return the numbers that the texts of a story refer by."""
    return Numbers(citing(matter), web_numbers(matter, design))


def _source(name: str, source: Source, number: str) -> Record:
    return Record.holding(
        {
            "id": name,
            "number": Count(number),
            "short": Words.of(source.short),
            "full": Words.of(source.full),
            "url": Words.of(source.url) if source.url else None,
            "link": Words.of(source.url) if source.url and source.url not in source.full else None,
        }
    )


def _pulls(brochure: Brochure) -> Record:
    """Tell of which sections the pull begins in the first half of the text, and of which the aside only says it again.

    An aside is the pull, or a key term with its meaning.
    """
    early, again = [], [str(section.id) for section in all_sections(brochure) if defines_its_term(section)]
    for section in all_sections(brochure):
        share = pulled_at(section)
        if share is not None and share < 0.5:
            early.append(str(section.id))
        # A pull with marks of its own may lead somewhere.
        if share is not None and section.aside and section.aside.pull == without_marks(section.aside.pull or ""):
            again.append(str(section.id))
    return Record.holding({"early": tuple(early), "again": tuple(again)})


def _headings_hang(matter: Matter, design: AnyDesign) -> bool:
    """Tell whether the headings of the sections stand in the side column: it is free, and has room for each."""
    locale = matter.locale
    said = (spaced(printable(without_marks(section.heading))) for section in matter.brochure.sections)
    free = not any(section.icon or section.aside for section in all_sections(matter.brochure))
    return free and design.hangs(map(locale.glued, said))


def values_of(matter: Matter, design: AnyDesign, numbers: Numbers) -> dict[str, Any]:
    """Make what the template is given; `numbers` are those that the texts of the story refer by."""
    brochure = matter.brochure
    book = matter.book
    cite, web = numbers.cite, numbers.web
    safety = _safety(brochure, book)
    asked = [*ASKED, "named", "reachable", "online"]
    return {
        "brochure": book,
        "title": _title(brochure),
        "glance": _glance(brochure, book),
        "labels": frozen(matter.locale.labels),
        "words": frozen(matter.locale.words),
        "sources": tuple(_source(name, source, cite(name)) for name, source in matter.sources),
        "references": tuple(_source(name, source, cite(name)) for name, source in matter.references),
        "web_pages": tuple(
            Record.holding({"id": f"{WEB}{number}", "address": Words(address), "shown": Words(shown_address(address))})
            for address, number in web.items()
        ),
        "disclaimer": Words.of(matter.disclaimer),
        "summed": _summed(book, safety),
        "safety": safety,
        "has_questions": any(kind_of(block) == "questions" for block in all_blocks(brochure)),
        "has_citations": any(citations(t) for t in texts_of(brochure) if isinstance(t, Prose)),
        "clinic": Record(asked, lambda name: frozen(getattr(matter.clinic, name))),
        "has_contact": matter.clinic.reachable,
        "has_side": design.has_side,
        "is_narrow": design.is_narrow,
        "pulls": _pulls(brochure),
        "headings_hang": _headings_hang(matter, design),
        "has_card": has_card(matter),
    }


def abilities_of(matter: Matter) -> dict[str, Ability]:
    """Make what the template can call."""

    def dated(day: Any) -> Words:
        if not isinstance(day, Day):
            raise Refused("“dated” writes a date in words: dated(brochure.published)")
        return Words(matter.locale.dated(day.date))

    return {"dated": Ability("dated", dated)}


def render_story(
    catalog: Catalog, job: Job, matter: Matter, design: AnyDesign, numbers: Numbers
) -> tuple[str, Sequence[Words]]:
    """Render a job's story; returns it with tokens in place of words, and those words."""
    templates = catalog.keep("templates", lambda noting: StoryTemplates(noting.workspace.unnoted()))
    file = template_of(job.layout, design.layout)
    try:
        return templates.render(file, values_of(matter, design, numbers), abilities_of(matter))
    finally:
        catalog.workspace.note(templates.asked)


def tell(catalog: Catalog, job: Job, matter: Matter, design: AnyDesign) -> Tag:
    """Render and parse a job's story; raises InputProblems for a template's mistakes and omissions."""
    numbers = numbers_of(matter, design)
    html, told = render_story(catalog, job, matter, design, numbers)
    # What a plate takes of its clinic is noted with the answers: it may serve other clinics, too.
    _prove_clinic(told, clinic_or_none(catalog.unnoted(), job))
    file = f"templates/{template_of(job.layout, design.layout)}"
    root = parse_story(html, file, told, numbers)
    tags = root.walk()
    problems = (
        _missing_glyphs(tags, design.theme.all_faces)
        or _omissions(tags, matter, design, numbers, Place(file))
        or misread(root, matter)
    )
    if problems:
        raise InputProblems(problems)
    return root


def _prove_clinic(told: Sequence[Words], clinic: Clinic) -> None:
    """Prove that what a story says of its clinic stands in the clinic's file; raises FaultyProof."""
    known = {text.place: str(text) for text in texts_of(clinic)}
    for words in told:
        at = words.place
        if at is not None and at.file.startswith("clinics/") and known.get(at) != words.text:
            raise FaultyProof(f"the story says “{words.text}” of the clinic, which its file does not")


def _missing_glyphs(tags: Iterable[Tag], faces: Chain) -> list[Problem]:
    """List the characters of a story that no font has: those that its template brought in."""
    printed = ((tag, child) for tag in tags for child in tag.children if isinstance(child, str))
    unsure = [Text(said, tag.place) for tag, said in printed if not faces.sure.issuperset(said)]
    return [problem for text in unsure for problem in missing_glyphs(text, faces)]


# Nothing left out ----------------------------------------------------------------------------------


def _content(matter: Matter, design: AnyDesign) -> tuple[Any, ...]:
    """Return what a layout promises to hold: texts in lists, whose order is the brochure's."""
    if design.layout.content == "summary":
        return tuple(section.summary for section in all_sections(matter.brochure))
    references = (source.full for _, source in matter.references)
    return (*map(_content_of, matter.brochure.sections), *references)


def _content_of(section: Section) -> tuple[Any, ...]:
    return (section.heading, *section.body, *map(_content_of, section.sections))


def _texts(value: Any, key: str = "") -> list[Line]:
    """List the texts of a part of a brochure that a story says, drawn or read aloud; `key` is its own."""
    if isinstance(value, Line):
        return [value] if _is_said(value, key) else []
    found: list[Line] = []
    for name, part in _parts(value):
        found += _texts(part, name)
    return found


def _is_said(text: Line, key: str) -> bool:
    """Tell whether a story says a text that has a key in the brochure."""
    # What nobody wrote, such as the words of a cell that holds blocks, has no place.
    return key in SPOKEN or (bool(text.place.file) and not isinstance(text, (Unprinted, LabelText)))


def _parts(value: Any) -> Iterable[tuple[str, Any]]:
    """Return the parts of a part of a brochure by their keys, or, in a list, without any."""
    if isinstance(value, tuple):
        return [("", item) for item in value]
    return vars(value).items() if isinstance(value, Strict) else ()


def promised_words(matter: Matter, design: AnyDesign, paged: Callable[[str], str], ids: Collection[str]) -> list[str]:
    """List the texts that a layout promises to hold, as they are to be drawn or read aloud.

    `paged` gives the words about the page on which an id stands; `ids` are those of the story.
    """
    numbers = numbers_of(matter, design)

    def of_those(name: str) -> str:
        return paged(name) if name in ids else ""

    return [
        _said(marked(text, numbers, Place("")), of_those) if isinstance(text, Prose) else str(text)
        for text in _texts(_content(matter, design))
    ]


def _said(parts: Iterable[Tag | str], paged: Callable[[str], str]) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else paged(part.attributes["of"])
        if part.name == "page"
        else _said(part.children, paged)
        for part in parts
    )


def ids_in(root: Tag) -> set[str]:
    """Return the ids of a story."""
    return {tag.attributes["id"] for tag in root.walk() if "id" in tag.attributes}


def _spared(spare: Iterable[Tag]) -> Iterator[Problem]:
    """Yield what may not stand where it may be left out: words that people wrote for this, and boxes kept free."""
    for tag in spare:
        place = tag.said.place if tag.said is not None else None
        if tag.name == "slot" or (place is not None and not place.file.startswith("templates/")):
            what = f"the text in {place}" if place is not None else "a box that is kept free"
            message = f"{what} could be left out: it stands in a section with “spare”"
            yield Problem(tag.place, message, "put it elsewhere, or take “spare” away")


def _omissions(
    tags: Sequence[Tag], matter: Matter, design: AnyDesign, numbers: Numbers, template: Place
) -> list[Problem]:
    """List what the template left out of what its layout promises, said twice, or put into another order."""
    spare = {id(each): each for tag in tags if "spare" in tag.attributes for each in tag.walk()}
    if spared := list(_spared(spare.values())):
        return spared
    told = [tag.said for tag in tags if tag.said is not None and id(tag) not in spare]
    content = _content(matter, design)
    promised = dict.fromkeys(text.place for text in _texts(content))
    places = [words.place for words in told if words.place is not None and words.place in promised]
    at = {place: index for index, place in reversed(list(enumerate(places)))}
    left_out = [place for place in promised if place not in at]
    if left_out:
        more = f", and {len(left_out) - 1} more" if len(left_out) > 1 else ""
        return [
            Problem(
                template,
                f"the template leaves out the text in {left_out[0]}{more}",
                "templates/<layout>/layout.yaml says what a layout holds",
            )
        ]
    ids = {tag.attributes.get("id") for tag in tags}
    addresses = [url for url, number in numbers.web.items() if f"{WEB}{number}" not in ids]
    if addresses:
        hint = "list “web_pages” with their ids, or write “link_addresses: false” in the layout"
        return [Problem(template, f"the template leaves out the address “{beginning(addresses[0], 80)}”", hint)]
    if torn := _torn_from(told, matter):
        title = f"the title in {matter.brochure.title.place}"
        return [Problem(template, f"the template leaves out “{beginning(torn)}” of {title}")]
    if design.layout.content == "all":
        if len(places) > len(at):
            twice = next(place for index, place in enumerate(places) if at[place] < index)
            return [Problem(template, f"the template prints the text in {twice} twice")]
        groups: tuple[Any, ...] = (content,)
    else:
        groups = content  # the order of the sections is the template's
    moved = next((place for group in groups for place in _moved(_spanned(group, at))), None)
    if moved is not None:
        return [Problem(template, f"the template puts the text in {moved} out of its order")]
    return []


class _Span(NamedTuple):
    """Which of the texts that are told are those of a part of a brochure: from the first to the last of them."""

    first: int
    place: Place
    """That of the first."""
    last: int
    parts: Sequence[_Span] = ()
    """Those whose order is the brochure's."""


def _spanned(value: Any, at: Mapping[Place, int], key: str = "") -> _Span | None:
    """Return where the texts of a part of a brochure are told, which has a key there; None where it has none."""
    if isinstance(value, Line):
        return _Span(at[value.place], value.place, at[value.place]) if _is_said(value, key) else None
    spans = [(name, span) for name, part in _parts(value) if (span := _spanned(part, at, name)) is not None]
    if not spans:
        return None
    first = min(span for _, span in spans)
    # The place of a caption is free.
    parts = [span for name, span in spans if name != "caption"]
    return _Span(first.first, first.place, max(span.last for _, span in spans), parts)


def _moved(span: _Span | None) -> Iterator[Place]:
    """Yield the texts, however deep, that are told before one that stands above them."""
    parts = span.parts if span is not None else ()
    for above, below in itertools.pairwise(parts):
        if above.last > below.first:
            yield below.place
    for part in parts:
        yield from _moved(part)


def _torn_from(told: list[Words], matter: Matter) -> str:
    """Return the part that is not told of a title of which the other one is."""
    title = matter.brochure.title
    whole, parts = _title(matter.brochure), {words.text for words in told if words.place == title.place}
    if not parts or str(title) in parts:
        return ""
    own = (words.text for words in (whole.read("head"), whole.read("tail")) if words.place == title.place)
    return next((part for part in own if part not in parts), "")
