"""Slips of the pen: what is printed just as it was typed, and hardly meant so.

Content is literal but for the inline marks, so a mark that is not closed, HTML, Markdown or a
bullet that somebody typed stands on the page. That is no loss, so it keeps nothing from being
printed; but it is told, by `build` as by `check`. Clinics, of which there may be thousands, are
looked at by `check` alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from clinicpress.content.blocks import BulletList, ProsCons, Questions, Steps, items_of
from clinicpress.content.catalog import Catalog
from clinicpress.content.citing import numbered_ids, sources_of
from clinicpress.content.edition import Job
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, texts_of
from clinicpress.content.texts import Line, Prose, Unprinted
from clinicpress.content.tree import all_blocks, all_sections
from clinicpress.ground.characters import BOXES, beginning
from clinicpress.ground.problems import InputProblems, Problem, warning
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.typed import BULLETS, is_marker

_STAR = "to make a mark, open and close it with as many stars, close to the words; to print a star, write “\\*”"
_LINK = "write a link as [words](https://…), without spaces between; to print a bracket, write “\\[”"
_HTML = "HTML means nothing here: write **bold**, *italic*, and a link as [words](https://…)"


_NO_MARKS = "this text has no marks: all of it is printed as it stands"
_OF_MARKS = (_STAR, _LINK, _HTML)


class _Slip(NamedTuple):
    pattern: re.Pattern[str]
    hint: str


_SLIPS = tuple(
    _Slip(re.compile(pattern), hint)
    for pattern, hint in (
        (r"(?<!\S)(?!\*{3,}[.,;:)]*(?:\s|\Z))\S*\*\*\S*|(?<=\s)\*[^\W_]\S*", _STAR),
        (r"\]\s*\((?:https?:|mailto:|tel:|www\.|#)\S*|\]\(|\[@\S*|\[\^\w+\]", _LINK),
        (r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<(?:https?:|mailto:)[^<>\s]+>|<[^<>\s@]+@[^<>\s]+>", _HTML),
        (r"&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});", "type the character itself"),
        (
            r"(?<![\w/])(__?)(?=[^\W_])[^_]*[^\W_]\1(?!\w)|`[^`]+`|~~\S[^~]*~~|^#{1,6}\s.*",
            "only **bold**, *italic* and [links](https://…) are marks here",
        ),
        (r"\{\{[^{}]*\}\}|\{%[^{}%]*%\}", "a text holds no places to fill in: write out what shall stand here"),
        (r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[nt](?![a-z])", "type the character itself"),
        (r"â€.?|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]", "a letter was read wrongly when the text was copied: type it anew"),
    )
)
"""What is no mark and looks like one, as it stands in the text when all marks are taken out."""
_SIGNS = re.compile(rf"[{BULLETS}*+-]\s")
_DOTS = re.compile(r"(?<=\s)[•‣◦▪●○](?=\s)")
"""Bullets between words: more than one of them, and a list was typed in a line."""
_PICTURE = re.compile(r"!\[[^\[\]]+\]\(")
_REMARK_LINE = re.compile(r"\n[ \t]*(#+[ \t][^\n]*)")


def typing_slips(catalog: Catalog, texts: Iterable[tuple[str, str]]) -> list[Problem]:
    """List the slips in brochures, by slug and language, and in their sources and references, as warnings.

    What cannot be read is left out: it has errors of its own.
    """
    found: list[Problem] = []
    for slug, language in texts:
        with suppress(InputProblems):
            brochure, _ = catalog.partly(slug, language)
            if brochure is not None:
                found += brochure_slips(brochure)
                found += _source_slips(catalog, brochure)
    return sorted(set(found))


def brochure_slips(brochure: Brochure) -> Iterator[Problem]:
    """Yield the slips in a brochure's printed texts."""
    lists = [_items(block) for block in all_blocks(brochure)] + [section.summary for section in all_sections(brochure)]
    listed = {item.place for items in lists for item in items}
    for text in texts_of(brochure):
        if not isinstance(text, Unprinted):
            yield from _slips(text)
            if text.place in listed:
                continue
            dots = _DOTS.findall(text)
            begun = None if text[:1] in BOXES else _SIGNS.match(text)
            if sign := begun[0].strip() if begun else dots[0] if len(dots) > 1 else "":
                message = f"“{sign}” is printed just as it is typed"
                yield warning(text.place, message, "write “- list:”, and below it a line for each item")
    for items in lists:
        yield from _list_slips(items)


def clinic_slips(catalog: Catalog, jobs: Iterable[Job]) -> Iterator[Problem]:
    """Yield the slips in the words of the clinics of jobs."""
    for name, language in sorted({(job.clinic, job.language) for job in jobs}):
        with suppress(InputProblems):
            clinic = catalog.clinic(name, language)
            for text in filter(None, (clinic.name, clinic.tagline, *clinic.address, *clinic.hours, clinic.after_hours)):
                yield from _slips(text)


def _source_slips(catalog: Catalog, brochure: Brochure) -> Iterator[Problem]:
    """Yield the slips in what is printed of sources and references: the short text of a source stands in the footer."""
    listed = numbered_ids(brochure)
    known = catalog.sources().found if listed else {}
    for name in listed:
        if str(name) in known:
            source = known[str(name)]
            for text in (source.short, source.full) if name in sources_of(brochure) else (source.full,):
                yield from _slips(text)


def _items(block: object) -> Sequence[Line]:
    if isinstance(block, (BulletList, Steps)):
        return [item.text for item in items_of(block)]
    if isinstance(block, Questions):
        return block.questions.items
    return (*block.pros_cons.pros, *block.pros_cons.cons) if isinstance(block, ProsCons) else ()


def _slips(text: Line) -> Iterator[Problem]:
    # What a backslash keeps from being a mark is meant as it is.
    left = without_marks(text, literal="\0") if isinstance(text, Prose) else str(text)
    for pattern, hint in _SLIPS:
        if match := pattern.search(left):
            words = match[0].replace("\0", "").strip()
            if words:
                own = hint if isinstance(text, Prose) or hint not in _OF_MARKS else _NO_MARKS
                yield warning(text.at(words), f"“{beginning(words)}” is printed just as it is typed", own)
    if isinstance(text, Prose) and (match := _PICTURE.search(text)):
        yield warning(text.at(match[0]), "“!” is printed, and a link", "a picture is a block of its own: “- figure:”")
    if "\n" in text.strip():
        hint = "write it without spaces before its lines" if text.raw[:1] == ">" else "write “>-” instead of “|”"
        yield warning(
            text.place, "the line ends of this text are not printed", f"{hint}; or write each as its own text"
        )
    if text.raw[:1] in {"|", ">"} and (remark := _REMARK_LINE.search(text.raw)):
        yield warning(
            text.place_of(remark.start(1)),
            f"“{beginning(remark[1])}” is printed: below “>” and “|” a line with “#” is no remark",
            "put the remark above the text",
        )


def _list_slips(items: Sequence[Line]) -> Iterator[Problem]:
    boxed = all(item[:1] in BOXES for item in items)
    begun = [] if boxed else [item for item in items if is_marker(item.split(" ")[0])]
    # One number may belong to its text: “1. floor”.
    for item in begun if len(begun) > 1 or not begun or not begun[0][:1].isalnum() else ():
        message = f"“{item.split()[0]}” is printed beside the list's own bullet or number"
        yield warning(item.place, message, "delete it")
    for item in items:
        if item.rest.startswith((",", "]")) and item.count("“") != item.count("”"):
            message = "in brackets these quotation marks hold no text together"
            yield warning(item.place, message, "use straight ones around the whole text")
    for item, after in itertools.pairwise(items):
        if _parted(item, after):
            yield warning(
                after.place,
                f"between brackets a comma parts “{beginning(after)}” from “{beginning(item)}”",
                "where the comma belongs to the text, put the whole text in quotes; otherwise begin with a capital",
            )


def _parted(item: Text, after: Text) -> bool:
    """Whether two items without quotes look like one text that was parted at its comma."""
    return item[:1].isupper() and item.rest.startswith(",") and not after[:1].isupper() and after.raw[:1] not in "'\""
