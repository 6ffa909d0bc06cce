"""The sheets that pages are imposed on: the papers of offices, and the larger ones of print shops that trim."""

from __future__ import annotations

from clinicpress.readback.soundness import SIZES

SHEETS = {
    **{name.lower().replace(" ", "-"): size for name, size in SIZES.items()},
    "12x18": (864.0, 1296.0),
    "sra3": (907.09, 1275.59),
}
"""Name, and the shorter and the longer side in points. The last two are cut down to Tabloid and A3."""
SAME = {"ledger": "tabloid", "statement": "half-letter"}
"""Other names of the same sheets."""
