"""The lock: all that pyproject.toml asks for, at versions that it allows, with hashes and without a host."""

from __future__ import annotations

import re
import sys

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILD, GROUP = PROJECT["build-system"]["requires"], PROJECT["dependency-groups"]["build"]
RUN = [*PROJECT["project"]["dependencies"], *BUILD, *GROUP]
ASKED = {"run.txt": RUN, "test.txt": [*RUN, *PROJECT["project"]["optional-dependencies"]["test"]]}
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
MACHINES = [
    {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": system, "platform_system": name}
    for python in PYTHONS
    for system, name in SYSTEMS
]


def entries(name: str) -> list[list[str]]:
    """Return the entries of a lock: the requirement and its hashes."""
    text = re.sub(r"^#.*\n", "", (ROOT / "requirements" / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [re.split(r"\s+--hash=", line) for line in text.replace("\\\n", "").splitlines()]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ASKED)
def test_everything_is_in_the_lock_once_on_every_machine(name: str) -> None:
    """Where this fails, pyproject.toml was changed and `make lock` was not run."""
    locked = [Requirement(entry[0]) for entry in entries(name)]
    for machine in MACHINES:
        here = [each for each in locked if each.marker is None or each.marker.evaluate(machine)]
        versions = {plain(each.name): str(each.specifier).removeprefix("==") for each in here}
        assert len(versions) == len(here)
        for asked in map(Requirement, ASKED[name]):
            if asked.marker is None or asked.marker.evaluate(machine):
                assert asked.specifier.contains(versions.get(plain(asked.name), "0")), (asked, machine)


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_fixes_bytes_and_names_no_host(name: str) -> None:
    for requirement, *hashes in entries(name):
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.!+]+( ; [\w .'<>=!()]+)?", requirement)
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


def test_both_commands_install_the_same_versions() -> None:
    run, test = ({tuple(entry) for entry in entries(name)} for name in ASKED)
    assert run < test


def test_what_builds_the_program_is_fetched_with_the_rest() -> None:
    assert set(BUILD) <= set(GROUP)
