"""Every text of every YAML file here, with every value that does YAML harm: does each splice read back?

`python -m benchmarks.splicing [--one-in N]` takes each Nth of them; all take hours on one core. It
prints what went wrong, and ends with status 1 where something did.
"""

from __future__ import annotations

import argparse
import sys
import time

from clinicpress.editing.survey import surveyed
from tests.editing.torture import ROOT, VALUES, content, fault_of, files, read, texts


def main() -> int:
    """Splice, and count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--one-in", type=int, default=1, help="take each Nth splice (default: all)")
    parser.add_argument("--first", type=int, default=0, help="how many to pass over first")
    chosen = parser.parse_args()
    begun, number, tried, faults = time.monotonic(), 0, 0, 0
    found = files()
    for file in found:
        text = content(file)
        survey, before = surveyed(text), read(text)
        for path, node in texts(survey.root):
            for value in VALUES:
                number += 1
                if (number - chosen.first) % chosen.one_in:
                    continue
                tried += 1
                if fault := fault_of(survey, before, path, node, value):
                    faults += 1
                    print(file.relative_to(ROOT), path, ascii(value[:60]), fault, flush=True)
    spent = time.monotonic() - begun
    print(f"{tried:,} of {number:,} splices in {len(found)} files: {faults} went wrong; {spent:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
