"""The watch: what is saved is made anew, problems are shown and mended, and nothing stale is left."""

from __future__ import annotations

import multiprocessing
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from clinicpress.building.freshness import is_unchanged
from clinicpress.building.telling import tell_round
from clinicpress.building.watch import Lookout, Round, Rounds
from clinicpress.content.edition import Wanted
from clinicpress.ground.stamps import HIDDEN
from clinicpress.workspace.disk import SHIPPED
from clinicpress.workspace.files import DRAFTS
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.folders import EXAMPLE, HEEDED, Bench, call, inheriting, shown, stamps, write
from tests.whole.changes import BLOCKS, BREATHING, CHANGES, STORY, Change, about, change, every

PATIENCE = 60.0
"""Seconds after which a process that says nothing is taken for stuck."""


class Told(Rounds):
    """Rounds that are told as the command line tells them."""

    def build(self) -> Round:
        done = super().build()
        tell_round(done, self.root)
        return done


# Nothing stale ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Rounds]:
    """A workspace that one process watches through all changes."""
    folder = tmp_path_factory.mktemp("watched")
    bench = Bench(folder / "workspace", folder, call)
    write(bench.root, EXAMPLE)
    rounds = Rounds(bench.root, bench.out, Wanted(), workers=2)
    rounds.build()
    rounds.settle()
    return bench, rounds


FRESH = multiprocessing.get_context("forkserver")
FRESH.set_forkserver_preload(["clinicpress.press.press", "clinicpress.press.platemaking", "clinicpress.artwork.vector"])


def fresh_build(bench: Bench) -> dict[str, bytes]:
    """Build the same workspace by a process that has not built anything: this one has kept what we look for."""
    out = bench.aside / "fresh"
    shutil.rmtree(out, ignore_errors=True)
    arguments = ("build", "--workspace", str(bench.root), "--out", str(out), "--jobs", "1")
    process = FRESH.Process(target=call, args=arguments)
    process.start()
    process.join()
    return shown(out)


FACE = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
OTHER_FACE = "source-serif-4/SourceSerif4-Regular.ttf"
SIGHT: dict[str, Change] = {
    **{name: CHANGES[name] for name in ("sentence", "phone", "source", "figure", "logo", "own icon")},
    "theme": CHANGES["own theme that another extends"],
    "story": change(STORY, "</header>", "</header><p>{{ labels.note }}</p>", about("-handout.pdf")),
    "blocks": change(
        BLOCKS, "paragraph|inline }}</p>", "paragraph|inline }}</p><p>{{ labels.note }}</p>", about("-handout.pdf")
    ),
    "layout": change("templates/summary/layout.yaml", "top: 76", "top: 90", about("-summary.pdf", "/large/")),
    "locale": change("templates/locales/en.yaml", "about: About", "about: More about", every),
    "font catalogue": change("fonts/catalog.yaml", FACE, OTHER_FACE, every),
    # Another face under the name of the one that the process knows.
    "font file": Change(f"fonts/{FACE}", f"fonts/{OTHER_FACE}", every),
    # The same face, but not the same file: one byte more at the end.
    "newer font file": Change(f"fonts/{FACE}", f"fonts/{FACE}", every),
}
"""One of each kind of file that a build reads, changed so that one can see it in print."""


@pytest.mark.parametrize("name", SIGHT)
def test_rounds_of_one_process_end_where_a_fresh_one_does(warm: tuple[Bench, Rounds], name: str) -> None:
    bench, rounds = warm
    before, written, changed = shown(bench.out), stamps(bench.out), SIGHT[name]
    if name.endswith("font file"):
        (bench.root / changed.name).parent.mkdir(parents=True, exist_ok=True)
        (bench.root / changed.name).write_bytes((SHIPPED / changed.text).read_bytes() + b"\0")
    else:
        write(bench.root, {changed.name: changed.text})
    rounds.build()
    after, fresh = shown(bench.out), fresh_build(bench)
    assert sorted(fresh) == sorted(after)
    assert [path for path in fresh if after.get(path) != fresh[path]] == []
    seen = {path for path in after if after[path] != before[path]} - {"manifest.json"}
    assert bool(seen) == (name != "newer font file") and seen <= set(filter(changed.made, after))
    made = {path for path, mark in stamps(bench.out).items() if mark != written[path]} - {"manifest.json"}
    assert made == set(filter(changed.made, after)) - {"manifest.json"}
    if changed.name in EXAMPLE:
        write(bench.root, {changed.name: EXAMPLE[changed.name]})
    else:
        (bench.root / changed.name).unlink()
    rounds.build()
    assert [path for path in before if shown(bench.out)[path] != before[path]] == []


# What counts as a change --------------------------------------------------------------------------


@pytest.fixture
def lookout(workspace: Path) -> Lookout:
    write(workspace, {BREATHING.replace("en.yaml", "lungs.svg"): "<svg/>"})
    return Lookout(workspace, workspace / "build")


def touch_all(root: Path) -> None:
    for path in root.rglob("*"):
        os.utime(path, (1, 1))


def save_by_rename(root: Path) -> None:
    (root / "brochures/breathing/.en.yaml.swp").write_text("another", encoding="utf-8")
    (root / BREATHING).rename(root / f"{BREATHING}~")
    write(root, {BREATHING: WORKSPACE[BREATHING]})


def link_to_itself(root: Path) -> None:
    (root / "brochures/again").symlink_to(root / "brochures", target_is_directory=True)


NO_CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "new dates": touch_all,
    "saved by rename, with drafts": save_by_rename,
    "the output folder": lambda root: write(root, {"build/one/en/a.pdf": "%PDF", "build/manifest.json": "{}"}),
    "another file of the workspace": lambda root: write(root, {"notes.txt": "a note", ".git/HEAD": "main"}),
    "an empty folder": lambda root: (root / "brochures/sleep").mkdir(),
}
SAVED: dict[str, Callable[[Path], object]] = {
    "a brochure": lambda root: write(root, {BREATHING: WORKSPACE[BREATHING] + "# ours\n"}),
    "a brochure of the same length": lambda root: write(root, {BREATHING: WORKSPACE[BREATHING].replace("up", "pu")}),
    "a new brochure": lambda root: write(root, {"brochures/sleep/en.yaml": "title: Sleep\n"}),
    "a brochure that is gone": lambda root: shutil.rmtree(root / "brochures/breathing"),
    "a renamed brochure": lambda root: (root / "brochures/breathing").rename(root / "brochures/resting"),
    "a brochure that is a link to another": lambda root: (root / "brochures/resting").symlink_to("breathing"),
    "a folder that is a link to the one around it": link_to_itself,
    "sources": lambda root: write(root, {"brochures/sources.yaml": "{}\n"}),
    "editions": lambda root: write(root, {"editions.yaml": "{}\n"}),
    "no editions": lambda root: (root / "editions.yaml").unlink(),
    "a clinic": lambda root: write(root, {"clinics/two.yaml": "name: Two\n"}),
    "a logo": lambda root: write(root, {"clinics/one/logo.svg": "<svg/>"}),
    "a figure": lambda root: write(root, {"brochures/breathing/lungs.svg": "<svg></svg>"}),
    "the first template": lambda root: write(root, {"templates/handout/more.html.j2": "<p>More</p>"}),
    "the first font": lambda root: write(root, {"fonts/own.ttf": "no font"}),
    "nothing is left": lambda root: shutil.rmtree(root),
}


@pytest.mark.parametrize("what", NO_CHANGES)
def test_what_is_no_change(what: str, lookout: Lookout, workspace: Path) -> None:
    before = lookout.look()
    NO_CHANGES[what](workspace)
    assert lookout.look().files == before.files


@pytest.mark.parametrize("what", SAVED)
def test_what_is_a_change(what: str, lookout: Lookout, workspace: Path) -> None:
    before = lookout.look()
    SAVED[what](workspace)
    # What was saved while nobody was watching is seen as well.
    assert lookout.wait(before, False, quiet=lambda: None).files != before.files


def test_a_quiet_moment_is_told_once_and_changes_end_the_wait(lookout: Lookout, workspace: Path) -> None:
    moments: list[str] = []

    def quiet() -> None:
        moments.append("quiet")
        # Into a folder that is not there yet, nor watched.
        write(workspace, {"clinics/two/logo.svg": "<svg/>"})

    after = lookout.wait(lookout.look(), False, quiet)
    assert [path for path in after.files if path.endswith("clinics/two/logo.svg")]
    assert moments == ["quiet"]


def test_folders_that_the_system_does_not_watch_are_looked_at(
    lookout: Lookout, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where inotify has no more room for us, watchfiles raises this."""
    from watchfiles import _rust_notify

    def refuse(*_: object, **__: object) -> None:
        raise _rust_notify.WatchfilesRustInternalError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.main.RustNotify", refuse)
    monkeypatch.setattr("clinicpress.building.watch.TICK", 0)
    after = lookout.wait(lookout.look(), False, quiet=lambda: write(workspace, {"clinics/two.yaml": "name: Two\n"}))
    assert [path for path in after.files if path.endswith("two.yaml")]


# Rounds -------------------------------------------------------------------------------------------


@pytest.fixture
def rounds(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Rounds:
    made = Told(workspace, workspace / "build", Wanted(), workers=1)
    made.build()
    capsys.readouterr()
    return made


BROKEN = {
    "a key": (BREATHING, lambda text: text.replace("heading:", "headnig:"), f"{BREATHING}:7:5: error: the key"),
    "half a file": (BREATHING, lambda text: text[: text.index("heading") + 3], f"{BREATHING}:8:5: error: "),
    "an empty file": (BREATHING, lambda text: "", f"{BREATHING}:1:1: error: the file is empty"),
    "editions": (
        "editions.yaml",
        lambda text: "editions: {",
        "editions.yaml:1:12: error: a value or a closing bracket is missing",
    ),
    "sources": ("brochures/sources.yaml", lambda text: text.replace("short:", "shrot:"), "sources.yaml:2:3: error: "),
    "clinic": ("clinics/one.yaml", lambda text: text + 'logo: "no.svg"\n', "clinics/one.yaml:5:7: error: "),
}


@pytest.mark.parametrize("what", BROKEN)
def test_problems_are_shown_the_last_pdfs_stay_and_mending_is_said(
    what: str, rounds: Rounds, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, spoil, message = BROKEN[what]
    before, good = shown(rounds.out), (workspace / name).read_text(encoding="utf-8")
    assert len(before) == 3
    for _ in range(2):
        write(workspace, {name: spoil(good)})
        rounds.build()
        said = capsys.readouterr()
        assert message in said.err
        assert "mended" not in said.out
        assert shown(rounds.out) == before
    write(workspace, {name: good})
    rounds.build()
    said = capsys.readouterr()
    assert (said.err, "All problems are mended.\n" in said.out) == ("", True)
    rounds.build()
    assert "mended" not in capsys.readouterr().out
    assert shown(rounds.out) == before


def test_a_brochure_that_was_asked_for_may_go_and_come_back(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(workspace, {"brochures/resting/en.yaml": WORKSPACE[BREATHING]})
    rounds = Told(workspace, workspace / "build", Wanted(slugs=("resting",)), workers=1)
    rounds.build()
    (workspace / "brochures/resting").rename(workspace / "aside")
    capsys.readouterr()
    rounds.build()
    assert "error: there is no brochure “resting”" in capsys.readouterr().err
    (workspace / "aside").rename(workspace / "brochures/resting")
    rounds.build()
    assert "All problems are mended." in capsys.readouterr().out


def test_files_that_no_job_makes_any_more_are_named_once(
    rounds: Rounds, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "clinics/one.yaml").unlink()
    rounds.build()
    assert "No job makes 1 of the files any more" in capsys.readouterr().err
    write(workspace, {BREATHING: WORKSPACE[BREATHING].replace("Sit", "Stand")})
    rounds.build()
    assert capsys.readouterr().err == ""


def test_after_a_quiet_moment_the_next_build_ends_at_once(rounds: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    kept = replace(rounds, words="this one")
    kept.build()
    assert is_unchanged(rounds.out / HIDDEN, "this one") is None
    kept.settle()
    assert is_unchanged(rounds.out / HIDDEN, "this one") == 2


# A process ----------------------------------------------------------------------------------------


class Watching:
    """`build --watch` in a process of its own, heard line by line."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, str(ROOT / "generate.py"), "build", "--watch"]
        folders = ["--workspace", str(root), "--out", str(root / "build")]
        with inheriting(HEEDED):
            self.process = subprocess.Popen(
                [*command, *folders], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
            )
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put("")

    def until(self, last: str) -> list[str]:
        """Return the lines up to one that holds these words; fails where none comes."""
        heard: list[str] = []
        while not heard or last not in heard[-1]:
            try:
                heard.append(self._lines.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError(f"“{last}” was never said, only {heard}") from None
            assert heard[-1] or self.process.poll() is None, heard
        return heard

    def round(self, awaited: str) -> str:
        """Return the next round that says some words: a look at the files may fall into the middle of a save."""
        said = ""
        while awaited not in said:
            said = "\n".join(self.until("Ctrl-C ends it"))
        return said

    def end(self, number: int) -> int:
        """Send a signal; returns the exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def watching(workspace: Path) -> Iterator[Watching]:
    process = Watching(workspace)
    yield process
    process.close()


HOUSE = "house/en/standard/breathing-handout.pdf"


def test_a_session(watching: Watching, workspace: Path) -> None:
    out = workspace / "build"
    watching.round(HOUSE)
    first = (out / HOUSE).read_bytes()

    write(workspace, {BREATHING: WORKSPACE[BREATHING].replace("Sit upright", "Sit down")})
    watching.round(HOUSE)
    second = (out / HOUSE).read_bytes()
    assert second != first

    write(workspace, {BREATHING: WORKSPACE[BREATHING].replace("heading:", "headnig:")})
    said = watching.round(f"{BREATHING}:8:5: error: unknown key “headnig”\n  hint: did you mean “heading”?")
    assert "2 not made because of the problems above; their last PDFs were left as they were." in said
    assert (out / HOUSE).read_bytes() == second

    touch_all(workspace / "clinics")
    save = workspace / "brochures/breathing/.saving"
    save.write_text(WORKSPACE[BREATHING], encoding="utf-8")
    save.rename(workspace / BREATHING)
    assert "error:" not in watching.round("All problems are mended.")
    assert (out / HOUSE).read_bytes() == first

    write(workspace, {"clinics/two.yaml": "name: Test Clinic Two\n"})
    assert HOUSE not in watching.round("two/en/standard/breathing-handout.pdf")

    out.rename(workspace / "gone")
    watching.round("two/en/standard/breathing-handout.pdf")
    assert (out / HOUSE).read_bytes() == first

    end(watching, workspace, signal.SIGINT)


def test_a_session_that_is_ended_by_the_system(watching: Watching, workspace: Path) -> None:
    watching.round(HOUSE)
    end(watching, workspace, signal.SIGTERM)


def end(watching: Watching, workspace: Path, ending: signal.Signals) -> None:
    assert watching.end(ending) == 0
    assert watching.until("Watching has ended.") == ["Watching has ended."]
    assert not list((workspace / "build" / HIDDEN / DRAFTS).iterdir())


@pytest.mark.parametrize(
    "arguments",
    [["--json"], ["--prune"], ["--explain"], ["--cluster", "tcp://127.0.0.1:9"], ["--out", "memory://a"], ["breathin"]],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str], press: Callable[..., Finished], workspace: Path) -> None:
    finished = press("build", "--watch", *arguments)
    assert finished.status == 2
    assert finished.err.startswith("error: ")
    assert not (workspace / "build").exists()
