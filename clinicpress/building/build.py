"""The building as one call: plans what must be made, makes it, keeps account, and returns the facts.

Nothing is printed here, and nothing is asked of a terminal: the command line, the watch and programs
of others use the same call, or the pieces that it is made of.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from clinicpress.building.account import Account, account_of
from clinicpress.building.freshness import KEYS, key_of_build
from clinicpress.building.plan import Plan
from clinicpress.building.workbench import Progress, Run, run_jobs, unwatched
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted
from clinicpress.ground.problems import UsageError
from clinicpress.workspace.disk import Disk


def build(
    workspace: Path,
    out: str | Path,
    wanted: Wanted = Wanted(),
    *,
    workers: int = 1,
    cluster: str = "",
    force: bool = False,
    prune: bool = False,
    words: str = "",
    progress: Progress = unwatched,
) -> Account:
    """Make the PDFs of a workspace that are wanted, unless they are as they should be; returns what was done.

    They go to the folder `out`, or with a `cluster`, the address of a Dask scheduler, also to a URL; without
    one they are made by up to `workers` processes. `force` makes all of them anew, and `prune` removes files
    of earlier builds that no job makes any more. `words` is another key by which the next build may ask
    whether anything has changed, beside what is asked for here; see `freshness`. `progress` is handed what
    becomes of each job.

    What is wrong with a job is in the account, and the other jobs are done; so is what cannot be removed.
    Raises UsageError for what is wanted and does not exist, or for a cluster that cannot be used; InputProblems
    where editions.yaml cannot be read, or the output folder cannot be written to.
    """
    catalog = Catalog(Disk(workspace))
    plan, run = _on_cluster(catalog, str(out), wanted, force, cluster) or (
        Plan(catalog, Path(out), wanted, force),
        partial(run_jobs, catalog, out=Path(out), workers=workers),
    )
    account = carry_out(plan, run, str(out), progress)
    if prune:
        account = account.after(plan.prune())
    if not account.problems:
        plan.keep_state(keys_of(workspace, out, wanted, words))
    return account


def carry_out(plan: Plan, run: Run, out: str, progress: Progress = unwatched) -> Account:
    """Make what a plan says is to be made; `out` is what its output folder is called."""
    if not plan.reasons:
        return account_of(plan, [], out)
    with closing(plan.run(run)) as running:
        # The plan knows what was made.
        failed = [outcome for outcome in progress(running, len(plan.reasons)) if not outcome.good]
    return account_of(plan, failed, out)


def keys_of(workspace: Path, out: str | Path, wanted: Wanted, words: str = "") -> str:
    """Return the keys under which the state of a build is kept, for others that ask for the same."""
    return KEYS.join(filter(None, [key_of_build(workspace, out, *wanted), words]))


def _on_cluster(catalog: Catalog, out: str, wanted: Wanted, force: bool, address: str) -> tuple[Plan, Run] | None:
    """Return the plan of a build by a cluster, and what runs its jobs; None where none is asked for."""
    if not address:
        if "://" in out:
            raise UsageError(f"only the workers of a cluster write to a URL such as {out}: add --cluster ADDRESS")
        return None
    try:
        from clinicpress.building import cluster
    except ImportError as error:
        raise UsageError(f"--cluster needs Dask ({error}): pip install 'clinicpress[cluster]'") from error
    plan = cluster.start_build(catalog, out, wanted, force)
    return plan, partial(cluster.run_jobs, catalog, out=out, address=address)
