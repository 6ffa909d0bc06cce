"""The promise between the walk and the inks: what mixes inks keeps it."""

from __future__ import annotations

from clinicpress.printshop.grey import Greys
from clinicpress.printshop.inking import GREY, Inked, Inking
from clinicpress.printshop.spaces import Tone


def test_greys_keep_the_promise() -> None:
    inking: Inking = Greys()
    assert inking.color(Tone((1.0, 1.0, 1.0)), text=True) == Inked(GREY, (1.0,))
    assert inking.family([Tone((0.0, 0.0, 0.0)), Tone((1.0, 1.0, 1.0))]).values == [(0.0,), (1.0,)]
