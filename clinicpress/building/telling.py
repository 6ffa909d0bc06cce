"""What is told of a build in print: the files that were made and why, what is wrong, what no job makes any more."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from clinicpress.building.account import Account, Fault, File
from clinicpress.building.freshness import nothing_to_make
from clinicpress.building.manifest import shown
from clinicpress.ground.problems import first_of
from clinicpress.ground.report import report, report_fault, table

if TYPE_CHECKING:
    from clinicpress.building.watch import Round, Rounds

MOST_ROWS = 40
"""So many files are listed after a build; of more, only the number is told."""
MOST_NAMED = 40
"""So many files are named that met with the same fault."""


def tell(account: Account, explain: bool = False) -> None:
    """Print the account of a build; where it is asked to explain, with the reasons for each file."""
    report(account.told)
    _tell_files(account, explain)
    _tell_strays(account)
    tell_faults(account.faults)


def tell_round(told: Round, root: Path) -> None:
    """Print what a watch of a workspace has done, and that it goes on."""
    report(told.told)
    if told.refusal:
        print(f"error: {told.refusal}", file=sys.stderr)
    if told.account is not None:
        tell_faults(told.account.faults)
        _tell_files(told.account, explain=False)
        if told.other_strays:
            _tell_strays(told.account)
    if told.mended:
        print("All problems are mended.")
    print(f"Done in {told.seconds:.2f} s; watching {root.resolve()}, Ctrl-C ends it")


def tell_faults(faults: Iterable[Fault]) -> None:
    """Print each fault of ours, with the files that met with it."""
    for fault in faults:
        report_fault(f"while making {first_of(fault.paths, MOST_NAMED)}:\n{fault.details}")


def tell_rounds(rounds: Rounds) -> None:
    """Tell of each round of a watch, until Ctrl-C or SIGTERM; these are no failure."""
    from clinicpress.building.watch import watch

    if isinstance(sys.stdout, io.TextIOWrapper):
        # Where it is a pipe, each line must be there when it is said.
        sys.stdout.reconfigure(line_buffering=True)
    try:
        with closing(watch(rounds)) as done:
            for each in done:
                tell_round(each, rounds.root)
    except KeyboardInterrupt:
        print("Watching has ended.")


def _tell_files(account: Account, explain: bool) -> None:
    states = account.states
    made, kept, failed = states["made"], states["kept"], states["not made"]
    todo = made + failed
    if explain:
        for file in account.files:
            print(f"{account.where(file.job.path)}  {_explained(file)}")
    elif made and todo <= MOST_ROWS:
        rows = [
            [account.where(file.job.path), str(file.pages), f"{file.size / 1024:.0f} KB", f"{file.seconds:.2f} s"]
            for file in account.of("made")
        ]
        print(table(["file", "pages", "size", "time"], rows))
    if not account.files:
        print("Nothing to make: no job matches.")
    elif not todo:
        print(nothing_to_make(kept))
    elif kept or todo > MOST_ROWS:
        print(f"{made:,} made, {kept:,} as they should be.")
    if failed:
        print(
            f"{made:,} made, {failed:,} not made because of the problems above; "
            "their last PDFs were left as they were.",
            file=sys.stderr,
        )


def _explained(file: File) -> str:
    if file.state == "kept":
        return "as it was: nothing changed"
    return f"{file.state}: {shown(file.why)}"


def _tell_strays(account: Account) -> None:
    strays, pruned = account.strays, account.pruned
    if pruned is not None:
        for path in pruned.removed:
            print(f"removed {account.where(path)}: no job makes it any more")
        for path in pruned.left:
            why = "no job makes it any more, but somebody changed it, or it lies behind a link"
            print(f"left {account.where(path)}: {why}", file=sys.stderr)
    elif strays:
        first = ", ".join(map(account.where, strays[:3])) + (", …" if len(strays) > 3 else "")
        print(
            f"No job makes {len(strays):,} of the files any more ({first}): --prune removes them.",
            file=sys.stderr,
        )
