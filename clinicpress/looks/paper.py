"""Papers: the sheets that pages are printed on, one file each."""

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, did_you_mean
from clinicpress.workspace.schema import Strict, check_node, described
from clinicpress.workspace.workspace import Workspace

TUCK = 8.504
"""3 mm."""


class Paper(Strict):
    """A paper: templates/papers/<name>.yaml."""

    width: float = described("Width in points; 72 points are an inch or 25.4 mm.", ge=288, le=2000)
    height: float = described("Height in points.", ge=288, le=2000)
    tuck: float = described(
        "By how much a panel that is folded in must be narrower than the others, in points.", default=TUCK, ge=0, le=36
    )


def load_paper(workspace: Workspace, name: Unprinted) -> Paper:
    """Read a paper; raises InputProblems, for an unknown one at the place that names it."""
    file = f"templates/papers/{name}.yaml"
    if not workspace.has(file):
        hint = workspace.ending_in_yml(file) or did_you_mean(name, workspace.names("templates/papers", ".yaml"))
        raise InputProblems.one(name.place, f"unknown paper “{name}”", hint)
    return check_node(workspace.read_yaml(file, name.place), Paper)
