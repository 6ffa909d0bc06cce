"""Is a PDF sound? Checks of what the file says beside its words: tags, fonts, links, boxes, pages.

Most of the rules are those of PDF/UA-1 (ISO 14289-1), without which a screen reader stumbles, and
of PDF/X and PDF/A, without which a printer does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from clinicpress.ground.address import ascii_address, fault_of
from clinicpress.ground.problems import counted, first_of
from clinicpress.pdf.docket import Docket, sign
from clinicpress.readback.finished import Box, Finished, Part, PlacedLink, ReadPage, face_name
from clinicpress.readback.verdict import Finding, Row, begins, judged, unknown

SIZES = {
    "Letter": (612, 792),
    "A4": (595.28, 841.89),
    "Legal": (612, 1008),
    "half Letter": (396, 612),
    "A5": (419.53, 595.28),
    "Tabloid": (792, 1224),
    "A3": (841.89, 1190.55),
}
"""Paper that offices and printers have, in points."""
MOST_NAMED = 3
"""So many scripts or attached files are named."""
SLACK = 1.5
"""Points by which sizes may differ: some programs round to whole ones."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOT_ASCII = re.compile(r"%[0-9A-Fa-f]{2}|[^\x00-\x7f]")
"""Characters that one program writes as they are, and another as their bytes (RFC 3986, 2.1)."""
_ADDRESS = re.compile(r"(https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:[+\d][\d().\s-]*(?:;[a-z-]+=[\w.+-]+)*)")

_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER = re.compile(r"[+(\d][\d\s().\-–/]{5,}")
_NO_DIGIT = re.compile(r"\D")


def soundness(finished: Finished) -> list[Row]:
    """Check all that the file says of itself."""
    return [
        _whole(finished),
        _open(finished),
        _count(finished),
        _size(finished),
        _boxes(finished),
        _blank(finished),
        _tags(finished),
        _order(finished),
        _title(finished),
        _language(finished),
        _alt(finished),
        _fonts(finished),
        _links(finished),
    ]


def _whole(finished: Finished) -> Row:
    failures = [Finding(None, f"the file is damaged: {each}") for each in finished.repairs[:3]]
    return judged("whole", "Is the file whole?", failures, note=f"{len(finished.content) / 1024:,.0f} KB")


def _open(finished: Finished) -> Row:
    failures = []
    if finished.encrypted:
        failures.append(Finding(None, "the file is encrypted: some screen readers and printers cannot get at its text"))
    if finished.scripts:
        failures.append(
            Finding(
                None,
                f"the file can do things by itself ({first_of(finished.scripts, MOST_NAMED)}): mail filters stop it",
            )
        )
    if finished.attachments:
        failures.append(Finding(None, f"other files are attached: {first_of(finished.attachments, MOST_NAMED)}"))
    what = "a layer" if finished.layers == 1 else f"{finished.layers} layers"
    warnings = [Finding(None, f"{what} can be switched off")] if finished.layers else []
    added = [
        Finding(
            page.number,
            f"a comment, stamp or form field lies on it ({first_of([*dict.fromkeys(page.notes)], MOST_NAMED)})",
        )
        for page in finished.pages
        if page.notes
    ]
    (failures if Docket.of(finished.docket) or "Imposed" in finished.docket else warnings).extend(added)
    return judged("open", "Is it open, without locks, scripts, attachments and comments?", failures, warnings)


# Pages ---------------------------------------------------------------------------------------------


def _count(finished: Finished) -> Row:
    asks, count = "Are all pages there?", len(finished.pages)
    docket = Docket.of(finished.docket)
    if docket is None:
        return unknown("pages", asks, f"it has {count}; how many it should have is not known")
    printed = len(docket.furniture)
    failures = [Finding(None, f"it has {counted(count, 'page')}; {printed} were printed")] if count != printed else []
    return judged("pages", asks, failures, note=f"{count}, {docket.layout}")


def _size(finished: Finished) -> Row:
    asks, first = "Is it of one known paper size?", finished.pages[0]
    failures: list[Finding] = []
    warnings: list[Finding] = []
    for page in finished.pages[1:]:
        if abs(page.width - first.width) > SLACK or abs(page.height - first.height) > SLACK:
            failures.append(Finding(page.number, f"the page is {_inches(page)}, the first is {_inches(first)}"))
        elif page.rotation != first.rotation:
            failures.append(Finding(page.number, "the page is turned against the first"))
    for page in finished.pages:
        if page.unit != 1:
            failures.append(
                Finding(page.number, f"its unit is {page.unit:g} pt (UserUnit): programs differ in its size")
            )
        lies = Counter(glyph.lie for glyph in page.glyphs if glyph.box.width > 0)
        if lies and (mostly := max(lies, key=lambda lie: lies[lie])) != "upright":
            # Others may have turned a wide table on purpose; ours are never turned.
            found = warnings if mostly == "sideways" and Docket.of(finished.docket) is None else failures
            found.append(Finding(page.number, f"the text of the page stands {mostly}"))
    name = next((name for name, size in SIZES.items() if _is_size(first, size)), "")
    if not name:
        warnings.append(Finding(None, f"{_inches(first)} is no size that office printers have paper for"))
    return judged("size", asks, failures, warnings, f"{name} ({_inches(first)})")


def _is_size(page: ReadPage, size: tuple[float, float]) -> bool:
    trim = page.boxes.get("Trim", page.sheet)
    return all(abs(one - other) <= SLACK for one, other in zip(sorted((trim.width, trim.height)), size, strict=True))


def _inches(page: ReadPage) -> str:
    return f"{page.width / 72:.4g} by {page.height / 72:.4g} in"


def _boxes(finished: Finished) -> Row:
    failures = []
    for page in finished.pages:
        media = page.boxes.get("Media")
        if media is None or media.width <= 0 or media.height <= 0:
            failures.append(Finding(page.number, "the page has no size of its own (MediaBox)"))
            continue
        crop = page.boxes.get("Crop", media)
        bleed = page.boxes.get("Bleed", media)
        trim = page.boxes.get("Trim", bleed)
        nested = (
            ("CropBox", crop, "MediaBox", media),
            ("BleedBox", bleed, "MediaBox", media),
            ("TrimBox", trim, "BleedBox", bleed),
        )
        failures += [
            Finding(page.number, f"the {inner} reaches beyond the {outer}")
            for inner, box, outer, around in nested
            if not around.holds(box, 0.1)
        ]
    return judged("boxes", "Do the page boxes lie within each other?", failures)


def _blank(finished: Finished) -> Row:
    failures = [
        Finding(page.number, "the page is blank")
        for page in finished.pages
        if not page.text.strip() and not page.pictures and not page.drawings and not page.notes
    ]
    return judged("blank", "Is there something on every page?", failures)


# For screen readers --------------------------------------------------------------------------------


def _tags(finished: Finished) -> Row:
    asks = "Is it tagged, so that screen readers can follow it?"
    if not finished.parts or not finished.marked:
        why = "it has no tags" if not finished.parts else "it does not say that it is tagged (Marked)"
        return judged("tags", asks, [Finding(None, why)])
    failures = []
    if finished.knots:
        failures.append(Finding(None, "a tag holds itself, or stands in two places"))
    heard = {content for part in finished.parts for content in part.contents}
    for page in finished.pages:
        if page.unmarked:
            what = "a thing is" if page.unmarked == 1 else f"{page.unmarked} things are"
            failures.append(Finding(page.number, f"{what} neither tagged nor marked as decoration"))
        if page.torn:
            what = "a thing is" if page.torn == 1 else f"{page.torn} things are"
            failures.append(Finding(page.number, f"{what} both tagged and marked as decoration"))
        unheard = [text for content, text in page.words.items() if (page.number, content) not in heard and text.strip()]
        failures += [Finding(page.number, f"{begins(text)} is in no tag") for text in unheard[:3]]
        lost = [content for number, content in heard if number == page.number and content not in page.owned]
        if lost:
            failures.append(Finding(page.number, "the way back from words to their tags is missing (ParentTree)"))
    return judged("tags", asks, failures, note=" and ".join(f"{k}-{v}" for k, v in finished.claims.items()))


def _order(finished: Finished) -> Row:
    asks = "Are headings and texts in reading order?"
    parts = list(finished.elements())
    if not parts:
        return unknown("order", asks, "without tags there is no order")
    failures, level = [], 0
    for part in parts:
        if re.fullmatch("H[1-6]", part.tag):
            if int(part.tag[1]) > level + 1:
                message = f"the heading {begins(part.text)} is of level {part.tag[1]}, but comes after level {level}"
                failures.append(Finding(part.pages[0] if part.pages else None, message))
            level = int(part.tag[1])
    failures += _jumps(finished)
    return judged("order", asks, failures, note=counted(sum(part.tag.startswith("H") for part in parts), "heading"))


def _jumps(finished: Finished) -> Iterator[Finding]:
    """Yield the texts that are heard after one that stands below them in the same column, or overleaf.

    The order is that of the leaves of the tree: each stretch of one element's own words on one page is
    compared with what is heard right before it, whatever elements either stands in. An item goes on
    after a list in it, and a row of cells ends where its longest does: only what is in one column is
    compared. Notes in the margin may be heard when the text beside them has come to its end. A sheet that is folded
    is turned over and back: its back is heard after its inside.
    """
    folded = any(page.folds for page in finished.pages)
    last: tuple[Part, int, Box] | None = None
    for part, number, box in _stretches(finished):
        if last is not None and last[0] is not part:
            _, page, other = last
            same_column = min(box.right, other.right) - max(box.left, other.left) > min(box.width, other.width) / 2
            if same_column and number < page and not folded:
                yield Finding(number, f"{begins(part.own)} is heard after a text of page {page}")
            elif same_column and number == page and box.bottom >= other.top:
                yield Finding(number, f"{begins(part.own)} is heard after a text that stands below it")
        last = part, number, box


def _stretches(finished: Finished) -> Iterator[tuple[Part, int, Box]]:
    """Yield where the words of elements stand, in the order in which they are heard: element, page and place.

    Links and the like part the words of an element, not its place.
    """
    places: dict[tuple[int, int], Box] = {}
    for page in finished.pages:
        for glyph in page.glyphs:
            if glyph.mcid is not None and not glyph.artifact and glyph.box.width > 0:
                key = (page.number, glyph.mcid)
                places[key] = places[key].joined(glyph.box) if key in places else glyph.box
    owners = {content: part for part in finished.elements() if not part.inline for content in part.contents}
    at: tuple[Part, int, Box] | None = None
    for content in dict.fromkeys(content for part in finished.parts for content in part.contents):
        owner, number = owners.get(content), content[0]
        if content not in places or owner is None or not owner.own.strip():
            continue
        if at is not None and at[0] is owner and at[1] == number:
            at = owner, number, at[2].joined(places[content])
            continue
        if at is not None:
            yield at
        at = owner, number, places[content]
    if at is not None:
        yield at


def _title(finished: Finished) -> Row:
    failures = []
    if not finished.title:
        failures.append(Finding(None, "the file has no title"))
    if not finished.shows_title:
        failures.append(Finding(None, "the window shows the file's name instead of the title (DisplayDocTitle)"))
    if finished.title and finished.info.get("Title", finished.title).strip() != finished.title:
        failures.append(Finding(None, f"it has two titles: {begins(finished.title)}, {begins(finished.info['Title'])}"))
    docket = Docket.of(finished.docket)
    if finished.title and docket is not None and sign(finished.title) != docket.title:
        failures.append(Finding(None, f"{begins(finished.title)} is not the title that it was printed with"))
    return judged("title", "Has it a title, shown in the window?", failures, note=begins(finished.title))


def _language(finished: Finished) -> Row:
    asks, failures = "Does it say its language?", []
    told = {finished.language} | {part.lang for part in finished.elements()} - {""}
    if not finished.language:
        failures += [
            Finding(page, f"{what} not say its language, so a screen reader does not know how to pronounce it")
            for page, what in _without_language(finished)
        ]
    failures += [
        Finding(None, f"“{language}” is no language code such as en or es-MX")
        for language in sorted(told - {""})
        if not _LANGUAGE.fullmatch(language)
    ]
    docket = Docket.of(finished.docket)
    if finished.language and docket is not None and finished.language != docket.language:
        failures.append(Finding(None, f"it says “{finished.language}”, but was printed in “{docket.language}”"))
    return judged("language", asks, failures, note=finished.language or first_of(sorted(told - {""}), MOST_NAMED))


def _without_language(finished: Finished) -> Iterator[tuple[int | None, str]]:
    """Yield the texts that no element gives a language to (ISO 32000-1, 14.9.2); where none has one, the file."""
    told = {content for part in finished.elements() if part.lang for content in part.contents}
    if not told and not any(page.spoken for page in finished.pages):
        yield None, "it does"
    else:
        for page in finished.pages:
            for content, text in page.words.items():
                if text.strip() and (page.number, content) not in told and content not in page.spoken:
                    yield page.number, f"{begins(text)} does"


def _alt(finished: Finished) -> Row:
    asks = "Has every picture a description?"
    if not finished.parts:
        return unknown("alt", asks, "without tags there can be none")
    figures = [part for part in finished.elements() if part.tag in ("Figure", "Formula")]
    failures = [
        Finding(part.pages[0] if part.pages else None, "a picture has no description (Alt)")
        for part in figures
        if not part.alt and not part.instead
    ]
    drawn = {(page.number, content) for page in finished.pages for content in page.painted}
    failures += [
        Finding(part.pages[0], f"the picture that is described as {begins(part.alt)} is missing")
        for part in figures
        if part.alt and part.pages and drawn.isdisjoint(part.contents)
    ]
    described = {content for part in figures for content in part.contents}
    failures += [
        Finding(page.number, "a picture is neither described nor marked as decoration")
        for page in finished.pages
        for each in page.pictures
        if not each.artifact and (page.number, each.mcid) not in described
    ]
    return judged("alt", asks, failures, note=f"{len(figures)} described" if figures else "there are none")


def _fonts(finished: Finished) -> Row:
    failures = []
    faces = {(page.number, face) for page in finished.pages for face in page.faces}
    count = 0
    for font in finished.fonts:
        # Some programs name fonts on every page that they never print with.
        used = [page for page in font.pages if (page, face_name(font.name)) in faces]
        if not used:
            continue
        page = used[0]
        count += 1
        if not font.embedded:
            failures.append(Finding(page, f"the font {font.name} is not embedded: other type is printed in its place"))
        elif not font.told:
            failures.append(Finding(page, f"the font {font.name} does not say its characters (ToUnicode)"))
    return judged("fonts", "Are all fonts in the file?", failures, note=counted(count, "font"))


def _links(finished: Finished) -> Row:
    failures = [Finding(None, f"the bookmark “{title}” leads nowhere") for title in finished.lost_bookmarks]
    idle = [Finding(None, f"the bookmark “{title}” leads nowhere") for title in finished.idle_bookmarks]
    warnings = list[Finding]()
    # Others may list headings that way; ours always lead to their pages.
    (failures if Docket.of(finished.docket) else warnings).extend(idle)
    count = 0
    for page in finished.pages:
        media = page.boxes.get("Media", Box(0, 0, 0, 0))
        sheet = Box(0, 0, page.width or media.width, page.height or media.height)
        for link in page.links:
            count += 1
            words = link.contents or _words_under(link, page) or link.uri
            name = begins(words) if words else "a link"
            if (link.inside and link.goal is None) or not (link.inside or link.uri):
                failures.append(Finding(page.number, f"{name} leads nowhere"))
            elif link.uri and (fault := fault_of(link.held)):
                told = f"{name} leads to “{link.uri}”, which not all programs follow: {fault}"
                failures.append(Finding(page.number, told))
            elif link.uri and not _ADDRESS.fullmatch(link.uri):
                warnings.append(Finding(page.number, f"{name} leads to “{link.uri}”, which is no whole web address"))
            if link.uri and _leads_astray(link.contents, link.uri):
                failures.append(Finding(page.number, f"{name} leads to “{link.uri}”"))
            if not link.contents:
                failures.append(Finding(page.number, f"{name} has no description (Contents)"))
            if not sheet.holds(link.box, 1):
                failures.append(Finding(page.number, f"{name} lies beyond the edge of the page"))
            if finished.parts and not link.owned:
                failures.append(Finding(page.number, f"{name} is in no tag"))
    return judged(
        "links",
        "Do all links lead somewhere?",
        failures,
        warnings,
        counted(count, "link") if count else "there are none",
    )


def _words_under(link: PlacedLink, page: ReadPage) -> str:
    """Return the words that stand in the box of a link; none where they were not looked at."""
    under = (glyph.char for glyph in page.glyphs if link.box.holds(glyph.box, 1))
    return " ".join("".join(under).split())


def _leads_astray(said: str, uri: str) -> bool:
    """Tell whether a link that is described by an address or a phone number alone leads to another one."""
    if _ADDRESS.fullmatch(said):
        return not _same(said, uri)
    if _MAILBOX.fullmatch(said):
        return not _same(f"mailto:{said}", uri)
    if _NUMBER.fullmatch(said):
        # A zero in brackets is dialled at home only.
        dialled = _NO_DIGIT.sub("", uri.removeprefix("tel:"))
        return not uri.startswith("tel:") or dialled not in (
            _NO_DIGIT.sub("", s) for s in (said, said.replace("(0)", ""))
        )
    return False


def _same(one: str, other: str) -> bool:
    """Tell whether two web addresses are the same, but for how they are written."""
    return _plain_address(one) == _plain_address(other)


def _plain_address(address: str) -> str:
    return _NOT_ASCII.sub("", ascii_address(address)).rstrip("/")
