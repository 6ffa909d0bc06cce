"""Which part of a file a place stands in: from a line and column to the path of keys and indexes.

So a click on a page, which knows the place of the text there, leads to its field, and a problem to
the field that it is about.
"""

from __future__ import annotations

from clinicpress.editing.survey import Entry, Path, Survey
from clinicpress.ground.problems import Place


def path_at(survey: Survey, place: Place) -> Path:
    """Return the path of the innermost part that a place stands in; of none, that of the whole file.

    A key belongs to its value, and a dash to its entry; but where a list or mapping begins, it is meant itself. A
    remark directly above a part belongs to that; what else stands between two parts, to what both stand in.
    """
    at = survey.at(place)
    path: Path = ()
    node = survey.root
    while isinstance(node.value, (list, dict)) and at != survey.at(node.place):
        entries = survey.entries(node)
        number = sum(entry.begin <= at for entry in entries) - 1
        if number >= 0 and at <= survey.line_end(entries[number].end):
            path = (*path, _step(entries[number], number))
            node = entries[number].node
            continue
        if number + 1 < len(entries) and not survey.is_flow(node):
            after = survey.line_end(entries[number].end) if number >= 0 else 0
            below = entries[number + 1]
            if survey.with_remarks(below, after, survey.column(node)) <= at:
                return (*path, _step(below, number + 1))
        break
    return path


def _step(entry: Entry, number: int) -> str | int:
    return number if entry.key is None else str(entry.key)
