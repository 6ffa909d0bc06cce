"""Measures the front desk: many clients at once, memory, killed workers, half-sent requests, and its peers.

    python benchmarks/desk.py --json build/desk.json --write-docs

A real desk is served for hundreds of sample clinics, on 127.0.0.1 alone. Fifty clients ask for pages, PDFs
and pictures without a pause; each PDF must have the bytes that `build` wrote. Then workers are killed and a
clinic's file is saved again and again meanwhile. At last a file that is in memory is compared with nginx and
Starlette's StaticFiles, in turns. All of it ends by itself; `--quick` takes half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import yaml
from content import ROOT, SLUGS, CannotMeasure
from desk_clients import Tally, Wish, crowd, half_open, one_after_another
from results import DESK, add_options, keep_section, obtain
from samples import sample, write_workspace

PAGE = ROOT / "docs/performance.md"
CLIENTS = 50
HALF_OPEN = 600
EDITIONS: dict[str, Any] = {
    "standard": {"theme": "calm", "paper": "letter", "layouts": ["handout", "summary"]},
    "large-print": {"theme": "large-print", "paper": "letter", "layouts": ["handout"], "label": "large_print"},
}
MOST_FIRST = 120.0
"""Seconds that the desk has at most to make each file for the first time."""
COVERS = 60
KILL_EVERY = 10.0
SAVE_EVERY = 4.0
GROWTH = 1.1
"""More memory at the end than in the middle would be a leak, but for what chance does."""
SPREAD = 10
WITHIN = 10.0
"""Seconds within which others are answered beside half-sent requests."""
MB = 1024 * 1024
STATIC = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
app = Starlette(routes=[Mount("/", StaticFiles(directory=sys.argv[1]))])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), http="httptools", log_level="critical", access_log=False)
"""
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ application/pdf pdf; }}
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
server {{ listen 127.0.0.1:{port}; root {root}; }} }}
"""


# Processes ----------------------------------------------------------------------------------------


def descendants(pid: int) -> list[int]:
    """List the processes that a process has begun, and those that these have."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text(encoding="ascii").split()):
            found += [child, *descendants(child)]
    return found


def resident(pid: int) -> float:
    """Return the memory of a process that it shares with nobody, in MB, and its share of the rest (PSS)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def worked(pid: int) -> float:
    """Return how many seconds a process has worked."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def workers_of(pid: int) -> list[int]:
    """List the desk's workers: those that the server of forks has begun."""
    servers = [child for child in descendants(pid) if descendants(child)]
    return [worker for server in servers[:1] for worker in descendants(server) if "forkserver" in command(worker)]


def command(pid: int) -> str:
    """Return how a process was called."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def memory(pid: int) -> dict[str, float]:
    """Return the memory of the desk's own process and of all its others, in MB."""
    return {"server": round(resident(pid), 1), "others": round(sum(map(resident, descendants(pid))), 1)}


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """End a process with the block."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens at."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answering(port: int) -> None:
    """Wait until somebody listens at a port; raises CannotMeasure where nobody does."""
    import socket

    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CannotMeasure(f"nobody answers at port {port}")


# What is asked for ----------------------------------------------------------------------------------


class Wishes:
    """Chooses what clients ask for, and knows what is right."""

    def __init__(self, out: Path, clinics: int) -> None:
        self.files = {path: (out / path).read_bytes() for path in self._paths(clinics)}
        self.paths = list(self.files)
        self.clinics = clinics
        self.saved: set[str] = set()
        """Clinics whose files are changed meanwhile."""

    @staticmethod
    def _paths(clinics: int) -> list[str]:
        kinds = [(edition, layout) for edition, spec in EDITIONS.items() for layout in spec["layouts"]]
        ids = [sample(number)[0] for number in range(1, clinics + 1)]
        return [
            f"{each}/en/{edition}/{slug}-{layout}.pdf" for each in ids for slug in SLUGS for edition, layout in kinds
        ]

    def each_once(self) -> Callable[[random.Random], Wish | None]:
        """Return what chooses each PDF and each picture once, and then nothing more."""
        left = [self._pdf(path) for path in self.paths] + [self._picture(path) for path in self.paths[:COVERS]]
        random.Random(15).shuffle(left)
        return lambda _: left.pop() if left else None

    def _pdf(self, path: str) -> Wish:
        clinic = path.split("/", 1)[0]
        return Wish("pdf", f"/pdf/{path}", lambda body: body == self.files[path] or clinic in self.saved)

    @staticmethod
    def _picture(path: str) -> Wish:
        return Wish("picture", f"/picture/{path}/1.png", lambda body: body.startswith(b"\x89PNG"))

    def choose(self, chance: random.Random) -> Wish:
        """Choose what to ask for: mostly PDFs."""
        path = chance.choice(self.paths)
        clinic = path.split("/", 1)[0]
        dice = chance.random()
        if dice < 0.1:
            return Wish("shelf", f"/?clinic={clinic}", lambda body: b"Ketamine in Pain Relief" in body)
        if dice < 0.2:
            return Wish("brochure", f"/b/{chance.choice(SLUGS)}/en?clinic={clinic}", lambda body: b"<html" in body)
        if dice < 0.3:
            # Covers are looked at again and again, but seldom those of all clinics.
            return self._picture(chance.choice(self.paths[:COVERS]))
        return self._pdf(path)


# Measuring ------------------------------------------------------------------------------------------


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Measure all; raises CannotMeasure where something does not work at all."""
    if not Path("/proc/self/smaps_rollup").exists():
        raise CannotMeasure("memory can be read on Linux only")
    seconds, clinics = (10.0, 60) if options.quick else (60.0, 320)
    with tempfile.TemporaryDirectory(prefix="desk-") as name, ExitStack() as stack:
        folder = Path(name)
        root, out = folder / "workspace", folder / "out"
        write_workspace(root, range(1, clinics + 1))
        (root / "editions.yaml").write_text(yaml.safe_dump({"editions": EDITIONS}))
        subprocess.run(
            [sys.executable, str(ROOT / "generate.py"), "build", "--workspace", str(root), "--out", str(out)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        wishes = Wishes(out, clinics)
        told = stack.enter_context((folder / "told").open("w"))
        desk = stack.enter_context(
            ended(
                subprocess.Popen(
                    [sys.executable, str(ROOT / "generate.py"), "serve", "--workspace", str(root), "--port", "0"],
                    stdout=subprocess.PIPE,
                    stderr=told,
                    text=True,
                )
            )
        )
        assert desk.stdout is not None
        address = next(word for word in desk.stdout.readline().split() if word.startswith("http"))
        port = int(address.rstrip("/").rpartition(":")[2])
        result: dict[str, Any] = {
            "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]},
            "clinics": clinics,
            "jobs": len(wishes.paths),
            "seconds": seconds,
        }
        begun = time.monotonic()
        first = asyncio.run(crowd(port, CLIENTS, MOST_FIRST, wishes.each_once()))
        result["first"] = _figures(first, time.monotonic() - begun)
        result["crowd"] = asyncio.run(_crowd(desk.pid, port, seconds, wishes))
        result["killed"] = asyncio.run(_killed(desk.pid, port, seconds, wishes, root))
        closed, slowest, others = asyncio.run(half_open(port, HALF_OPEN, 12.0))
        result["half open"] = {"held": HALF_OPEN, "closed": closed, "slowest": slowest, "others": others}
        result["peers"] = _peers(folder, out, port, desk.pid, wishes.paths[0], 400 if options.quick else 2000)
        told.flush()
        result["told"] = (folder / "told").read_text(encoding="utf-8")[:2000]
    return result


def _figures(tally: Tally, seconds: float) -> dict[str, Any]:
    def said(took: list[float]) -> dict[str, float]:
        return {
            "answers": len(took),
            "p50": round(median(took) * 1000, 2),
            "p95": round(quantiles(took, n=20)[-1] * 1000, 2),
            "most": round(max(took) * 1000, 1),
        }

    return {
        "answers a second": round(len(tally.all_seconds) / seconds, 1),
        "errors": tally.errors[:20],
        "count of errors": len(tally.errors),
        "all": said(tally.all_seconds),
        **{kind: said(took) for kind, took in sorted(tally.seconds.items())},
    }


async def _crowd(pid: int, port: int, seconds: float, wishes: Wishes) -> dict[str, Any]:
    remembered = {"start": memory(pid)}

    async def look() -> None:
        await asyncio.sleep(seconds / 2)
        remembered["middle"] = memory(pid)

    looking = asyncio.create_task(look())
    tally = await crowd(port, CLIENTS, seconds, wishes.choose)
    await looking
    remembered["end"] = memory(pid)
    return {**_figures(tally, seconds), "memory": remembered}


async def _killed(pid: int, port: int, seconds: float, wishes: Wishes, root: Path) -> dict[str, Any]:
    """Kill a worker again and again while clinics' files are saved, so that there is work for them."""
    killed = []
    chance = random.Random(15)

    async def kill() -> None:
        while True:
            await asyncio.sleep(min(KILL_EVERY, seconds / 4))
            if workers := workers_of(pid):
                killed.append(worker := chance.choice(workers))
                os.kill(worker, signal.SIGKILL)

    async def save() -> None:
        number = 0
        while True:
            await asyncio.sleep(SAVE_EVERY)
            clinic, text = sample(number := number + 1)
            wishes.saved.add(clinic)
            (root / f"clinics/{clinic}.yaml").write_text(text.replace("tagline: ", "tagline: Saved. "))

    harm = [asyncio.create_task(kill()), asyncio.create_task(save())]
    tally = await crowd(port, CLIENTS, seconds, wishes.choose)
    for each in harm:
        each.cancel()
    await asyncio.gather(*harm, return_exceptions=True)
    return {**_figures(tally, seconds), "killed": len(set(killed)), "memory": {"end": memory(pid)}}


def _peers(folder: Path, out: Path, port: int, pid: int, path: str, count: int) -> dict[str, Any]:
    """Ask for one file, in turns, of the desk, which has it in memory, of nginx and of StaticFiles."""
    size = (out / path).stat().st_size
    with ExitStack() as stack:
        sides = {"clinicpress": (port, f"/pdf/{path}", [pid])}
        static = free_port()
        running = stack.enter_context(
            ended(subprocess.Popen([sys.executable, "-c", STATIC, str(out), str(static)], text=True))
        )
        answering(static)
        sides["StaticFiles"] = static, f"/{path}", [running.pid]
        if nginx := shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
            listening = free_port()
            conf = folder / "nginx.conf"
            conf.write_text(NGINX.format(folder=folder, root=out, port=listening))
            # Its worker is another user's where it is started as root, and must get at the files.
            folder.chmod(0o755)
            running = stack.enter_context(
                ended(subprocess.Popen([nginx, "-e", str(folder / "nginx.log"), "-c", str(conf)], text=True))
            )
            answering(listening)
            sides["nginx"] = listening, f"/{path}", [running.pid, *descendants(running.pid)]
        took: dict[str, list[float]] = {name: [] for name in sides}
        spent = dict.fromkeys(sides, 0.0)
        for at in range(5):
            for name in list(sides)[at % len(sides) :] + list(sides)[: at % len(sides)]:
                there, asked, pids = sides[name]
                before = sum(map(worked, pids))
                took[name] += one_after_another(there, asked, count // 5, size)
                spent[name] += sum(map(worked, pids)) - before
        return {
            name: {
                "p50": round(median(took[name]) * 1000, 3),
                "p95": round(quantiles(took[name], n=20)[-1] * 1000, 3),
                "worked": round(spent[name] / len(took[name]) * 1000, 3),
            }
            for name in sides
        } | {"bytes": size, "asked": count}


# Telling --------------------------------------------------------------------------------------------


def goals(result: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Return what was to be shown: the goal, its limit, what was measured, and whether it was met."""
    many, killed, half = result["crowd"], result["killed"], result["half open"]
    spread = many["all"]["p95"] / many["all"]["p50"]
    sums = {when: sum(each.values()) for when, each in many["memory"].items()}
    growth = sums["end"] / sums["middle"]
    return [
        (f"{CLIENTS} clients: errors", "0", str(many["count of errors"]), not many["errors"]),
        ("p95 over p50", f"below {SPREAD}", f"{spread:.1f}", spread < SPREAD),
        ("memory, end over middle", f"below {GROWTH}", f"{growth:.2f}", growth < GROWTH),
        (f"{killed['killed']} workers killed: errors", "0", str(killed["count of errors"]), not killed["errors"]),
        (
            f"{half['held']} half-sent requests: slowest answer to others",
            f"below {WITHIN:g} s",
            f"{half['slowest']:.2f} s",
            half["slowest"] < WITHIN,
        ),
        ("half-sent requests closed", str(half["held"]), str(half["closed"]), half["closed"] == half["held"]),
    ]


def section(result: dict[str, Any]) -> str:
    """Set the figures as a section of the page about performance."""
    many, killed, peers, machine = result["crowd"], result["killed"], dict(result["peers"]), result["machine"]
    size, asked = peers.pop("bytes"), peers.pop("asked")
    lines = [
        DESK,
        "",
        "Printed by `benchmarks/desk.py --write-docs`; don't edit it here.",
        "",
        f"`serve` had a workspace of {result['clinics']:,} sample clinics, two brochures and three products, which is",
        f"{result['jobs']:,} PDFs, on the same {machine['cores']} cores as the {CLIENTS} clients and other work "
        f"on them (load {machine['load']:.1f} when it began).",
        f"First they asked for each PDF and {COVERS} covers once, and the desk made them. Then they asked for",
        f"{result['seconds']:g} s without a pause, seven times in ten for a PDF; then the same again, while a worker",
        f"was killed every {KILL_EVERY:g} s and a clinic's file saved every {SAVE_EVERY:g} s. Each PDF was compared",
        "with what `build` had written.",
        "",
        "| | answers | a second | errors | p50, ms | p95, ms | most, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for phase, said in (("first", "made for the first time"), ("crowd", "undisturbed"), ("killed", "killed and saved")):
        each, every = result[phase], result[phase]["all"]
        cells = (each["answers a second"], each["count of errors"], every["p50"], every["p95"], every["most"])
        lines.append(f"| {said} | {every['answers']:,} | {' | '.join(f'{cell:,g}' for cell in cells)} |")
    for kind in ("pdf", "picture", "shelf", "brochure"):
        one = many[kind]
        often = one["answers"] / result["seconds"]
        lines.append(
            f"| undisturbed: {kind} | {one['answers']:,} | {often:,.1f} | | {one['p50']:,g} | {one['p95']:,g} "
            f"| {one['most']:,g} |"
        )
    lines += [
        "",
        f"That is {many['answers a second']:,g} answers a second undisturbed, "
        f"{killed['answers a second']:,g} disturbed.",
        "",
        "| memory, MB | start | middle | end | after the killing |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for who in ("server", "others"):
        held = [
            each["memory"][when][who]
            for each, when in ((many, "start"), (many, "middle"), (many, "end"), (killed, "end"))
        ]
        lines.append(f"| {who} | {' | '.join(f'{each:.0f}' for each in held)} |")
    lines += [
        "",
        f"One PDF of {size:,} bytes, in the desk's memory, {asked:,} times on one connection, in turns; “worked” is",
        "what the server's processor did for each:",
        "",
        "| one file, milliseconds | p50 | p95 | worked |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {each['p50']} | {each['p95']} | {each['worked']} |" for name, each in peers.items()),
    ]
    if "nginx" not in peers:
        lines += ["", "There was no nginx on this machine."]
    lines += ["", "| goal | limit | measured | outcome |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {goal} | {limit} | {got} | {'met' if met else 'missed'} |" for goal, limit, got, met in goals(result)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, tell, and end with status 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few clinics, few seconds: to try it")
    add_options(parser, PAGE)
    options = parser.parse_args()
    result = obtain(options, lambda: measure(options))
    text = section(result)
    print(text)
    if result["told"]:
        print(f"The desk told:\n{result['told']}", file=sys.stderr)
    print(json.dumps({kind: result[kind]["errors"] for kind in ("crowd", "killed")}), file=sys.stderr)
    keep_section(options, result, text, PAGE)
    sys.exit(not all(met for *_, met in goals(result)))


if __name__ == "__main__":
    main()
