"""The cluster: jobs printed by the workers of a Dask scheduler instead of by processes of our own.

The workspace travels to the workers as a parcel; the PDFs go to a folder that all machines see, or
to a URL. Workers must have the very engine that we have, or the bytes would differ. The jobs of a
worker that dies are printed by another. Jobs during which workers die again and again are printed
once more, each alone, so that the one to blame is found and the others are made.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
import threading
import traceback
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TypeAlias

from distributed import (
    CancelledError,
    Client,
    Future,
    KilledWorker,
    Security,
    Worker,
    WorkerPlugin,
    connect,
    get_worker,
    wait,
)
from distributed import TimeoutError as TimedOut

from clinicpress.building.depot import Depot, DepotPlan, is_url
from clinicpress.building.parcel import pack, unpack
from clinicpress.building.plan import Plan
from clinicpress.building.workbench import Outcome, Workbench, firsts_and_rest
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.ground.stamps import HIDDEN
from clinicpress.press.engine import identity
from clinicpress.workspace.disk import Disk, on_disk, shipped

BATCH = 25
"""How many jobs a worker is given at a time, at most."""
PATIENCE = 15.0
"""Seconds to wait for a scheduler to answer, and for a worker to join where there is none."""

_ALONE = threading.Lock()
"""A worker may have several threads; a bench, and the folder that it works in, are for one at a time."""


# In the workers -----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def engine_here() -> dict[str, str]:
    """Return what decides about the bytes of a PDF and does not travel: the engine and what ships with it."""
    digest = hashlib.sha256()
    for root, part in product(shipped(), ("fonts", "templates")):
        for file in sorted((root / part).rglob("*")):
            if file.is_file():
                content = hashlib.sha256(file.read_bytes()).digest()
                digest.update(file.relative_to(root).as_posix().encode("utf-8") + b"\0" + content)
    return {**identity(), "fonts and templates": digest.hexdigest()[:16]}


def difference(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Say how a worker's engine differs from ours; nothing where it does not."""
    other = [f"{name} {theirs.get(name)}, here {said}" for name, said in ours.items() if theirs.get(name) != said]
    if not other:
        return ""
    return f"its engine would print other bytes ({'; '.join(other)}): install the same versions on all machines"


@dataclass(frozen=True)
class Order:
    """What a run asks of a worker beside the jobs themselves."""

    name: str
    engine: Mapping[str, str]
    out: str
    """An absolute path that all machines see, or a URL."""

    @property
    def witness(self) -> Path:
        """The file by which a worker knows that it sees the folder that we see."""
        return Path(self.out) / HIDDEN / self.name

    def refusal(self) -> str:
        """Say why this process cannot take part; nothing where it can."""
        if other := difference(engine_here(), self.engine):
            return other
        if is_url(self.out):
            try:
                Depot(self.out)
            except UsageError as error:
                return str(error)
        elif not self.witness.exists():
            return f"it does not see the folder {self.out}: share it with all machines under this path, or give a URL"
        return ""


class Parcel(WorkerPlugin):
    """Brings a workspace to each worker process, those that join later too, and prints its jobs there."""

    def __init__(self, order: Order, packed: bytes) -> None:
        self.name = order.name
        self.order = order
        self.packed = packed
        self._over = False
        self._room = ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._bench: Workbench | None = None
        self._depot: Depot | None = None

    def setup(self, worker: Worker) -> None:
        """Take the worker's folder for temporary files, which Dask clears after one that was killed."""
        self._room = worker.local_directory

    async def teardown(self, worker: Worker) -> None:
        """Stop after the job that is being printed, and leave nothing."""
        self._over = True
        await asyncio.to_thread(self._leave)

    def _leave(self) -> None:
        with _ALONE:
            if self._folder is not None:
                self._folder.cleanup()

    def print(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Print jobs and deliver their files; raises UsageError where this worker cannot take part."""
        with _ALONE:
            bench = self._bench or self._begin()
            bench.forget_told()
            done: list[Outcome] = []
            for job in jobs:
                if self._over:
                    break
                done.append(self._delivered(bench(job), bench.out))
            return done

    def _begin(self) -> Workbench:
        if refusal := self.order.refusal():
            raise UsageError(f"a worker cannot take part: {refusal}")
        self._folder = tempfile.TemporaryDirectory(prefix="clinicpress-", dir=self._room)
        workspace = Path(self._folder.name) / "workspace"
        unpack(self.packed, workspace)
        out = Path(self.order.out)
        if is_url(self.order.out):
            out, self._depot = Path(self._folder.name) / "out", Depot(self.order.out, self.name)
        self._bench = Workbench(Catalog(Disk(workspace)), out)
        return self._bench

    def _delivered(self, outcome: Outcome, out: Path | None) -> Outcome:
        """Bring a file to the depot, where there is one; what it was made of looks otherwise here than there."""
        outcome = outcome._replace(looked="")
        if self._depot is None or out is None or not outcome.good:
            return outcome
        file = out / outcome.job.path
        try:
            return outcome._replace(stamp=self._depot.put(outcome.job.path, file.read_bytes()))
        except InputProblems as error:
            return Outcome(outcome.job, problems=tuple(error.problems))
        finally:
            file.unlink()


def _ask(order: Order) -> str:
    return order.refusal()


def _print(name: str, jobs: Sequence[Job]) -> list[Outcome]:
    parcel = get_worker().plugins.get(name)
    # After the end of its run, a batch that was given up may still come up.
    return parcel.print(jobs) if isinstance(parcel, Parcel) else []


# Here ---------------------------------------------------------------------------------------------


def start_build(catalog: Catalog, out: str, wanted: Wanted, force: bool = False) -> Plan:
    """Plan a build into a folder or to a URL."""
    if is_url(out):
        return DepotPlan(catalog, Depot(out), wanted, force)
    return Plan(catalog, Path(out), wanted, force)


def run_jobs(catalog: Catalog, jobs: Collection[Job], out: str, address: str) -> Generator[Outcome, None, None]:
    """Run jobs on the workers of a scheduler; yields their outcomes as they come.

    Raises UsageError where there is no scheduler, or a worker that cannot take part.
    """
    place = out if is_url(out) else str(Path(out).resolve())
    order = Order(f"cluster-{os.urandom(6).hex()}", engine_here(), place)
    with _joined(address) as client:
        _check_engines(client, order.engine)
        with _delivered(client, order, on_disk(catalog.workspace).root):
            # Where plates are shared, the first job of each comes first, so that no plate is made by two workers.
            first, rest = map(list, ([], jobs) if is_url(out) else firsts_and_rest(catalog, jobs))
            suspects: list[Job] = []
            for part, size in ((first, 1), (rest, BATCH)):
                size = max(1, min(size, len(part) // (4 * len(client.nthreads()) or 1)))
                batches = [part[start : start + size] for start in range(0, len(part), size)]
                for batch, outcomes in _run(client, order, batches):
                    if isinstance(outcomes, KilledWorker):
                        suspects += batch
                    else:
                        yield from outcomes
            for job in suspects:
                for _, outcomes in _run(client, order, [[job]]):
                    yield from [_died(job, outcomes)] if isinstance(outcomes, KilledWorker) else outcomes


def _died(job: Job, error: KilledWorker) -> Outcome:
    return Outcome(job, fault=f"The workers that made it died, {error.allowed_failures + 1} of them, one by one.\n")


@contextmanager
def _joined(address: str) -> Iterator[Client]:
    try:
        # A client that finds no scheduler is slow to be gone, and noisy: knock first.
        asyncio.run(_knock(address))
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no scheduler answers at {address} ({error}); “dask scheduler” starts one and prints its address"
        ) from error
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimedOut as error:
            raise UsageError(
                f"the scheduler at {address} has no workers; “dask worker {address}” starts one"
            ) from error
        yield client
    finally:
        client.close()


async def _knock(address: str) -> None:
    line = await connect(address, timeout=PATIENCE, **Security().get_connection_args("client"))
    await line.close()


def _check_engines(client: Client, ours: Mapping[str, str]) -> None:
    """Compare the engines before anything else of ours is sent, which others might not even understand."""
    try:
        client.run_on_scheduler(identity)
    except ImportError as error:
        raise UsageError(f"the scheduler passes jobs on, and needs clinicpress for that, too ({error})") from error
    for worker, found in sorted(client.run(identity, on_error="return").items()):
        if isinstance(found, OSError):
            continue  # it is gone; if it comes back, it looks at the order before it prints
        if not isinstance(found, dict):
            raise UsageError(f"the worker at {worker} cannot take part: is clinicpress installed there? ({found})")
        if other := difference(found, {name: said for name, said in ours.items() if name in identity()}):
            raise UsageError(f"the worker at {worker} cannot take part: {other}")


@contextmanager
def _delivered(client: Client, order: Order, root: Path) -> Iterator[None]:
    """Bring the workspace to the workers for the time of a run; afterwards none of them prints any more."""
    shared = not is_url(order.out)
    if shared:
        order.witness.parent.mkdir(parents=True, exist_ok=True)
        order.witness.touch()
    try:
        packed = pack(root)
        try:
            client.register_plugin(Parcel(order, packed))
            refusals = client.run(_ask, order)
        except OSError as error:
            raise UsageError(f"the workspace cannot be brought to all workers ({error}); try again") from error
        for worker, refusal in sorted(refusals.items()):
            if refusal:
                raise UsageError(f"the worker at {worker} cannot take part: {refusal}")
        yield
    finally:
        # A scheduler that is gone cannot be told, and has told its workers.
        with suppress(OSError, TimedOut):
            client.unregister_worker_plugin(order.name)
        if shared:
            order.witness.unlink(missing_ok=True)
        else:
            Depot(order.out, order.name).clear_drafts()


Pending: TypeAlias = "Future[list[Outcome]]"
Result: TypeAlias = "list[Outcome] | KilledWorker"


def _run(client: Client, order: Order, batches: Sequence[list[Job]]) -> Iterator[tuple[list[Job], Result]]:
    """Run batches; yields each as it is done, with its outcomes or the deaths that it ended with."""
    waiting: dict[Pending, list[Job]] = {
        client.submit(_print, order.name, batch, pure=False): batch for batch in batches
    }
    try:
        while waiting:
            for future in _done(client, list(waiting)):
                batch = waiting.pop(future)
                yield batch, _result(future, batch)
    finally:
        with suppress(OSError, TimedOut):
            client.cancel(list(waiting))


def _done(client: Client, waiting: list[Pending]) -> set[Pending]:
    """Wait until some are done; raises UsageError where nobody is left to do them."""
    try:
        while True:
            with suppress(TimedOut):
                return set(wait(waiting, timeout=PATIENCE, return_when="FIRST_COMPLETED").done)
            if not client.nthreads():
                raise UsageError("the cluster has no workers any more; what they made is kept, the rest is to be made")
    except (OSError, CancelledError) as error:
        raise UsageError("the scheduler is gone; what was made is kept, the rest is to be made") from error


def _result(future: Pending, batch: list[Job]) -> Result:
    try:
        outcomes: list[Outcome] = future.result()
    except KilledWorker as error:
        return error
    except UsageError:
        raise
    except CancelledError as error:
        raise UsageError("the scheduler is gone; what was made is kept, the rest is to be made") from error
    except Exception:  # noqa: BLE001 - one batch's fault must not stop the others; it is reported
        return [Outcome(job, fault=traceback.format_exc()) for job in batch]
    return outcomes
