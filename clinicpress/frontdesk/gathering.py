"""Gathering: finished PDFs become one, for a printer that prints both sides.

What comes of it is for paper alone. It is no archived file: structure, bookmarks and links are left
behind, and nobody should be sent it. The pages themselves, with their footers, are as they were.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

MOST_FILES = 60
MOST_BYTES = 60_000_000
OF_THE_WHOLE = ("/Annots", "/StructParents", "/Tabs", "/AA")
"""What pages have that makes sense only within the file they come from."""


class TooMuch(ValueError):
    """Raised for more than can be printed at once."""


def joined(files: Sequence[bytes]) -> tuple[bytes, int]:
    """Join PDFs, each from a front page on; returns the file and its number of pages. Raises TooMuch."""
    if len(files) > MOST_FILES or sum(map(len, files)) > MOST_BYTES:
        raise TooMuch
    with pikepdf.new() as whole:
        for number, content in enumerate(files, 1):
            with pikepdf.open(io.BytesIO(content)) as one:
                for page in one.pages:
                    for key in OF_THE_WHOLE:
                        if key in page.obj:
                            del page.obj[key]
                    whole.pages.append(page)
                if len(one.pages) % 2 and number < len(files):
                    _, _, width, height = (float(edge) for edge in one.pages[-1].mediabox)
                    whole.add_blank_page(page_size=(width, height))
        count = len(whole.pages)
        whole.docinfo["/Title"] = "Handouts for the printer"
        held = io.BytesIO()
        whole.save(held, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return held.getvalue(), count
