"""The depot: an output folder at a URL, such as a bucket, with the account of what is in it.

A build into a depot works on a local folder that stands for it. The manifest is fetched into it,
and so is every file that does not look as it did when it was written: its content is then compared
as that of a local file would be. Afterwards the manifest goes back. There is no lock: of two builds
into one depot at the same moment, the account of one may be lost, and the next build makes its
files anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from weakref import finalize

from fsspec.core import url_to_fs

from clinicpress.building.manifest import MANIFEST
from clinicpress.building.plan import Look, Plan, Pruned
from clinicpress.building.workbench import Outcome
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.ground.problems import InputProblems, Place, UsageError
from clinicpress.ground.stamps import HIDDEN, Stamp
from clinicpress.workspace.files import DRAFTS

STORES = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "r2"}
"""Object stores: what is put there is seen whole or not at all, without our doing."""
TELLING = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated")
"""What file systems say about a file that changes with its content; the first that is said is enough."""
STAMPS = f"{HIDDEN}/stamps.json"

Result = TypeVar("Result")


def is_url(out: str) -> bool:
    """Tell a URL from a path."""
    return "://" in out


class Depot:
    """The files at a URL; every method raises InputProblems where the file system refuses."""

    def __init__(self, url: str, run: str = "") -> None:
        """Find the file system of a URL; raises UsageError where there is none for it."""
        self.url = url.rstrip("/")
        if url.startswith("memory:"):
            raise UsageError(f"{url} is in the memory of one process: others cannot write there")
        try:
            self.files, self.root = url_to_fs(self.url)
        except (ImportError, ValueError) as error:
            raise UsageError(f"files cannot be written to {url}: {error}") from error
        protocols = {self.files.protocol} if isinstance(self.files.protocol, str) else set(self.files.protocol)
        self._seen_whole = bool(protocols & STORES)
        self._drafts = f"{self.root}/{HIDDEN}/{DRAFTS}/{run}"

    def stamps(self) -> dict[str, Stamp]:
        """List the files by path, with a stamp that changes when a file does."""

        def find() -> dict[str, dict[str, Any]]:
            self.files.invalidate_cache()
            try:
                return dict(self.files.find(self.root, detail=True))
            except FileNotFoundError:
                return {}

        found = self._ask("", "the folder cannot be listed", find)
        return {name[len(self.root) + 1 :]: stamp_of(about) for name, about in found.items()}

    def get(self, path: str) -> bytes | None:
        """Return a file's content; None where there is none."""

        def read() -> bytes | None:
            try:
                return bytes(self.files.cat_file(f"{self.root}/{path}"))
            except FileNotFoundError:
                return None

        return self._ask(path, "the file cannot be read", read)

    def put(self, path: str, content: bytes) -> Stamp:
        """Write a file so that it is seen whole or not at all; returns its stamp."""
        target = f"{self.root}/{path}"

        def write() -> Stamp:
            if self._seen_whole:
                self.files.pipe_file(target, content)
            else:
                draft = f"{self._drafts}/{os.urandom(8).hex()}"
                self.files.makedirs(self._drafts, exist_ok=True)
                self.files.makedirs(target.rpartition("/")[0], exist_ok=True)
                self.files.pipe_file(draft, content)
                self.files.mv(draft, target)
            return stamp_of(self.files.info(target))

        return self._ask(path, "the file cannot be written", write)

    def remove(self, path: str) -> None:
        """Remove a file that may be gone already."""

        def remove() -> None:
            with suppress(FileNotFoundError):
                self.files.rm_file(f"{self.root}/{path}")

        self._ask(path, "the file cannot be removed", remove)

    def clear_drafts(self) -> None:
        """Delete what workers that died left half written."""
        if not self._seen_whole:
            with suppress(OSError):
                self.files.rm(self._drafts, recursive=True)

    def _ask(self, path: str, what: str, ask: Callable[[], Result]) -> Result:
        try:
            return ask()
        except Exception as error:  # each file system has its own errors, and few are ours
            said = f"{what}: {error or type(error).__name__}"
            raise InputProblems.one(
                Place(f"{self.url}/{path}"), said, "check the address, the permissions and the network"
            ) from error


def stamp_of(about: Mapping[str, Any]) -> Stamp:
    """Return a file's size and a digest of how else it looks from outside."""
    said = next((f"{name} {about[name]}" for name in TELLING if about.get(name)), os.urandom(8).hex())
    return f"{about['size']} {hashlib.sha256(said.encode('utf-8')).hexdigest()[:16]}"


class DepotPlan(Plan):
    """A build whose files are in a depot."""

    def __init__(self, catalog: Catalog, depot: Depot, wanted: Wanted, force: bool = False) -> None:
        folder = Path(tempfile.mkdtemp(prefix="clinicpress-"))
        finalize(self, shutil.rmtree, folder, True)
        self.depot = depot
        self._local = folder
        self._there = depot.stamps()
        self._kept_stamps = self._known_stamps()
        self._fetch(MANIFEST)
        super().__init__(catalog, folder, wanted, force)

    def _known_stamps(self) -> dict[str, Stamp]:
        try:
            found = json.loads(self.depot.get(STAMPS) or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _look(self, job: Job, path: str, before: Mapping[str, str]) -> Look:
        stamp = self._there.get(path)
        untouched = stamp is not None and stamp == self._kept_stamps.get(path)
        if stamp is not None and not untouched and path in self.manifest:
            self._fetch(path)
        return Look(stamp is not None, untouched)

    def _fetch(self, path: str) -> None:
        content = self.depot.get(path)
        if content is not None:
            self._place(path, content)

    def _place(self, path: str, content: bytes) -> None:
        (self._local / path).parent.mkdir(parents=True, exist_ok=True)
        (self._local / path).write_bytes(content)

    def _note(self, outcome: Outcome) -> None:
        super()._note(outcome)
        if outcome.good:
            self._kept_stamps[outcome.job.path] = outcome.stamp

    def _keep_account(self) -> None:
        # Another build may have written the manifest meanwhile.
        self._fetch(MANIFEST)
        super()._keep_account()
        if self.made:
            self._send_account()

    def _send_account(self) -> None:
        self.depot.put(MANIFEST, (self._local / MANIFEST).read_bytes())
        self._send_stamps()

    def _send_stamps(self) -> None:
        stamps = {path: stamp for path, stamp in sorted(self._kept_stamps.items()) if path in self.manifest}
        self.depot.put(STAMPS, json.dumps(stamps, separators=(",", ":")).encode("utf-8"))

    def keep_state(self, key: str) -> None:
        """Keep the stamps of the files that were looked into and found as they should be."""
        looked = {job.path: self._there[job.path] for job in self.jobs if job not in self.reasons}
        if any(self._kept_stamps.get(path) != stamp for path, stamp in looked.items()):
            self._kept_stamps.update(looked)
            self._send_stamps()

    def prune(self) -> Pruned:
        """Remove the files that no job makes any more, unless somebody changed them."""
        self._fetch(MANIFEST)
        for path in self.strays():
            self._fetch(path)
        pruned = super().prune()
        if pruned.removed:
            self._send_account()
        return pruned

    def _remove(self, path: str) -> None:
        self.depot.remove(path)
        super()._remove(path)
