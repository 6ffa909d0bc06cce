"""Does a PDF say what it must? Source and disclaimer on every page, and the story as it was printed.

Files of ours say in their docket what that is. Of others, only what can be seen is judged: lines
that look like a source or a disclaimer must be on all pages, if they are on one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from unicodedata import category

from clinicpress.drawing.tagging import INLINE
from clinicpress.ground.characters import UNKNOWN
from clinicpress.pdf.docket import Docket, heard_letters, letters, says, sign_of_furniture, sign_of_letters
from clinicpress.readback.finished import Finished, Part, ReadPage, face_name
from clinicpress.readback.verdict import Finding, Row, begins, judged, unknown

ASKS_SOURCE = "Does every page name the source?"
ASKS_DISCLAIMER = "Does every page have the disclaimer?"
ASKS_STORY = "Are all words as they were printed, in their order?"
SOURCE = re.compile(r"(sources?|references?|citation)\b.{3,}", re.IGNORECASE)
DISCLAIMER = re.compile(r"(note|disclaimer|important|medical disclaimer)\s*[:.–—-].{3,}", re.IGNORECASE)
_NAMES = {"H": "heading", "LBody": "list item", "LI": "list item", "TD": "table cell", "TH": "table head"}


def completeness(finished: Finished, texts: Mapping[int, str], lines: Mapping[int, Sequence[str]]) -> list[Row]:
    """Check the words.

    `texts` is what can be seen of each page, by its number; `lines` is the same by lines, from top
    to bottom: only foreign files need it.
    """
    docket = Docket.of(finished.docket)
    if docket is None:
        return [
            seen_line(lines, "source", ASKS_SOURCE, "source", SOURCE),
            seen_line(lines, "disclaimer", ASKS_DISCLAIMER, "disclaimer", DISCLAIMER),
            unknown("story", ASKS_STORY, "the file does not say how it was printed: it is not one of ours"),
            characters(finished),
        ]
    return [
        printed_line("source", ASKS_SOURCE, docket.source, texts),
        printed_line("disclaimer", ASKS_DISCLAIMER, docket.disclaimer, texts),
        _story(finished, docket),
        characters(finished),
    ]


def printed_line(id: str, asks: str, line: str, texts: Mapping[int, str]) -> Row:
    """Ask whether pages say a line that all must say; `texts` is what can be seen of each, by its number."""
    failures = [
        Finding(number, f"the page does not say {begins(line)}, or not in full")
        for number, text in texts.items()
        if not says(text, line)
    ]
    return judged(id, asks, failures, note=begins(line))


# The story ------------------------------------------------------------------------------------------


def _signs(elements: Iterable[Part], rtl: bool, expected: Set[str]) -> list[tuple[str, Part]]:
    """Return the texts among the elements of a file that was read back, in reading order, with their signs.

    Of a text that a reader may have turned round, the sign that is `expected` minds no order.
    """
    found = []
    for part in elements:
        if part.tag in INLINE or not (said := _heard(part, rtl)):
            continue
        sign = sign_of_letters(said)
        if sign not in expected and (turned := sign_of_letters(_heard(part, True))) in expected:
            sign = turned
        found.append((sign, part))
    return found


def _heard(part: Part, rtl: bool) -> str:
    """Return the letters of an element: of its words, and of what is heard instead; of a picture, what it shows."""
    is_picture = part.tag == "Figure"
    return heard_letters(part.alt if is_picture else part.own, "" if is_picture else part.instead, rtl)


def _story(finished: Finished, docket: Docket) -> Row:
    if not finished.parts:
        return unknown("story", ASKS_STORY, "without tags, the words cannot be told apart")
    read = _signs(finished.elements(), finished.rtl, set(docket.expected))
    now = [sign for sign, _ in read]
    failures = list(_changes(docket.expected, now, [part for _, part in read]))
    if len(docket.furniture) == len(finished.pages):
        failures += [
            Finding(page.number, "the words beside the story (head, footer, page number) are not as they were printed")
            for page, sign in zip(finished.pages, docket.furniture, strict=True)
            if sign_of_furniture(page.furniture, docket.footer, finished.rtl) != sign
        ]
        failures += [
            Finding(page.number, f"the footer does not say {begins(docket.footer)}")
            for page in finished.pages
            if not says(page.furniture, docket.footer)
        ]
    failures += [
        Finding(_page(part), f"instead of {begins(part.own)}, a screen reader says {begins(part.instead)}")
        for part in finished.elements()
        if part.instead and letters(part.instead, finished.rtl) != letters(part.own, finished.rtl)
    ]
    return judged("story", ASKS_STORY, failures, note=f"{len(now)} texts")


def _changes(printed: Sequence[str], now: Sequence[str], parts: Sequence[Part]) -> Iterator[Finding]:
    """Tell how the texts of a file differ from those that were printed, by their signs."""
    if list(printed) == list(now):
        return
    lost, added = Counter(printed) - Counter(now), Counter(now) - Counter(printed)
    for kind, begin, end, start, stop in SequenceMatcher(None, printed, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone = [sign for sign in printed[begin:end] if lost[sign]]
        fresh = [part for sign, part in zip(now[start:stop], parts[start:stop], strict=True) if added[sign]]
        for part in fresh[: len(gone)]:
            yield Finding(_page(part), f"the {_name(part)} that begins {begins(part.own)} is not as it was printed")
        for part in fresh[len(gone) :]:
            yield Finding(_page(part), f"the {_name(part)} that begins {begins(part.own)} was not printed by us")
        if len(gone) > len(fresh):
            count = len(gone) - len(fresh)
            what = "a text is" if count == 1 else f"{count} texts are"
            before = parts[start - 1] if start else None
            where = f"after {begins(before.own or before.alt)}" if before else "at the beginning"
            yield Finding(_page(before) if before else 1, f"{what} missing {where}")
        moved = [part for sign, part in zip(now[start:stop], parts[start:stop], strict=True) if not added[sign]]
        for part in moved:
            yield Finding(_page(part), f"the {_name(part)} that begins {begins(part.own)} is not at its place")


def _page(part: Part) -> int | None:
    return part.pages[0] if part.pages else None


def _name(part: Part) -> str:
    return _NAMES.get(part.tag.rstrip("123456") if part.tag.startswith("H") else part.tag, "paragraph")


def characters(finished: Finished) -> Row:
    """Ask whether a file knows what its characters are."""
    failures, warnings = [], []
    # What is read aloud instead of them is known; a picture's letters are described.
    spoken = {content for part in finished.elements() if part.instead or part.alt for content in part.contents}
    for page in finished.pages:
        numbered = {face_name(font.name) for font in finished.fonts if font.numbered}
        text = "".join(
            glyph.char
            for glyph in page.glyphs
            if (page.number, glyph.mcid) not in spoken and not (glyph.char == UNKNOWN and glyph.font in numbered)
        )
        text = text if page.glyphs else page.text
        if not page.text.strip() and _is_scan(page):
            message = "the page is a picture, as of a scanner: its words cannot be read aloud, searched or copied"
            failures.append(Finding(page.number, message))
        own = sum(text.count(char) for char in set(text) if category(char) == "Co")
        if own:
            what = "a character is" if own == 1 else f"{own} characters are"
            warnings.append(Finding(page.number, f"{what} the font's own, as bullets often are: not to be read aloud"))
        count = text.count(UNKNOWN)
        if count:
            near = next((word for word in text.split() if UNKNOWN in word), "")
            what = "a character is" if count == 1 else f"{count} characters are"
            failures.append(
                Finding(page.number, f"{what} not known, as in {begins(near)}: it cannot be read aloud or copied")
            )
    return judged("characters", "Does the file know all its characters?", failures, warnings)


def _is_scan(page: ReadPage) -> bool:
    return any(2 * each.box.width * each.box.height > page.width * page.height for each in page.pictures)


# What can be seen of foreign files ------------------------------------------------------------------


def seen_line(lines: Mapping[int, Sequence[str]], id: str, asks: str, what: str, pattern: re.Pattern[str]) -> Row:
    """Ask whether a line that looks like a source or a disclaimer is on all pages, if it is on one."""
    found = {number: [line for line in said if pattern.match(line)] for number, said in lines.items()}
    having = [number for number, lines in found.items() if lines]
    if not having:
        repeated = _repeated(lines.values())
        seen = f"; every page ends with {begins(repeated)}" if repeated else ""
        return unknown(id, asks, f"which {what} is meant is not known, and no line begins like one{seen}")
    line = found[having[0]][-1]
    missing = [number for number in found if number not in having]
    if len(lines) > 1 and having == [len(lines)]:
        message = f"only the last page says {begins(line)}"
        return judged(id, asks, [Finding(number, message) for number in missing])
    failures = [Finding(number, f"the page has no line like {begins(line)}") for number in missing]
    return judged(id, asks, failures, note=begins(line))


def _repeated(pages: Iterable[Sequence[str]]) -> str:
    """Return the lowest line that all pages have, figures aside."""
    first, *others = [[re.sub(r"\d+", "#", line) for line in lines[-6:]] for lines in pages]
    if not others:
        return ""
    return next((line for line in reversed(first) if line and all(line in other for other in others)), "")
