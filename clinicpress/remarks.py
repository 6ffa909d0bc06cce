"""Open questions in a brochure's file: the remarks that begin with LOOK.

A draft has such a remark above everything that the program was not sure of. As long as one is left,
nothing of the brochure is printed: a doubt that nobody settled must not reach a patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinicpress.nodes import Node, Text
from clinicpress.problems import Place, Problem

LOOK = "LOOK"

_REMARK = re.compile(rf"(?:^|(?<=\s))#[ \t]*{LOOK}\b:?(?P<words>.*)", re.MULTILINE)
_GOES_ON = re.compile(rf"\n[ \t]*#[ \t]*(?!{LOOK}\b)(?P<words>\S.*)")


def open_looks(name: str, text: str, root: Node) -> list[Problem]:
    """List the LOOK remarks of a YAML file, each as an error at its place.

    `root` is what the text was parsed into: what stands within a value is text, whatever it looks like.
    """
    if LOOK not in text:
        return []
    remarks = _without_values(text, root)
    problems = []
    for match in _REMARK.finditer(remarks):
        words, end = [match["words"]], match.end()
        while more := _GOES_ON.match(remarks, end):
            words.append(more["words"])
            end = more.end()
        place = Place.behind(name, text[: match.start()])
        said = " ".join(" ".join(words).split())
        problems.append(Problem(place, f"an open {LOOK}: {said}".rstrip(": "), "settle it, then delete the remark"))
    return problems


def _without_values(text: str, root: Node) -> str:
    """Return a YAML text with blanks in place of everything that is a key or a value."""
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    kept, end = [], 0
    for value in _texts(root):
        start = begins[value.place.line - 1] + value.place.column - 1
        kept += [text[end:start], re.sub(r"[^\n]", " ", value.raw)]
        end = start + len(value.raw)
    return "".join([*kept, text[end:]])


def _texts(node: Node) -> Iterator[Text]:
    """Yield all keys and values, in their order in the file."""
    if isinstance(node.value, Text):
        yield node.value
    elif isinstance(node.value, list):
        for entry in node.value:
            yield from _texts(entry)
    elif isinstance(node.value, dict):
        for key, entry in node.value.items():
            yield key
            yield from _texts(entry)
