"""Opening the front desk from a terminal: what is said there, what is asked, and when the browser is opened."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from clinicpress.content.catalog import EDITIONS
from clinicpress.drafting.starter import is_empty
from clinicpress.frontdesk.beginning import QUESTION, begin
from clinicpress.frontdesk.counter import Rules
from clinicpress.frontdesk.server import AlreadyOpen, Room, serve
from clinicpress.ground.problems import InputProblems, Place, UsageError
from clinicpress.ground.report import report

ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Opening:
    """How somebody wants the front desk opened."""

    root: Path
    host: str
    port: int
    address: str
    edit: bool
    launch: Callable[[str], object] | None
    """Opens an address in a browser; None where nobody asked for it."""


def open_desk(wish: Opening, rooms: Iterable[Room], today: Callable[[], dt.date], clock: Callable[[], float]) -> None:
    """Open the front desk until it is told to end, and the rooms of other desks with it.

    Raises UsageError and InputProblems where it cannot be opened.
    """
    address = wish.address.rstrip("/")
    if address and not ADDRESS.fullmatch(address):
        raise UsageError("write --address as https://desk.example.org: nothing stands behind the name but a port")
    _look_at_folder(wish)

    def opened(home: str, secret: bool) -> None:
        print(f"The front desk is open: {home}", flush=True)
        if secret:
            print("Whoever has this address may come in, until the front desk is closed.", flush=True)
        if not (wish.root / EDITIONS).is_file():
            _ask(wish.root)
        if wish.launch is not None:
            # Some browsers keep whoever starts them waiting.
            threading.Thread(target=wish.launch, args=[home], daemon=True).start()

    try:
        serve(Rules(wish.root, wish.edit, today, clock), rooms, wish.host, wish.port, opened, address)
    except AlreadyOpen as error:
        if wish.launch is None:
            raise
        print(f"The front desk of this folder is open already: {error.address}")
        wish.launch(error.address)
        return
    print("The front desk is closed.")


def _look_at_folder(wish: Opening) -> None:
    """Raise InputProblems for a folder that is no workspace, and where nobody may make one."""
    if (wish.root / EDITIONS).is_file():
        return
    place, command = Place(str(wish.root / EDITIONS)), f"make a workspace with: new --workspace {wish.root}"
    if not is_empty(wish.root):
        raise InputProblems.one(
            place, "this folder is no workspace: it has no editions.yaml", "go to the folder of one, or to an empty one"
        )
    if wish.host not in HERE or wish.address:
        raise InputProblems.one(place, "this folder is empty", command)


def _ask(root: Path) -> None:
    """Ask at the terminal, too, whether a workspace shall be made; the page asks at the same time."""
    if not sys.stdin or not sys.stdin.isatty():
        print(f"{QUESTION} The page asks the same.", flush=True)
        return
    print(f"{QUESTION} Answer here or on the page. [y/N] ", end="", flush=True)

    def listen() -> None:
        # Read beside Python's own buffers: their lock would be waited for at the end.
        answer = os.read(sys.stdin.fileno(), 100).decode("utf-8", "replace").strip().lower()
        if answer in ("y", "yes"):
            try:
                begin(root)
            except InputProblems as error:
                report(error.problems)
            else:
                print("A workspace was made. Load the page again.", flush=True)

    threading.Thread(target=listen, daemon=True).start()
