"""Sets the figures of editions.py as docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

from builds import PEERS
from growth import unchanged_share
from processes import machine_words
from results import goals_table, spread, table

Figures = dict[str, Any]
TUNED = "typst-tuned"


def page(result: Figures) -> str:
    """Set the whole page."""
    parts = [_head(result), _headline(result), _compared(result), _goals(result), _rounds(result), _few(result)]
    return "\n\n".join([*parts, _again(result), _repeat()]) + "\n"


def _factors(rounds: list[Figures], ours: str) -> list[float]:
    return [one[TUNED]["ms"] / one[ours]["ms"] for one in rounds]


def _head(result: Figures) -> str:
    packages = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    return f"""# Performance

Printed by `benchmarks/editions.py --write-docs`; don't edit it here.

Our two handouts, made for sample clinics: each has a name, address, phone, e-mail, web address with a QR code
of its own, a logo and one of eight colours. The files are tagged and conform to PDF/UA-1 and PDF/A-2a, ours and
Typst's alike. Whole processes, from start to exit, on one core, in turns; milliseconds for each edition.

{packages}; {machine_words(result["machine"])}."""


def _headline(result: Figures) -> str:
    rows = []
    for editions, rounds in sorted(result["rounds"].items(), key=lambda each: int(each[0])):
        times = [spread([one[side]["ms"] for one in rounds]) for side in ("ready", "empty", TUNED)]
        factors = [spread(_factors(rounds, side), ".1f") for side in ("ready", "empty")]
        rows.append([f"{int(editions):,}", *times, *factors, str(len(rounds))])
    heads = ["editions", "clinicpress, plates ready", "clinicpress, empty cache", "Typst, tuned"]
    heads += ["times as fast, plates ready", "times as fast, empty cache", "rounds"]
    return f"""{table(heads, rows)}

Medians of the rounds; in brackets, the least and the most. “Plates ready” is an output folder that holds the plates
of an earlier build for other clinics and nothing else; “empty cache” is a new one. A plate is a brochure typeset
once, without a clinic."""


def _compared(result: Figures) -> str:
    return """## What is compared

“Typst, tuned” is the fastest way that we found with Typst. One process with one compiler makes all editions, brochure
by brochure, clinics of a colour together. The clinic is in a file that is written anew for each edition, and read only
where its words stand, so that Typst finds again what it has laid out before (`benchmarks/typst_handout.py`). QR codes
come from the fastest encoder at hand. Both sides read the same YAML, logos and font files, and
write each PDF to a file.

It does less: it proves nothing, while each of our files is read back before it is kept, and it notes nothing for the
next time, so that it makes all anew then."""


def _goals(result: Figures) -> str:
    lines = ["## Goals", "", goals_table(result["goals"]), ""]
    if result["differences"]:
        lines.append("**The PDFs differ, so the ratios do not count:**\n")
        lines += [f"- {one}" for one in result["differences"]]
    else:
        lines.append(
            "Checked outside of the timing: our texts and Typst's, in both ways, hold the same letters and digits\n"
            "page for page, WeasyPrint's hold all sentences on as many pages, and the clinic's name is on every page."
        )
    return "\n".join(lines)


def _rounds(result: Figures) -> str:
    goal = result["scale"]["goal"]
    rounds = result["rounds"][str(goal)]
    columns: list[tuple[str, Callable[[Figures], float]]] = [
        ("plates ready, ms", lambda one: one["ready"]["ms"]),
        ("empty cache, ms", lambda one: one["empty"]["ms"]),
        ("Typst, tuned, ms", lambda one: one[TUNED]["ms"]),
        ("tuned / ready", lambda one: one[TUNED]["ms"] / one["ready"]["ms"]),
        ("tuned / empty", lambda one: one[TUNED]["ms"] / one["empty"]["ms"]),
    ]
    if all("two_cores" in one for one in rounds):
        columns.append(("two cores, ms", lambda one: one["two_cores"]["ms"]))
        columns.append(("one core / two", lambda one: one["ready"]["seconds"] / one["two_cores"]["seconds"]))
    rows = [[str(number), *(f"{pick(one):,.2f}" for _, pick in columns)] for number, one in enumerate(rounds, 1)]
    rows.append(["**median**", *(f"{median(pick(one) for one in rounds):,.2f}" for _, pick in columns)])

    def middle(side: str, key: str) -> float:
        return float(median(one[side][key] for one in rounds))

    facts = [
        [
            name,
            *(
                f"{middle(side, key):,{form}}"
                for key, form in (("cpu_ms", ".2f"), ("bytes", ".0f"), ("peak_mb", ".0f"))
            ),
        ]
        for name, side in (
            ("clinicpress, plates ready", "ready"),
            ("clinicpress, empty cache", "empty"),
            ("Typst, tuned", TUNED),
        )
    ]
    return f"""## Rounds of {goal:,} editions

{table(["round", *(name for name, _ in columns)], rows)}

The clock holds all that others did on the machine meanwhile. What the processor worked for it, user and system:

{table(["medians of the rounds", "processor, ms", "bytes per edition", "peak MB"], facts)}"""


def _few(result: Figures) -> str:
    rows = []
    for peer, clinics in result["scale"]["few"].items():
        found = [one[peer] for one in result["few"]]
        warm = spread([one["warm_ms"] for one in found])
        rows.append(
            [
                PEERS[peer],
                f"{clinics}",
                warm,
                *(f"{median(one[key] for one in found):,.0f}" for key in ("first_ms", "bytes", "peak_mb")),
            ]
        )
    heads = ["", "clinics", "ms per edition", "first edition, ms", "bytes per edition", "peak MB"]
    return f"""## Other ways, as a footnote

{table(heads, rows)}

Time is that of single editions in a warm process, without start, imports and reading: for each brochure the
median without the first. “Typst, naive” passes the handout's data and the clinic as `sys_inputs` of each compile,
as the documentation of its Python package shows, so that Typst lays all out anew. WeasyPrint keeps its fonts and
style sheets for all editions. No goal is held against them."""


def _again(result: Figures) -> str:
    again, many, scale = result["again"], result["many"], result["scale"]
    unchanged, one = again["unchanged"], again["one_changed"]
    share = unchanged_share(again, [each["empty"]["seconds"] for each in result["rounds"][str(scale["goal"])]])
    took = spread([each * 1000 for each in unchanged["seconds"]], ".0f")
    return f"""## Building again, and very many editions

On one core, building the {again["editions"]:,} editions again with nothing changed took {took} ms,
{share:.1%} of the full build from an empty cache, and wrote {unchanged["written"]:,} PDFs. With one clinic changed
it took {one["seconds"]:.2f} s and wrote {one["own"]:,} PDFs of that clinic and {one["others"]:,} of others.

{_many(many) if many else "Very many editions at once were not measured: `--many` does that."}"""


def _many(many: Figures) -> str:
    def size(value: float | None) -> str:
        return "not measured" if value is None else f"{value:.0f}"

    rows = [
        [
            f"{build['editions']:,}",
            f"{build['seconds']:,.1f}",
            f"{build['ms']:.2f}",
            size(build["parent_mb"]),
            size(build["worker_mb"]),
        ]
        for build in (many["few"], many["many"])
    ]
    heads = ["editions", "seconds", "ms per edition", "parent, peak MB", "worker, peak MB"]
    where = " The larger one wrote to a disk, as memory had no room for it." if many["on_disk"] else ""
    more = many["many"]["editions"] - many["few"]["editions"]
    each = [
        f"{(many['many'][key] - many['few'][key]) * 1024 / more:.1f} KB in {whose}"
        for whose, key in (("the parent", "parent_mb"), ("a worker", "worker_mb"))
        if many["many"][key] and many["few"][key]
    ]
    return f"""Each once, with `--jobs {many["jobs"]}`, from an empty cache:{where}

{table(heads, rows)}

For each edition more that is {" and ".join(each) or "not measured"}."""


def _repeat() -> str:
    return """## To repeat it

```sh
pip install -e '.[bench,test]'
TMPDIR=/dev/shm python benchmarks/editions.py --many --json build/editions.json --write-docs
```

`TMPDIR=/dev/shm` has all tools write their PDFs to memory, where a system has that: a disk that is busy with the
files of one round would slow down the next. `--many` is the build of 100,000 editions, `--quick` tries all with few
editions. `make bench` runs it after the other benchmarks."""
