"""What we use of other libraries that is in none of their manuals: the table, and its page.

A test for each row fails when the library changes it (`tests/test_internals.py`). What begins with
an underscore and is not here may not be used.
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
