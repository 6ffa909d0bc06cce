"""Which part of a file a place stands in: from a line and column to the path of keys and indexes.

So a click on a page, which knows the place of the text there, leads to its field, and a problem to
the field that it is about.
"""

from __future__ import annotations

from clinicpress.editing.survey import Path, Survey
from clinicpress.ground.problems import Place


def path_at(survey: Survey, place: Place) -> Path:
    """Return the path of the innermost part that a place stands in; of none, that of the whole file.

    A key belongs to its value, and a dash to its entry; but where a list or mapping begins, it is meant itself. What
    stands in lines of its own between two parts, such as a remark, belongs to what both stand in.
    """
    at = survey.at(place)
    path: Path = ()
    node = survey.root
    while isinstance(node.value, (list, dict)) and at != survey.at(node.place):
        before = [each for each in enumerate(survey.entries(node)) if each[1].begin <= at]
        if not before:
            break
        number, entry = before[-1]
        if entry.end < at and survey.line_end(entry.end) < at:
            break
        path = (*path, number if entry.key is None else str(entry.key))
        node = entry.node
    return path
