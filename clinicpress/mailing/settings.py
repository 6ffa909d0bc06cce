"""Settings: which mail server sends, as whom, and with which password; from a file of the person's own, or variables.

The file lies outside of every workspace, because workspaces are shared. Nothing that is told of it
quotes a word of its values: one of them is a password.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from clinicpress.content.texts import Line, Unprinted
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.mailing.addresses import NotAnAddress, checked
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.files import read_file, why_unread
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import Strict, check_node, described

FILE = "CLINICPRESS_MAIL"
"""The variable that names another file."""
VARIABLES = {
    "host": "CLINICPRESS_SMTP_HOST",
    "port": "CLINICPRESS_SMTP_PORT",
    "security": "CLINICPRESS_SMTP_SECURITY",
    "user": "CLINICPRESS_SMTP_USER",
    "password": "CLINICPRESS_SMTP_PASSWORD",
    "from": "CLINICPRESS_SMTP_FROM",
}
"""The variables that stand in place of the file's keys."""
PORTS = {"starttls": 587, "tls": 465}
"""The usual ports (RFC 8314, 3.3)."""
MOST_BYTES = 20_000
HINT = "docs/e-mail.md shows what belongs into it; without --send, a draft is made, which needs no settings"

_QUOTED = re.compile("“[^”]*”")
_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


class MailFile(Strict):
    """The file of settings: mail.yaml."""

    host: Unprinted = described("The mail server, for example smtp.clinic.example.")
    port: Annotated[int, Field(ge=1, le=65535)] | None = described("Its port; 587, or 465 for tls.", default=None)
    security: Literal["starttls", "tls"] = described("How the connection is encrypted.", default="starttls")
    user: Line | None = described("The user name, where the server wants one.", default=None)
    password: Line | None = described("The password.", default=None)
    sender: Unprinted = described("The clinic's own address, which patients see and answer.", alias="from")


@dataclass(frozen=True)
class Settings:
    """How a letter is sent."""

    host: str
    port: int
    sender: str
    security: Literal["starttls", "tls"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    wait: float = 20
    """How many seconds the server may take for an answer."""
    whole: float = 150
    """How many seconds all of it may take."""


def are_given(environment: Mapping[str, str]) -> bool:
    """Tell whether there are settings, right or wrong."""
    return any(environment.get(name) for name in VARIABLES.values()) or file_of(environment).exists()


def file_of(environment: Mapping[str, str]) -> Path:
    """Return where the file of settings is looked for."""
    if named := environment.get(FILE):
        return Path(named)
    folder = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    return (Path(folder) if folder else Path.home() / ".config") / "clinicpress" / "mail.yaml"


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings; variables go before the file. Raises InputProblems with all that is wrong with them."""
    file = file_of(environment)
    given = {key: environment[name] for key, name in VARIABLES.items() if environment.get(name)}
    read = _read(file) if file.exists() or environment.get(FILE) or not given else Node(Place(VARIABLES["host"]), {})
    over = Node(read.place, {_text(key, key): _node(key, value) for key, value in given.items()})
    try:
        found = check_node(read.merged(over) if isinstance(read.value, dict) else read, MailFile)
    except InputProblems as error:
        problems = [_hushed(problem) for problem in error.problems]
    else:
        problems = list(_faults(found))
    if problems:
        raise InputProblems(problems)
    return Settings(
        str(found.host),
        found.port or PORTS[found.security],
        checked(found.sender),
        found.security,
        str(found.user or ""),
        str(found.password or ""),
    )


def _text(value: str, key: str) -> Text:
    return Text(value, Place(VARIABLES[key]))


def _node(key: str, value: str) -> Node:
    return Node(Place(VARIABLES[key]), _text(value, key))


def _read(file: Path) -> Node:
    """Read the file, unless others can, too."""
    place = Place(str(file))
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            hint = f"make it yours alone: chmod 600 {file}"
            raise InputProblems.one(place, "other people on this computer can read this file with its password", hint)
        text = read_file(file, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        message = "to send, a file with the settings of your mail server is needed here"
        raise InputProblems.one(place, message, HINT) from None
    except OSError as error:
        raise InputProblems.one(place, f"this file {why_unread(error)}") from None
    except UnicodeDecodeError:
        problem = Problem(place, "this file is not written in UTF-8", "save it as UTF-8")
    else:
        try:
            node = parse_yaml(str(file), text.replace("\r\n", "\n"))
        except InputProblems as error:
            problems = [_hushed(problem) for problem in error.problems]
        else:
            return node if node.value is not None else Node(node.place, {})
        raise InputProblems(problems)
    raise InputProblems([problem])


def _hushed(problem: Problem) -> Problem:
    """Leave out of what is told whatever may be of a value."""
    known = {*VARIABLES, *PORTS, "#"}

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[0].strip("“”:") in known else "“…”"

    return replace(problem, message=_QUOTED.sub(kept, problem.message), hint=_QUOTED.sub(kept, problem.hint))


def _faults(found: MailFile) -> list[Problem]:
    """List what is wrong with settings that are there and of their kinds."""
    problems = []
    if not _HOST.fullmatch(found.host):
        problems.append(Problem(found.host.place, "this is not the name of a mail server", "like smtp.clinic.example"))
    try:
        checked(found.sender)
    except NotAnAddress as error:
        problems.append(Problem(found.sender.place, str(error)))
    if (found.user is None) != (found.password is None):
        place = (found.user or found.password or found.host).place
        problems.append(Problem(place, "“user” and “password” belong together: give both, or none"))
    for secret in (found.user, found.password):
        if secret is not None and not (secret.isascii() and secret.isprintable()):
            message = "mail servers are sent user names and passwords of plain letters, digits and signs only"
            problems.append(Problem(secret.place, message, "choose another password, without accents"))
    return problems
