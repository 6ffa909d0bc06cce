"""Hostile inputs by the thousand: python -m tests.hostile --count 10000 --seed 1 [--kind font].

Prints every input of which something can be complained, with the seed that makes it again, and the
number of each outcome. Those inputs are kept below --keep.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tests.hostile.base import begin_base, load_all
from tests.hostile.mutations import KINDS
from tests.hostile.trial import laid_out, tried


def main() -> int:
    """Try so many inputs; returns how many of them there is something to complain of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="the first of so many seeds")
    parser.add_argument("--kind", choices=KINDS, help="only this kind")
    parser.add_argument("--keep", type=Path, help="where to keep the inputs that fail")
    given = parser.parse_args()
    load_all()
    outcomes: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        base, folder = Path(name) / "base", Path(name) / "try"
        begin_base(base)
        for seed in range(given.seed, given.seed + given.count):
            random = Random(seed)
            kind = given.kind or random.choices(list(KINDS), [kind.share for kind in KINDS.values()])[0]
            file = random.choice(KINDS[kind].files)
            laid_out(base, folder)
            (folder / file).write_bytes(KINDS[kind].change(random, (base / file).read_bytes()))
            outcome = tried(folder, KINDS[kind].command)
            outcomes[f"{kind} {outcome.status}"] += 1
            if outcome.complaints:
                bad += 1
                print(f"seed {seed}  {kind}  {file}: {'; '.join(outcome.complaints)}", flush=True)
                print("    " + "\n    ".join(outcome.said.strip().splitlines()[-6:]), flush=True)
                if given.keep:
                    (given.keep / str(seed)).mkdir(parents=True, exist_ok=True)
                    shutil.copy(folder / file, given.keep / str(seed))
    print(dict(sorted(outcomes.items())))
    print(f"{given.count} inputs, {bad} to complain of")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
