"""Sets the figures of editions.py as docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

Figures = dict[str, Any]
GOAL_SCALE = 1000
"""The clinics that the goals are meant for."""


def page(result: Figures) -> str:
    """Set the whole page."""
    parts = [_head(result), _tools(result), _rounds(result), _growth(result), _goals(result), _repeat(result)]
    return "\n\n".join(parts) + "\n"


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _head(result: Figures) -> str:
    scale, machine = result["scale"], result["machine"]
    peers = scale["peers"]
    packages = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    return f"""# Performance

Printed by `benchmarks/editions.py --write-docs`; don't edit it here.

Our two handouts were made for {scale["clinics"]:,} sample clinics, which makes {2 * scale["clinics"]:,} editions.
Each clinic has a name, address, phone, e-mail, web address with a QR code of its own, a logo and
one of eight colours. Typst made the same pages for {peers["typst"]} of these clinics, in each of two ways,
WeasyPrint for {peers["weasyprint"]}; all wrote tagged PDFs to disk. Each ran as a process of its own, on one core, in
turns, {scale["rounds"]} round(s). “Plates ready” is an output folder that holds the plates of an earlier
build for other clinics and nothing else; “empty cache” is a new output folder. With plates ready
we also ran on two cores, right beside one core; which went first alternated.

The peers' time per edition is that of single editions in a warm process, without its start: for each
brochure the median without the first. Ours is the whole process, start and all, over its editions.
“Clock” is the time that passed, with all that others did on the machine meanwhile; “processor” is
what processors worked for it, user and system, of the same editions or processes. A median of single
editions passes over most disturbances, a whole process holds all of them, so a busy machine favours
the peers by the clock. The goals go by the clock all the same.

{_two_ways(result)}

Both ways keep one compiler for all editions; WeasyPrint keeps its fonts and style sheets.

{packages}; Python {machine["python"]}, {machine["system"]}, {machine["cores"]} core(s)."""


def _two_ways(result: Figures) -> str:
    ready, empty = (goal for goal in result["goals"] if not goal["judged"])
    return f"""“Typst” passes the handout's data and the clinic as `sys_inputs` of each compile, as the documentation of
its Python package shows, and the goals are held against it because that is what one gets who follows that
documentation. “Typst, tuned” is the fastest way we found, with the clinic in a file that is rewritten for each
edition and read only where its words stand (`benchmarks/typst_handout.py` says more), and it makes the same pages:
against it the factor is about {ready["value"]:.1f} with plates ready and {empty["value"]:.1f} from an empty cache,
where the goals say {ready["limit"]:g} and {empty["limit"]:g}."""


def _tools(result: Figures) -> str:
    rounds = result["rounds"]

    def row(label: str, name: str, cold: str, whole: str) -> list[str]:
        keys = ("ms", "cpu_ms", cold, whole, "bytes", "peak_mb")
        ms, cpu, first, process, size, peak = (float(median(one[name].get(key, 0) for one in rounds)) for key in keys)
        begun = f"{first:,.0f}" if cold else "–"
        return [label, f"{ms:,.2f}", f"{cpu:,.2f}", begun, f"{process:,.2f}", f"{size:,.0f}", f"{peak:.0f}"]

    heads = ["medians of the rounds", "clock, ms per edition", "processor, ms per edition", "first edition, clock, ms"]
    heads += ["whole process, clock, ms per edition", "bytes per edition", "peak MB"]
    rows = [
        row("Typst", "typst", "cold_ms", "whole_ms"),
        row("Typst, tuned", "typst-tuned", "cold_ms", "whole_ms"),
        row("WeasyPrint", "weasyprint", "cold_ms", "whole_ms"),
        row("clinicpress, plates ready", "ready", "", "ms"),
        row("clinicpress, empty cache", "empty", "", "ms"),
    ]
    if rounds[0]["two_cores"]:
        rows.append(row("clinicpress, plates ready, two cores", "two_cores", "", "ms"))
    return f"## Time, bytes, memory\n\n{_table(heads, rows)}"


def _rounds(result: Figures) -> str:
    columns: list[tuple[str, Callable[[Figures], float]]] = [
        ("plates ready, ms", lambda one: one["ready"]["ms"]),
        ("empty cache, ms", lambda one: one["empty"]["ms"]),
        ("Typst, ms", lambda one: one["typst"]["ms"]),
        ("Typst, tuned, ms", lambda one: one["typst-tuned"]["ms"]),
        ("WeasyPrint, ms", lambda one: one["weasyprint"]["ms"]),
        ("Typst / ready", lambda one: one["typst"]["ms"] / one["ready"]["ms"]),
        ("Typst / empty", lambda one: one["typst"]["ms"] / one["empty"]["ms"]),
        ("tuned / ready", lambda one: one["typst-tuned"]["ms"] / one["ready"]["ms"]),
        ("tuned / empty", lambda one: one["typst-tuned"]["ms"] / one["empty"]["ms"]),
        ("WeasyPrint / ready", lambda one: one["weasyprint"]["ms"] / one["ready"]["ms"]),
    ]
    two = [one for one in result["rounds"] if one["two_cores"]]
    if two:
        columns.append(("one core / two", lambda one: one["ready"]["seconds"] / one["two_cores"]["seconds"]))
    figures = [[pick(one) for _, pick in columns] for one in result["rounds"]]
    rows = [(str(number), line) for number, line in enumerate(figures, 1)]
    rows.append(("**median**", [median(column) for column in zip(*figures, strict=True)]))
    heads = ["round", *(name for name, _ in columns)]
    table = _table(heads, [[name, *(f"{value:,.2f}" for value in line)] for name, line in rows])
    return f"## Rounds, by the clock\n\n{table}"


def _growth(result: Figures) -> str:
    growth = result["growth"]
    small, large = growth["small"], growth["large"]
    unchanged, one = growth["unchanged"], growth["one_changed"]

    def size(value: float | None) -> str:
        return "not measured" if value is None else f"{value:.0f}"

    rows = [
        [
            f"{build['editions']:,} editions",
            size(build["parent_mb"]),
            size(build["worker_mb"]),
            f"{build['seconds']:.2f}",
        ]
        for build in (small, large)
    ]
    return f"""## Many editions, and building again

With `--jobs {growth["jobs"]}`, from an empty cache:

{_table(["build", "parent, peak MB", "worker, peak MB", "seconds"], rows)}

Building the {large["editions"]:,} editions again with nothing changed took {unchanged["seconds"]:.2f} s and wrote
{unchanged["written"]:,} PDFs. With one clinic changed it took {one["seconds"]:.2f} s and wrote {one["own"]:,} PDFs
of that clinic and {one["others"]:,} of others."""


def _goals(result: Figures) -> str:
    words = {True: "met", False: "**not met**", None: "not measured"}
    rows = []
    for goal in result["goals"]:
        share = goal["limit"] < 1
        value = "–" if goal["value"] is None else f"{goal['value']:.1%}" if share else f"{goal['value']:.2f}"
        limit = f"{goal['limit']:.0%}" if share else f"{goal['limit']:g}"
        if goal["judged"]:
            held, outcome = f"{'at least' if goal['at_least'] else 'below'} {limit}", words[goal["met"]]
        else:
            held, outcome = "none", f"for information; {limit} would be the goal's number"
        rows.append([goal["name"], held, value, outcome])
    lines = ["## Goals", "", _table(["goal", "limit", "measured", "outcome"], rows), ""]
    if result["scale"]["clinics"] < GOAL_SCALE:
        lines += [
            f"The goals are meant for {GOAL_SCALE:,} clinics: with fewer, the start of a process weighs more.",
            "",
        ]
    if result["differences"]:
        lines += [
            "**The PDFs differ, so the ratios do not count:**",
            "",
            *(f"- {one}" for one in result["differences"]),
        ]
    else:
        lines.append(
            "Checked outside of the timing: the texts of ours and Typst's, in both ways, hold the same letters and\n"
            "digits page for page, WeasyPrint's hold all sentences on as many pages, and the clinic's name is on\n"
            "every page of all."
        )
    return "\n".join(lines)


def _repeat(result: Figures) -> str:
    return """## To repeat it

```sh
pip install -e '.[bench,test]'
TMPDIR=/dev/shm python benchmarks/editions.py --json build/editions.json --write-docs
```

`TMPDIR=/dev/shm` has all tools write their PDFs to memory, where a system has that: a disk that is
busy with the files of one round would slow down the next. `--quick` tries it with few clinics and
rounds. `make bench` runs it after the other benchmarks."""
