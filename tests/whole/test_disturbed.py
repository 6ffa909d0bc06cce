"""Disturbed builds: killed, stopped, without room, beside each other; the next one ends as if nothing had been.

CLINICPRESS_KILLS says how often a build is killed (6 unless told).
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from clinicpress.artwork import painter
from clinicpress.building.freshness import STATE
from clinicpress.ground.stamps import HIDDEN
from clinicpress.workspace.files import DRAFTS, LOCK, PLATES
from tests.conftest import ROOT
from tests.folders import EXAMPLE, HEEDED, IGNORED, Bench, call, inheriting, shown, stamps, write

KILLS = int(os.environ.get("CLINICPRESS_KILLS", "6"))
CLINICS = {
    f"clinics/clinic-{number:02}.yaml": f"name: Test Clinic {number}\nphone: (555) 555-01{number:02}\n"
    for number in range(10)
}
BREATHING = "brochures/breathing/en.yaml"
TICK = 0.005
"""Seconds between looks at a build that is awaited."""

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    """Fail, instead of waiting for ever, where a build does not end."""

    def fail(*_: object) -> None:
        raise AssertionError("this takes for ever")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(120 + 10 * KILLS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A workspace of thirteen clinics and 52 jobs that was never built."""
    write(tmp_path / "workspace", {**EXAMPLE, **CLINICS})
    return Bench(tmp_path / "workspace", tmp_path, call)


@pytest.fixture
def small(tmp_path: Path) -> Bench:
    """A workspace of twelve jobs that was never built, for what is not disturbed in mid-run."""
    write(tmp_path / "workspace", EXAMPLE)
    return Bench(tmp_path / "workspace", tmp_path, call)


Running = subprocess.Popen[str]


@pytest.fixture
def start(bench: Bench) -> Iterator[Callable[..., Running]]:
    """Start a build as a program of its own, the leader of its process group."""
    begun: list[Running] = []

    def begin(*arguments: str, limit: int = resource.RLIM_INFINITY, interrupts: Any = HEEDED) -> Running:
        with inheriting(interrupts):
            running = subprocess.Popen(
                [sys.executable, ROOT / "generate.py", "build", "--workspace", bench.root, "--out", bench.out,
                 "--jobs", "2", *arguments],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
                preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
            )  # fmt: skip
        begun.append(running)
        return running

    yield begin
    for running in begun:
        for number in members(running):
            os.kill(number, signal.SIGKILL)
        running.wait()
        assert running.stderr is not None
        running.stderr.close()


def members(running: Running) -> list[int]:
    """List the processes of a build that are alive: all that are in its session."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = status.read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == running.pid and state not in "ZX":
            found.append(int(status.parent.name))
    return sorted(found)


def draws(number: int) -> bool:
    """Tell whether a process is one that draws for others, or has ended meanwhile."""
    try:
        said = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return True
    return not said or painter.__name__.encode() in said


def pdfs(out: Path) -> dict[str, bytes]:
    return {name: content for name, content in shown(out).items() if name.endswith(".pdf")}


def await_pdfs(bench: Bench, running: Running, count: int) -> None:
    while sum(1 for path in bench.out.rglob("*.pdf") if HIDDEN not in path.parts) < count:
        assert running.poll() is None, "the build ended too early"
        time.sleep(TICK)


def await_end_of(running: Running) -> None:
    """Wait until no process of a build is left."""
    while members(running):
        time.sleep(TICK)


def drafts(bench: Bench) -> list[str]:
    folder = bench.out / HIDDEN / DRAFTS
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def finish(bench: Bench) -> None:
    """Build once more, undisturbed: nothing may show that a build was disturbed."""
    assert bench.build("--jobs", "1") == 0
    bench.assert_clean()
    assert drafts(bench) == []


# Killed ------------------------------------------------------------------------------------------


def test_a_killed_build_shows_only_whole_files_and_the_next_one_ends_it(
    bench: Bench, start: Callable[..., Running]
) -> None:
    known: dict[str, set[bytes]] = {}
    sentences = itertools.cycle([("Sit upright.", "Sit up."), ("Sit up.", "Sit upright.")])

    def turn_page() -> None:
        bench.edit(BREATHING, next(sentences))
        for name, content in bench.clean().items():
            known.setdefault(name, set()).add(content)

    turn_page()
    begun = time.monotonic()
    assert start().wait() == 0
    whole = time.monotonic() - begun
    chance = random.Random(KILLS)
    for number in range(KILLS):
        turn_page()
        if number % 2:
            shutil.rmtree(bench.out)
        running = start("--force")
        try:
            running.wait(timeout=chance.uniform(0.25, 0.95) * whole)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        await_end_of(running)
        assert [name for name, content in pdfs(bench.out).items() if content not in known[name]] == []
        if (bench.out / "manifest.json").exists():
            json.loads((bench.out / "manifest.json").read_bytes())
        finish(bench)


def test_workers_end_with_a_killed_parent(bench: Bench, start: Callable[..., Running]) -> None:
    running = start()
    await_pdfs(bench, running, 8)
    running.kill()
    await_end_of(running)
    assert len(pdfs(bench.out)) < 52
    finish(bench)


@pytest.mark.parametrize("reach", ["group", "parent"])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_a_stopped_build_leaves_nothing_behind(
    bench: Bench, start: Callable[..., Running], reach: str, number: signal.Signals, status: int
) -> None:
    running = start()
    await_pdfs(bench, running, 6)
    (os.killpg if reach == "group" else os.kill)(running.pid, number)
    _, said = running.communicate()
    # What draws for a worker that was ended ends by itself, a moment later.
    assert (running.returncode, [each for each in members(running) if not draws(each)]) == (status, [])
    await_end_of(running)
    assert "Traceback" not in said
    assert drafts(bench) == []
    clean = bench.clean()
    made = pdfs(bench.out)
    assert 0 < len(made) < 52
    assert [name for name, content in made.items() if content != clean[name]] == []
    before = stamps(bench.out)
    known = {entry["file"] for entry in json.loads((bench.out / "manifest.json").read_bytes())["files"]}
    finish(bench)
    assert {name for name in known if stamps(bench.out)[name] != before[name]} == set()


def test_a_build_in_the_background_leaves_ctrl_c_to_others(bench: Bench, start: Callable[..., Running]) -> None:
    running = start(interrupts=IGNORED)
    await_pdfs(bench, running, 6)
    os.killpg(running.pid, signal.SIGINT)
    running.communicate()
    assert running.returncode == 0
    bench.assert_clean()


def test_a_killed_worker_costs_its_job_only(bench: Bench, start: Callable[..., Running]) -> None:
    running = start()
    await_pdfs(bench, running, 8)
    os.kill(next(number for number in members(running) if number != running.pid), signal.SIGKILL)
    _, said = running.communicate()
    lost = re.findall(r"^while making (\S+\.pdf):$", said, re.MULTILINE)
    clean = {name: content for name, content in bench.clean().items() if name.endswith(".pdf")}
    assert (running.returncode, len(lost)) == (70, 1)
    assert {**pdfs(bench.out), lost[0]: b""} == {**clean, lost[0]: b""}
    finish(bench)


def test_a_build_with_nothing_to_make_clears_the_drafts_of_one_that_was_killed_at_its_end(small: Bench) -> None:
    assert small.build() == 0
    dead = subprocess.Popen(["true"])
    dead.wait()
    (small.out / HIDDEN / STATE).rename(small.out / HIDDEN / DRAFTS / f"{dead.pid}-873aec08-{STATE}")
    finish(small)


# Beside each other, and without room --------------------------------------------------------------


def test_two_builds_at_once(bench: Bench, start: Callable[..., Running]) -> None:
    both = [start(), start("--force")]
    assert [running.wait() for running in both] == [0, 0]
    bench.assert_clean()
    finish(bench)


@pytest.mark.parametrize("limit", [4_000, 12_500])
def test_without_room_the_last_good_files_stay(bench: Bench, start: Callable[..., Running], limit: int) -> None:
    assert bench.build() == 0
    old = shown(bench.out)
    bench.edit(BREATHING, ("Sit upright.", "Sit up."))
    new = bench.clean()
    running = start("--force", limit=limit)
    _, said = running.communicate()
    assert running.returncode == 1
    assert "the file cannot be written: File too large\n  hint: check the folder's permissions" in said
    assert "Traceback" not in said and len(said.splitlines()) < 40
    now = pdfs(bench.out)
    assert [name for name in now if now[name] not in (old[name], new[name])] == []
    assert drafts(bench) == []
    finish(bench)


def test_a_disk_without_room(bench: Bench, start: Callable[..., Running]) -> None:
    bench.out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "clinicpress-test", bench.out]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk cannot be made here")
    try:
        running = start()
        _, said = running.communicate()
        assert running.returncode == 1
        assert "the file cannot be written: No space left on device" in said
        assert "Traceback" not in said
        clean = bench.clean()
        assert [name for name, content in pdfs(bench.out).items() if content != clean[name]] == []
    finally:
        subprocess.run(["umount", bench.out], check=True)


OBSTACLES = {
    "a file above the folder": ("..", False),
    "a file for our own folder": (HIDDEN, False),
    "a file for the drafts": (f"{HIDDEN}/{DRAFTS}", False),
    "a file for the plates": (f"{HIDDEN}/{PLATES}", False),
    "a folder for the state": (f"{HIDDEN}/{STATE}", True),
    "a folder for the manifest": ("manifest.json", True),
    "a file for a clinic": ("one", False),
    "a folder for a pdf": ("one/en/large/breathing-handout.pdf", True),
}


@pytest.mark.parametrize("what", OBSTACLES)
def test_what_cannot_be_written_is_told_once(small: Bench, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Instead of taking permissions away, which does not stop root."""
    name, folder = OBSTACLES[what]
    if name == "..":
        (small.root / "file").write_bytes(b"")
        small.root.joinpath("build").symlink_to(small.root / "file" / "build")
    else:
        (small.out / name).parent.mkdir(parents=True, exist_ok=True)
        (small.out / name / "held").mkdir(parents=True) if folder else (small.out / name).write_bytes(b"")
    assert small.build() == 1
    said = capsys.readouterr().err
    assert "the file cannot be written: " in said
    assert 1 <= said.count(": error: ") <= 5
    assert "Traceback" not in said and "fault of clinicpress" not in said


def test_a_lock_that_cannot_be_taken_stops_nobody(small: Bench) -> None:
    (small.out / HIDDEN / LOCK).mkdir(parents=True)
    assert small.build() == 0
    small.assert_clean()


def test_what_cannot_be_removed_is_told(small: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert small.build() == 0
    (small.root / "clinics/two.yaml").unlink()
    file = small.out / "two/en/large/breathing-handout.pdf"
    file.unlink()
    (file / "held").mkdir(parents=True)
    assert small.build("--prune") == 1
    said = capsys.readouterr().err
    assert f"{file}:1:1: error: the file cannot be removed: " in said
    assert "Traceback" not in said
    shutil.rmtree(file)
    assert small.build("--prune") == 0
    small.assert_clean()
