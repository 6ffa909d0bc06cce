"""Where a change of a YAML text cuts into it: the edits that replace, add, remove, move or wrap a part.

Nothing here knows whether a change is right: `splice` reads back what comes of it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from clinicpress.drafting.scribe import WIDTH
from clinicpress.editing.survey import Edit, Entry, Path, Survey
from clinicpress.editing.writing import Cells, Seat, Value, Written, entry_lines, in_line, key_of, new, ways
from clinicpress.workspace.nodes import Node, Text


def seat(survey: Survey, path: Path, node: Node) -> Seat:
    """Return where a text stands: behind its key or dash."""
    begin = survey.span(node).begin
    column = begin - survey.line_begin(begin)
    if node.value is None and survey.text[begin - 1 : begin] in {":", "-"}:
        column += 1
    own = _indent_below(survey, node)
    indent = own if own is not None else _indent_of(survey, path) + 2
    return Seat(column, indent, survey.in_brackets(path))


def _indent_of(survey: Survey, path: Path) -> int:
    """Return the column of the key or dash that a value in block style stands behind."""
    for length in range(len(path) - 1, -1, -1):
        holder = survey.node(path[:length])
        if not survey.is_flow(holder):
            return survey.column(holder)
    return 0


def _indent_below(survey: Survey, node: Node) -> int | None:
    """Return how far the lines of a text are indented; None where it has none."""
    if not isinstance(node.value, Text):
        return None
    lines = [line for line in node.value.raw.split("\n")[1:] if line.strip()]
    return min(len(line) - len(line.lstrip(" ")) for line in lines) or None if lines else None


def replacing(survey: Survey, node: Node, written: Written) -> list[Edit]:
    """Put a text in the place of another one; a remark in its first line, behind it, stays there."""
    begin, end = survey.span(node)
    head_end = end
    if isinstance(node.value, Text) and node.value.raw[:1] in {"|", ">"}:
        line_end = survey.line_end(begin)
        head = survey.text[begin:line_end].split(" ", 1)[0].split("\t", 1)[0]
        head_end = begin + len(head)
        below = Edit(line_end, max(end, line_end), "".join(f"\n{line}" for line in written.lines))
        if not written.lines and not survey.text[head_end:line_end].strip():
            return [Edit(begin, max(end, line_end), written.head)]
    elif written.head[:1] in {"|", ">"} and written.lines:
        line_end = survey.line_end(end)
        below = Edit(line_end, line_end, "".join(f"\n{line}" for line in written.lines))
    else:
        space = " " if node.value is None and survey.text[begin - 1 : begin] in {":", "-"} else ""
        return [Edit(begin, end, space + "\n".join([written.head, *written.lines]))]
    space = " " if node.value is None and survey.text[begin - 1 : begin] in {":", "-"} else ""
    if below.begin == head_end:
        return [Edit(begin, below.end, space + written.head + below.new)]
    if written.head[:1] not in {"|", ">"} and written.lines:
        # A text over several lines in the place of a folded one, whose remark stands in its head.
        remark = survey.text[head_end : below.begin]
        return [Edit(begin, below.end, space + written.head + below.new + remark)]
    return [Edit(begin, head_end, space + written.head), below]


def extent(survey: Survey, path: Path) -> tuple[int, int]:
    """Return where a value stands that is written anew, with the remark behind its last line where it has its own."""
    begin, end = survey.span(survey.node(path))
    key_end = _behind_sign(survey, path)
    return begin, survey.line_end(end) if survey.line_end(key_end) < begin and not survey.in_brackets(path) else end


def anew(survey: Survey, path: Path, value: Value) -> list[Edit]:
    """Write a value anew behind its key or dash."""
    begin, end = extent(survey, path)
    holder_column = _indent_of(survey, path)
    key_end = _behind_sign(survey, path)
    seat = Seat(key_end + 1 - survey.line_begin(key_end), holder_column + 2, survey.in_brackets(path))
    written = new(value, seat, holder_column + 2)
    space = " " if written.head else ""
    if seat.in_brackets:
        return [Edit(begin, end, "\n".join([written.head, *written.lines]))]
    if survey.line_end(key_end) < begin:  # it stands in lines of its own; a remark behind the key stays
        if written.lines:
            return [
                Edit(key_end, key_end, space + written.head),
                Edit(survey.line_begin(begin), end, "\n".join(written.lines)),
            ]
        return [Edit(key_end, key_end, space + written.head), Edit(survey.line_begin(begin) - 1, end, "")]
    line_end = survey.line_end(end)
    below = "".join(f"\n{line}" for line in written.lines)
    if survey.text[end:line_end].strip():  # a remark stays in the line of the key
        return [Edit(key_end, end, space + written.head), Edit(line_end, line_end, below)]
    return [Edit(key_end, end, space + written.head + below)]


def _behind_sign(survey: Survey, path: Path) -> int:
    """Return the index behind the colon or dash before a value."""
    holder = survey.node(path[:-1])
    entry = survey.entries(holder)[index(holder, path[-1])]
    if entry.key is None:
        return entry.begin + (0 if survey.is_flow(holder) else 1)
    return survey.text.index(":", entry.begin + len(entry.key.raw)) + 1


# Keys ---------------------------------------------------------------------------------------------------


def neighbour(held: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Return the index at which a new key stands among others."""
    if key not in order:
        return len(held)
    earlier = [number for number, other in enumerate(held) if other in order and order.index(other) < order.index(key)]
    if earlier:
        return max(earlier) + 1
    return 0 if any(other in order for other in held) else len(held)


def adding_key(survey: Survey, holder: Node, key: str, before: int, value: Value) -> list[Edit]:
    entries = survey.entries(holder)
    if holder.value is None:
        # A file with nothing in it but remarks.
        end = len(survey.text)
        lines = "\n".join(_pair_lines(key, value, 0))
        return [Edit(end, end, ("" if not end or survey.text.endswith("\n") else "\n") + lines + "\n")]
    if survey.is_flow(holder):
        if not entries and holder is survey.root:
            # A file “{}” gets its keys in lines of their own.
            return [Edit(*survey.span(holder), "\n".join(_pair_lines(key, value, 0)))]
        return _into_brackets(survey, holder, entries, before, f"{key_of(key)}: {in_line(value) or 'null'}")
    column = survey.column(holder)
    return _into_lines(survey, holder, entries, before, list(_pair_lines(key, value, column)), column)


def _pair_lines(key: str, value: Value, column: int) -> Iterable[str]:
    head = f"{' ' * column}{key_of(key)}:"
    written = new(value, Seat(len(head) + 1, column + 2), column + 2)
    yield f"{head} {written.head}" if written.head else head
    yield from written.lines


# Entries ------------------------------------------------------------------------------------------------


def inserting(survey: Survey, path: Path, holder: Node, index: int, value: Value) -> list[Edit]:
    entries = survey.entries(holder)
    if survey.is_flow(holder):
        if not entries and not survey.in_brackets(path) and path:
            # An empty list gets its entries in lines of their own.
            return anew(survey, path, Cells([value]) if isinstance(value, Cells) else [value])
        return _into_brackets(survey, holder, entries, index, in_line(value))
    column = survey.column(holder)
    alike = bool(entries) and all(survey.is_flow(entry.node) for entry in entries)
    if alike and isinstance(value, (list, tuple)):
        value = Cells(value)
    lines = list(entry_lines(value, column))
    if alike and isinstance(value, dict) and (short := f"{' ' * column}- {in_line(value)}") and len(short) <= WIDTH:
        lines = [short]
    return _into_lines(survey, holder, entries, index, lines, column)


def _into_brackets(survey: Survey, holder: Node, entries: Sequence[Entry], index: int, words: str) -> list[Edit]:
    if not entries:
        begin, end = survey.span(holder)
        return [Edit(begin + 1, begin + 1, words)]
    if index < len(entries):
        return [Edit(entries[index].begin, entries[index].begin, f"{words}, ")]
    end = _end_in_brackets(survey, entries[-1])
    return [Edit(end, end, f", {words}")]


def _end_in_brackets(survey: Survey, entry: Entry) -> int:
    """Return where an entry in brackets ends; a key without a value ends with its colon."""
    end = entry.end
    if entry.node.value is None and entry.key is not None:
        return max(end, survey.text.index(":", entry.begin + len(entry.key.raw)) + 1)
    return end


def _into_lines(
    survey: Survey, holder: Node, entries: Sequence[Entry], index: int, lines: list[str], column: int
) -> list[Edit]:
    """Put lines before an entry, or behind the last one, as far from it as the others are from each other."""
    chunks = _chunks(survey, holder, entries)
    gap = "\n"
    between = [survey.text[one[1] : two[0]] for one, two in itertools.pairwise(chunks)]
    plain = [each for each in between if each and not each.strip() and each.endswith("\n")]
    is_alike = column == 0 and all(isinstance(entry.node.value, dict) for entry in entries)
    if isinstance(holder.value, list) or is_alike:
        gap = Counter(plain).most_common(1)[0][0] if plain else "\n"
    if index and (index == len(entries) or isinstance(holder.value, dict)):
        end = chunks[index - 1][1]
        return [Edit(end, end, gap + "\n".join(lines))]
    begin = chunks[index][0]
    at = begin - survey.line_begin(begin)
    if not survey.begins_line(begin):  # behind a dash
        return [Edit(begin, begin, "\n".join(lines)[column:] + "\n" + " " * at)]
    return [Edit(survey.line_begin(begin), survey.line_begin(begin), "\n".join(lines) + gap)]


def _chunks(survey: Survey, holder: Node, entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Return where the entries of a list or mapping in block style begin and end, with what belongs to them.

    Those are the remarks directly above, and one behind the last word.
    """
    chunks = []
    after = survey.line_begin(survey.span(holder).begin) if holder is not survey.root else 0
    if entries and holder is not survey.root:
        after = _before_first(survey, entries[0])
    for entry in entries:
        begin = survey.with_remarks(entry, after, survey.column(holder))
        after = survey.line_end(entry.end)
        chunks.append((begin, after))
        after = min(after + 1, len(survey.text))
    return chunks


def _before_first(survey: Survey, entry: Entry) -> int:
    """Return where the remarks above the first entry can begin at most: behind the line of its key."""
    at = survey.line_begin(entry.begin)
    while at > 0:
        above = survey.line_begin(at - 1)
        words = survey.text[above : at - 1].strip()
        if words and not words.startswith("#"):
            break
        at = above
    return at


def whole(survey: Survey, holder: Node, entries: Sequence[Entry], index: int) -> tuple[int, int]:
    if survey.is_flow(holder):
        return entries[index].begin, entries[index].end
    return _chunks(survey, holder, entries)[index]


def removing(survey: Survey, holder: Node, entries: Sequence[Entry], index: int) -> list[Edit]:
    if survey.is_flow(holder):
        return [_out_of_brackets(survey, entries, index)]
    chunks = _chunks(survey, holder, entries)
    begin, end = chunks[index]
    if index + 1 < len(entries):
        following = chunks[index + 1][0]
        if not survey.begins_line(begin):  # behind a dash: what follows takes its place
            if survey.text[following:].lstrip(" ").startswith("#"):
                return [Edit(begin, end, "")]
            return [Edit(begin, entries[index + 1].begin, "")]
        begin = survey.line_begin(begin)
        if survey.text[end:following].strip():  # remarks of nobody in between stay
            return [Edit(begin, end + 1, "")]
        return [Edit(begin, survey.line_begin(following), "")]
    before = chunks[index - 1][1]
    if survey.text[before:begin].strip():
        return [Edit(survey.line_begin(begin) - 1, end, "")]
    return [Edit(before, end, "")]


def _out_of_brackets(survey: Survey, entries: Sequence[Entry], index: int) -> Edit:
    """Take an entry out of brackets with one comma; a remark before or behind it stays."""
    begin, end = entries[index].begin, _end_in_brackets(survey, entries[index])
    if index + 1 < len(entries):
        following = entries[index + 1].begin
        return Edit(begin, survey.text.index(",", end) + 1 if "#" in survey.text[end:following] else following, "")
    before = _end_in_brackets(survey, entries[index - 1])
    return Edit(begin if "#" in survey.text[before:begin] else before, end, "")


def emptying(survey: Survey, path: Path, holder: Node) -> list[Edit]:
    """Leave an empty list or mapping where the only entry was."""
    nothing = "[]" if isinstance(holder.value, list) else "{}"
    begin = survey.span(holder).begin
    if survey.is_flow(holder):
        entry = survey.entries(holder)[0]
        return [Edit(entry.begin, _end_in_brackets(survey, entry), "")]
    chunk_begin, chunk_end = _chunks(survey, holder, survey.entries(holder))[0]
    if not path:
        return [Edit(survey.line_begin(chunk_begin), chunk_end, nothing)]
    if not survey.begins_line(begin):
        return [Edit(begin, chunk_end, nothing)]
    sign = _behind_sign(survey, path)
    return [Edit(sign, sign, f" {nothing}"), Edit(survey.line_begin(chunk_begin) - 1, chunk_end, "")]


def reordering(survey: Survey, holder: Node, order: Sequence[int]) -> list[Edit]:
    """Put entries in another order; what stands between them stays where it is."""
    entries = survey.entries(holder)
    changed = [number for number, now in enumerate(order) if number != now]
    if survey.is_flow(holder):
        spans = [(entry.begin, entry.end) for entry in entries]
        return [Edit(*spans[number], survey.text[slice(*spans[order[number]])]) for number in changed]
    chunks = _chunks(survey, holder, entries)
    pad = " " * survey.column(holder)
    edits = []
    for number in changed:
        begin, end = chunks[number]
        words = survey.text[slice(*chunks[order[number]])].lstrip(" ")
        if survey.begins_line(begin):
            edits.append(Edit(survey.line_begin(begin), end, pad + words))
        else:
            edits.append(Edit(begin, end, f"\n{pad}{words}" if words.startswith("#") else words))
    return edits


def wrapping(survey: Survey, path: Path, node: Node, around: str | int) -> list[Edit]:
    """Put a mapping with a key, or a list, around a value."""
    if node.value is None:
        raise survey.gone(node.place)
    begin, end = survey.span(node)
    sign = f"{key_of(around)}: " if isinstance(around, str) else "- "
    if survey.in_brackets(path):
        opening, closing = (f"{{{sign}", "}") if isinstance(around, str) else ("[", "]")
        return [Edit(begin, begin, opening), Edit(end, end, closing)]
    column = _indent_of(survey, path)
    if isinstance(node.value, Text):
        behind_key = isinstance(path[-1], str)
        seat = Seat(column + 4 + len(sign) - 2, column + 4, False)
        written = next(ways(str(node.value), seat, node.value.raw), None)
        if written is None:
            return []
        if not behind_key:
            return replacing(survey, node, Written(sign + written.head, written.lines))
        pad = " " * (column + 2)
        key_end = _behind_sign(survey, path)
        line = "\n".join([f"\n{pad}{sign}{written.head}", *written.lines])
        return [Edit(key_end, end, line)]
    if survey.is_flow(node) and not (isinstance(path[-1], str)):
        return [Edit(begin, begin, sign)]
    if survey.is_flow(node):
        return [Edit(_behind_sign(survey, path), begin, f"\n{' ' * (column + 2)}{sign}")]
    # Lines of its own: a line more above them, and all of them further in.
    first = survey.line_begin(_chunks(survey, node, survey.entries(node))[0][0])
    if not survey.begins_line(begin):
        inner = survey.text[begin : survey.line_end(end)].replace("\n", "\n  ")
        return [Edit(begin, survey.line_end(end), f"{sign.rstrip()}\n{' ' * (column + 4)}{inner}")]
    inner = survey.text[first : survey.line_end(end)]
    moved = "\n".join(f"  {line}" if line.strip() else line for line in inner.split("\n"))
    if isinstance(around, int):
        at = survey.column(node)
        moved = moved[:at] + "- " + moved[at + 2 :]
        return [Edit(first, survey.line_end(end), moved)]
    return [Edit(first, survey.line_end(end), f"{' ' * (column + 2)}{sign.rstrip()}\n{moved}")]


def index(holder: Node, step: str | int) -> int:
    return step if isinstance(step, int) else [str(key) for key in holder.value or ()].index(step)
