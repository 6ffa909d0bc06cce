"""Is a file in the inks that it was made for? What is asked of grey files, and of files for a press.

A file that `print` made ready says what for; that of another program is for a press if it claims to be
of PDF/X. The limits are those of the field: text in black or in one ink of its own, 280 % of ink,
lines of 0.25 pt, 3 mm beyond the cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicpress.readback.finished import Box, Finished
from clinicpress.readback.paints import ALL, PROCESS, Paint, PaintedPage, painted_pages
from clinicpress.readback.verdict import Finding, Row, judged, unknown

GREY, PRESS = "grey", "press"
MOST_INK = 2.8
"""Ink on ink, as shares of the paper."""
LEAST_LINE = 0.25
LEAST_BLEED = 8.5
"""3 mm, in points."""
SLACK = 0.005
SAME = 0.1
"""How far the three colours of a grey may be apart."""
FOR_READERS = frozenset({"characters", "tags", "order", "alt", "links", "nesting", "language", "title"})
"""What is asked for those who read on screens; a print shop needs none of it."""


def purpose_of(finished: Finished) -> str:
    """Return what a file was made ready for: grey, press, or nothing that is known."""
    [purpose] = finished.docket.get("For", ("",))[:1] or ("",)
    return PRESS if "PDF/X" in finished.claims else purpose if purpose in (GREY, PRESS) else ""


def inking(finished: Finished) -> list[Row]:
    """Ask of a grey file, or of one for a press, whether it is one; of other files, nothing."""
    purpose = purpose_of(finished)
    if not purpose:
        return []
    pages = painted_pages(finished.content)
    if purpose == GREY:
        return [_black_alone(pages)]
    return [
        _in_inks(pages),
        _text(pages),
        _ink(pages),
        _lines(pages),
        _room(finished),
        _condition(finished),
        _still(finished),
    ]


def _black_alone(pages: Sequence[PaintedPage]) -> Row:
    asks = "Is it in black ink alone?"
    failures = [
        Finding(page.number, f"{_said(paint)} is in {paint.screen or _inks(paint)}")
        for page in pages
        for paint in _sorted(page)
        if paint.screen or any(name != "Black" and share for name, share in paint.inks)
    ]
    return _or_unknown("inks", asks, pages, judged("inks", asks, failures))


def _in_inks(pages: Sequence[PaintedPage]) -> Row:
    asks = "Is all of it in inks, nothing in the colours of screens?"
    failures = [
        Finding(page.number, f"{_said(paint)} is in {paint.screen}")
        for page in pages
        for paint in _sorted(page)
        if paint.screen
    ]
    names = {name for page in pages for paint in page.paints for name, share in paint.inks if share and name != ALL}
    order = [*(name for name in PROCESS if name in names), *sorted(names - {*PROCESS})]
    return _or_unknown("inks", asks, pages, judged("inks", asks, failures, note=", ".join(order)))


def _text(pages: Sequence[PaintedPage]) -> Row:
    failures: list[Finding] = []
    warnings: list[Finding] = []
    for page in pages:
        for paint in _sorted(page):
            printed = [name for name, share in paint.inks if share]
            if paint.kind != "text" or len(printed) < 2:
                continue
            is_grey = _is_grey(paint)
            what = "black text is" if is_grey else "text is"
            found = Finding(page.number, f"{what} mixed of {_inks(paint)}: where plates shift, it blurs")
            (failures if is_grey else warnings).append(found)
    return judged("text-ink", "Is text in black, or in an ink of its own?", failures, warnings)


def _is_grey(paint: Paint) -> bool:
    """Tell whether inks are mixed to a grey, by what they leave of red, green and blue."""
    shares = dict(paint.inks)
    if not set(shares) <= {*PROCESS}:
        return False
    left = [(1 - shares.get(name, 0)) * (1 - shares.get("Black", 0)) for name in PROCESS[:3]]
    return max(left) - min(left) < SAME


def _ink(pages: Sequence[PaintedPage]) -> Row:
    asks, most, failures = "Is there no more ink than paper takes?", 0.0, []
    for page in pages:
        totals = [paint.total for paint in page.paints]
        over = max((paint.total for paint in page.paints if paint.overprint), default=0.0)
        found = max(totals, default=0.0)
        # What is overprinted lies on what was there, which is at most as much as there is anywhere.
        worst = min(found + over, sum(totals)) if over else found
        most = max(most, worst)
        if found > MOST_INK + SLACK:
            failures.append(Finding(page.number, f"{found:.0%} of ink lie on each other; {MOST_INK:.0%} is the most"))
        elif worst > MOST_INK + SLACK or page.blended:
            why = "colours are mixed with those below" if page.blended else "inks are printed over others"
            return unknown("ink", asks, f"page {page.number}: {why}, so that only a proof shows how much there is")
    return _or_unknown("ink", asks, pages, judged("ink", asks, failures, note=f"{most:.0%} or less"))


def _lines(pages: Sequence[PaintedPage]) -> Row:
    failures = [
        Finding(page.number, f"a line is {page.thinnest:.2g} pt thick; {LEAST_LINE} pt is the least")
        for page in pages
        if page.thinnest < LEAST_LINE - SLACK
    ]
    thinnest = min((page.thinnest for page in pages), default=LEAST_LINE)
    note = f"{thinnest:.3g} pt or more" if thinnest < 100 else "there are none"
    return judged("lines", "Are all lines thick enough for a press?", failures, note=note)


def _room(finished: Finished) -> Row:
    """Ask for the trim, and for what is printed beyond it."""
    asks = "Does it say where it is cut, with room around?"
    failures: list[Finding] = []
    warnings: list[Finding] = []
    for page in finished.pages:
        media, trim = page.boxes.get("Media"), page.boxes.get("Trim", page.boxes.get("Art"))
        if media is None or trim is None:
            failures.append(Finding(page.number, "the page does not say where it is cut (TrimBox)"))
            continue
        if (abs(media.left), abs(media.bottom)) > (SLACK, SLACK) and "For" in finished.docket:
            failures.append(Finding(page.number, "the page does not begin at 0, 0 (MediaBox)"))
        bleed = page.boxes.get("Bleed", page.boxes.get("Crop", media))
        if not media.holds(bleed, SLACK) or not bleed.holds(trim, SLACK):
            failures.append(Finding(page.number, "its boxes do not lie within each other: Media, Bleed, Trim"))
        elif not bleed.holds(_grown(trim, LEAST_BLEED), SLACK):
            warnings.append(Finding(page.number, "less than 3 mm (0.125 in) are printed beyond the cut (BleedBox)"))
    return judged("trim", asks, failures, warnings)


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.bottom - by, box.right + by, box.top + by)


def _condition(finished: Finished) -> Row:
    asks = "Does it say for which press it was made, as PDF/X?"
    failures = []
    if "PDF/X" not in finished.claims:
        failures.append(Finding(None, "it does not say that it is of PDF/X"))
    if not finished.condition:
        failures.append(Finding(None, "it names no printing condition (OutputIntent)"))
    elif not finished.condition_profiled:
        failures.append(Finding(None, f"the profile of its printing condition, {finished.condition}, is not in it"))
    if finished.info.get("Trapped") not in ("True", "False"):
        failures.append(Finding(None, "it does not say whether it has been trapped (Trapped)"))
    lacking = [key for key in ("Title", "CreationDate", "ModDate") if not finished.info.get(key)]
    failures += [Finding(None, f"it lacks a part of what PDF/X asks for: {key}") for key in lacking]
    said = f"PDF/X-{finished.claims.get('PDF/X', '')}, {finished.condition}"
    return judged("condition", asks, failures, note=said)


def _still(finished: Finished) -> Row:
    failures = [
        Finding(page.number, "a link, comment or field lies on it")
        for page in finished.pages
        if page.links or page.notes
    ]
    if finished.scripts:
        failures.append(Finding(None, "the file can do things by itself"))
    return judged("still", "Is there nothing to click, fill in or run?", failures)


def _or_unknown(id: str, asks: str, pages: Sequence[PaintedPage], row: Row) -> Row:
    """Return a row, or that nobody knows where all that is known is well, and something is not."""
    where = next((page.number for page in pages if any(paint.unknown for paint in page.paints)), None)
    if row.result != "passed" or where is None:
        return row
    return unknown(id, asks, f"page {where}: a colour is worked out in a way that is not looked into")


def _sorted(page: PaintedPage) -> Iterator[Paint]:
    yield from sorted(page.paints)


def _said(paint: Paint) -> str:
    return {"text": "text", "line": "a line", "area": "an area", "picture": "a picture"}[paint.kind]


def _inks(paint: Paint) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in paint.inks if share)
