"""What we use of other libraries that is in none of their manuals: the table, and its page.

A test for each row fails when the library changes it (`tests/test_internals.py`). What begins with
an underscore and is not here may not be used, nor a name of ReportLab's that is
neither here nor in their manuals.
"""

from __future__ import annotations

from typing import NamedTuple


class Internal(NamedTuple):
    """Something of a library that we use at our own risk: where, and what for."""

    library: str
    name: str
    module: str
    reason: str


INTERNALS = (
    Internal(
        "ReportLab",
        "Canvas._doc",
        "drawing.canvas",
        "the brand's colour space is an object of the document",
    ),
    Internal(
        "ReportLab",
        "Canvas._colorsUsed",
        "drawing.canvas",
        "gives each page the brand's colour space; the canvas itself knows none that is indexed",
    ),
    Internal(
        "ReportLab",
        "Canvas.showPage, drawText, drawImage",
        "drawing.canvas",
        "overridden: the canvas calls them itself, so that no page is without its footer, and no text or picture "
        "without its element",
    ),
    Internal(
        "ReportLab",
        "PDFDocument.Reference, PDFArray, PDFName",
        "drawing.canvas",
        "write the brand's colour space: an array of names, a number and the colours",
    ),
    Internal(
        "ReportLab",
        "Canvas._make_preamble, _preamble",
        "drawing.canvas",
        "overridden: the canvas begins each page with a font of its own, which ours do not have",
    ),
    Internal(
        "Jinja",
        "Environment.compile, _parse",
        "story.sandbox",
        "overridden: each template's tree is judged before it is compiled, once for the same text",
    ),
    Internal(
        "Jinja",
        "Template._get_default_module, _module",
        "story.sandbox",
        "overridden: macros are made anew for each story, since they hold on to what it counts",
    ),
    Internal(
        "Jinja",
        "_loop_vars, _block_vars",
        "story.sandbox",
        "what compiled templates hand over with a call, beside what the template's author wrote",
    ),
    Internal(
        "watchfiles",
        "_rust_notify.WatchfilesRustInternalError",
        "building.watch",
        "raised where the system refuses to watch; the manual names it, the package does not",
    ),
    Internal(
        "uvicorn",
        "HttpToolsProtocol, STATUS_LINE",
        "frontdesk.listener",
        "what reads requests: our subclass knows when each part of one begins and ends, and says why it refuses one",
    ),
    Internal(
        "uvicorn",
        "Server.startup",
        "frontdesk.server",
        "overridden: it returns when the server answers, and then the browser may be opened",
    ),
)


def internals_page() -> str:
    """Print the table."""
    lines = [
        "# What we use that is in no manual",
        "",
        "Printed from the table in `docs/internals.py` by `make docs`; don't edit it here.",
        "",
        "For each there is a test that fails when its library changes it (`tests/test_internals.py`). What is in the",
        "libraries' manuals is not listed.",
        "",
        "| library | what | used by | what for |",
        "|---|---|---|---|",
    ]
    lines += [f"| {row.library} | `{row.name}` | `{row.module}` | {row.reason} |" for row in INTERNALS]
    return "\n".join([*lines, ""])
