"""Making ready: the bytes that `print` writes, whoever asks, and the same each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.printshop.making import ready
from clinicpress.printshop.order import Order
from clinicpress.readback.reader import read_back
from tests.conftest import Finished
from tests.printshop.pages import pages

ORDERS = {
    "office": Order(),
    "grey": Order(purpose="grey"),
    "booklet": Order(scheme="booklet", sheet="tabloid"),
    "grey-booklet": Order(purpose="grey", scheme="booklet", sheet="tabloid"),
}


@pytest.mark.parametrize("suffix", ORDERS)
def test_what_is_made_ready_is_what_the_command_writes(
    suffix: str, press: Callable[..., Finished], tmp_path: Path
) -> None:
    content = pages(4)
    (tmp_path / "leaflet.pdf").write_bytes(content)
    order = ORDERS[suffix]
    options = [*(["--for", order.purpose] if order.purpose != "office" else [])]
    options += ["--as", order.scheme, "--sheet", order.sheet] if order.scheme else []
    done = press("print", str(tmp_path / "leaflet.pdf"), *options)
    made, told = ready(read_back(content, "another name"), order)
    assert (tmp_path / f"leaflet-{suffix}.pdf").read_bytes() == made
    assert told in done.out
