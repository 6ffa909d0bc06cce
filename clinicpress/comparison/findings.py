"""Says what a collation found: in lines for the terminal, and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clinicpress.comparison.collation import Chapter, Collation
from clinicpress.comparison.compare import (
    ADDED,
    FLOWED,
    FOOT,
    LOOKS,
    MOVED,
    REMOVED,
    STYLED,
    WORDS,
    Fact,
    PagePair,
    Spots,
    pages_of,
)
from clinicpress.comparison.variants import Change, Compared, Word, changes_of, shown, split
from clinicpress.ground.problems import first_of
from clinicpress.ground.report import plain

LONG = 40
"""Of more words in a row than so many, the terminal shows the first and the last."""
ENDS = 12
_HOW = {
    WORDS: "words changed",
    STYLED: "type in another size, colour or face",
    MOVED: "lines moved",
    FLOWED: "no word changed, text came from or went to another page",
    FOOT: "the footer changed",
    LOOKS: "looks different",
    ADDED: "a new page",
    REMOVED: "the page is gone",
}
MOST_CHAPTERS = 20
"""So many groups of files are described in the terminal; the report has all."""
MOST_FILES = 8
"""So many files are named in the terminal; the report names all."""


def lines(collation: Collation) -> Iterator[str]:
    """Say what changed, in lines for people."""
    if collation.same:
        yield "No differences."
        return
    if collation.problems:
        yield "Because of the problems above, not all could be compared; what they hide is missing here."
    yield from _files(collation)
    words = [line for section in collation.sections for line in _section(collation, section)]
    if words:
        yield from ["Words", *words]
    if collation.facts:
        yield "Not in the text"
        yield from (f"  {_line(fact.line, not fact.new)}{fact.section}: {said_fact(fact)}" for fact in collation.facts)
    chapters = [chapter for chapter in collation.chapters if not chapter.prints.same]
    for chapter in chapters[:MOST_CHAPTERS]:
        yield from _chapter(collation, chapter)
    if len(chapters) > MOST_CHAPTERS:
        yield f"… and {len(chapters) - MOST_CHAPTERS:,} more groups of files: see the report"


def _files(collation: Collation) -> Iterator[str]:
    files = collation.files
    if files is None:
        return
    yield said_files(collation)
    for names, said in ((files.added, "only in the new folder"), (files.removed, "only in the old folder")):
        if names:
            yield f"{said}: {first_of(names, MOST_FILES)}"


def said_files(collation: Collation) -> str:
    """Count the files of two folders; empty where no folders were compared."""
    files = collation.files
    if files is None:
        return ""
    alike = f" ({len(collation.alike):,} of them with the same words and looks)" if collation.alike else ""
    counts = ((files.changed, f"changed{alike}"), (files.added, "new"), (files.removed, "gone"))
    return ", ".join([*(f"{len(names):,} {said}" for names, said in counts), f"{files.same:,} the same"])


def _section(collation: Collation, section: Compared) -> Iterator[str]:
    if section.moved:
        yield f"  {section.name}: stands in another place now"
    if not section.changes:
        return
    yield f"  {section.name}"
    for change in section.changes:
        word = (change.new or change.old)[0]
        where = [f"{layout} {said_pages((old, new))}" for layout, old, new in collation.pages_of(change, section.name)]
        spots = f"  ({'; '.join(where)})" if where else ""
        yield f"    {_line(word.line, not change.new)}{said_change(change)}{spots}"


def _line(line: int, old: bool) -> str:
    return f"{'old ' if old else ''}line {line}: " if line else ""


def _chapter(collation: Collation, chapter: Chapter) -> Iterator[str]:
    prints = chapter.prints
    yield chapter.name or "Pages"
    if chapter.others:
        yield f"  the same in {len(chapter.others):,} more: {first_of(others_of(chapter), MOST_FILES)}"
    last = ""
    for section, change in collation.more_changes(chapter):
        if section and section != last:
            yield f"  {section}"
        last = section
        yield f"    {said_change(change)}  ({said_pages(pages_of(change))})"
    for moved in prints.sections:
        if moved.moved:
            yield f"  {moved.name}: stands in another place now"
    for footer in collation.more_footers(chapter):
        yield f"  footer: {said_change(footer.change)}  ({said_pages(footer.spots)})"
    for fact in collation.more_facts(chapter):
        yield f"  {said_fact(fact)}"
    yield from (f"  {numbers}: {said}" for numbers, said in said_pairs(prints.pages))


def others_of(chapter: Chapter) -> list[str]:
    """Name the files that differ alike: by their clinic, where all else of the path is the same."""
    tail = chapter.name.partition("/")[2]
    return [path.partition("/")[0] if tail and path.partition("/")[2] == tail else path for path in chapter.others]


def said_change(change: Change) -> str:
    """Say a change; of very many words, the first and the last."""
    old, new = (_quoted(words) for words in change.words)
    return f"changed {old} → {new}" if old and new else f"{change.kind} {old or new}"


def _quoted(text: str) -> str:
    words = [Word(word) for word in split(text)]
    if len(words) <= LONG:
        return f"“{text}”" if text else ""
    return f"“{shown(words[:ENDS])} … {shown(words[-ENDS:])}” ({len(words)} words)"


def said_fact(fact: Fact) -> str:
    """Say what differs beside the words."""
    if fact.old and fact.new:
        old, new = ([Word(word) for word in split(text)] for text in (fact.old, fact.new))
        if min(len(old), len(new)) > ENDS:
            return f"{fact.what}: {'; '.join(map(said_change, changes_of(old, new)))}"
        return f"{fact.what}: {fact.old} → {fact.new}"
    return f"{fact.what} added: {fact.new}" if fact.new else f"{fact.what} removed: {fact.old}"


def said_pages(spots: Spots) -> str:
    """Say on which pages something stands, and where it stood if that was elsewhere."""
    old, new = spots
    if not new:
        return f"{numbers_of(old)} of the old"
    if old and old != new:
        return f"{numbers_of(new)}, was on {numbers_of(old)}"
    return numbers_of(new)


def numbers_of(pages: Sequence[int]) -> str:
    """Write page numbers: page 3; pages 1, 3-5."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1].append(page)
        else:
            ranges.append([page])
    said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges)
    return f"page {said}" if len(pages) == 1 else f"pages {said}"


def said_pairs(pairs: Iterable[PagePair]) -> list[tuple[str, str]]:
    """Say how pages differ, those that differ alike together; pages with only another footer are left out."""
    alike: dict[str, list[PagePair]] = {}
    for pair in pairs:
        if not pair.only_footer:
            alike.setdefault(how(pair), []).append(pair)
    found = []
    for said, group in alike.items():
        plain_numbers = [pair.new or pair.old or 0 for pair in group if not _renumbered(pair)]
        numbers = [numbers_of(plain_numbers)] if plain_numbers else []
        found.append((", ".join([*numbers, *(said_pair(pair) for pair in group if _renumbered(pair))]), said))
    return found


def how(pair: PagePair) -> str:
    """Say how a page differs from what it was."""
    said = [_HOW[kind] for kind in pair.said]
    same = not {WORDS, FLOWED, ADDED, REMOVED} & set(pair.said) and not pair.only_footer
    return ", ".join(["same words", *said] if same else said)


def _renumbered(pair: PagePair) -> bool:
    return pair.old is not None and pair.new is not None and pair.old != pair.new


def said_pair(pair: PagePair) -> str:
    """Name a page, by both its numbers where it got another."""
    return f"page {pair.new} (was {pair.old})" if _renumbered(pair) else f"page {pair.new or pair.old}"


# JSON ----------------------------------------------------------------------------------------------


def facts(collation: Collation) -> dict[str, Any]:
    """Return all that was found, as JSON can hold it."""
    said: dict[str, Any] = {
        "old": collation.old,
        "new": collation.new,
        "kind": collation.kind,
        "same": collation.same,
        "words": [
            {
                **_change(section.name, change),
                "what": (change.new or change.old)[0].what,
                "line": (change.new or change.old)[0].line,
                "pages": [
                    {"layout": layout, "old": list(old), "new": list(new)}
                    for layout, old, new in collation.pages_of(change, section.name)
                ],
            }
            for section in collation.sections
            for change in section.changes
        ],
        "moved": [section.name for section in collation.sections if section.moved],
        "details": [fact._asdict() for fact in collation.facts],
        "prints": [_print(chapter) for chapter in collation.chapters if not chapter.prints.same],
        "problems": plain(collation.problems),
    }
    if collation.files is not None:
        files = collation.files
        said["files"] = {
            "added": list(files.added),
            "removed": list(files.removed),
            "changed": list(files.changed),
            "alike": list(collation.alike),
            "same": files.same,
        }
    return said


def _print(chapter: Chapter) -> dict[str, Any]:
    prints = chapter.prints
    return {
        "name": chapter.name,
        "also": list(chapter.others),
        "words": [
            {**_change(section.name, change), **_spots(pages_of(change))}
            for section in prints.sections
            for change in section.changes
        ],
        "moved": [section.name for section in prints.sections if section.moved],
        "footers": [{**_change("", footer.change), **_spots(footer.spots)} for footer in prints.footers],
        "pages": [{"old": pair.old, "new": pair.new, "said": list(pair.said)} for pair in prints.pages],
        "details": [fact._asdict() for fact in prints.facts],
    }


def _change(section: str, change: Change) -> dict[str, Any]:
    old, new = change.words
    return {"section": section, "kind": change.kind, "old": old, "new": new}


def _spots(spots: Spots) -> dict[str, list[int]]:
    return {"old_pages": list(spots[0]), "new_pages": list(spots[1])}
