"""What an editor is told of an article as a whole: its page margins, its contents, and changes in it.

Each remark says what to do; where there is nothing to do, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Heading, Paragraph, Piece
from clinicpress.drafting.cues import label_of
from clinicpress.drafting.rubrics import rubrics

UNACCEPTED = "the article has changes that nobody has accepted: ask its authors whether all of them are right"
IN_MARGINS = "above and below its pages the article says these: put into the text what patients need"
NO_HEADINGS = "look whether a section is missing: these entries of the table of contents are no headings"


def of_margins(texts: Iterable[str]) -> tuple[list[str], list[Paragraph]]:
    """Name what stands above and below the pages, each text once, but for those that say source or disclaimer.

    Returns the remark, if there is one, and paragraphs of these. Numbers alone are told nowhere.
    """
    said: list[str] = []
    labelled: list[Paragraph] = []
    for text in dict.fromkeys(texts):
        label = label_of(text)
        if label and label.word in rubrics():
            labelled.append(Paragraph(text))
        elif any(map(str.isalpha, text)):
            said.append(f"“{without_marks(text)}”")
    return [f"{IN_MARGINS}: {', '.join(said)}"] if said else [], labelled


def of_contents(entries: Sequence[str], pieces: Iterable[Piece]) -> list[str]:
    """Name the entries of a table of contents, which is left out, that are none of its headings."""
    headings = (piece.text for piece in pieces if isinstance(piece, Heading))
    known = {" ".join(without_marks(heading).casefold().split()) for heading in headings}
    others = [entry for entry in entries if not any(each in " ".join(entry.casefold().split()) for each in known)]
    said = ", ".join(f"“{entry}”" for entry in others)
    return [f"{NO_HEADINGS}: {said}"] if said else []
