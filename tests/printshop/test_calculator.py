"""The calculator of PostScript functions: its words, and what is no program."""

from __future__ import annotations

import pytest

from clinicpress.printshop.calculator import Uncalculable, calculated

WORKED = {
    "{ 2 exch sub }": ([0.5], [1.5]),
    "{ dup mul }": ([3], [9]),
    "{ 1 index sub abs }": ([1, 4], [1, 3]),
    "{ 0.5 gt { 1 } { 0 } ifelse }": ([0.7], [1]),
    "{ dup 0.5 lt { pop 0 } if }": ([0.2], [0]),
    "{ 3 1 roll }": ([1, 2, 3], [3, 1, 2]),
    "{ 3 -1 roll }": ([1, 2, 3], [2, 3, 1]),
    "{ 2 copy add }": ([1, 2], [1, 2, 3]),
    "{ 7 2 idiv -7 2 idiv -7 2 mod }": ([], [3, -3, -1]),
    "{ 30 sin 60 cos 1 1 atan }": ([], [0.5, 0.5, 45]),
    "{ 100 log 9 sqrt 2 3 exp }": ([], [2, 3, 8]),
    "{ 3.5 round 3.7 truncate 3.2 ceiling 3.8 floor cvi }": ([], [4, 3, 4, 3]),
    "{ true false and not 6 3 and 1 4 bitshift }": ([], [1, 2, 16]),
    "{ % a remark\n 1 2 eq { 5 } { 6 } ifelse }": ([], [6]),
}


@pytest.mark.parametrize("program", WORKED)
def test_words_do_what_the_standard_says(program: str) -> None:
    inputs, wanted = WORKED[program]
    assert calculated(program.encode("ascii"), inputs) == pytest.approx(wanted)


@pytest.mark.parametrize(
    "program", ["1 add", "{ add }", "{ 1 0 div }", "{ what }", "{ 1", "{ 9 9 roll }", "{ -1 sqrt }", "{" * 200]
)
def test_what_goes_wrong_is_told(program: str) -> None:
    with pytest.raises(Uncalculable, match="calculation"):
        calculated(program.encode("ascii"), [1.0])
