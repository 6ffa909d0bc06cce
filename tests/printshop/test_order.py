"""The order: what makes no sense is told before anything is read, and nothing that is read is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.ground.problems import UsageError
from clinicpress.printshop.order import Order, goals

A, B = Path("a/one.pdf"), Path("b/one.pdf")


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (Order(sheet="a3"), "--sheet says what pages share: say how"),
        (Order(scheme="booklet", sheet="tabloyd"), "there is no sheet called “tabloyd”; did you mean “tabloid”?"),
        (Order(marks=True), "--marks says where to cut: it needs"),
        (Order(purpose="grey", marks=True), "--marks says where to cut: it needs"),
        (Order(profile="gracol"), "--profile is about the inks of a press: it needs --for press"),
        (Order(purpose="grey", spot=False), "--spot is about the inks of a press: it needs --for press"),
    ],
    ids=str,
)
def test_parts_that_contradict_each_other_are_told(order: Order, told: str) -> None:
    with pytest.raises(UsageError, match="^" + told.replace("?", "[?]")):
        order.check()


@pytest.mark.parametrize(
    "order",
    [Order(), Order(purpose="press", marks=True, spot=True, profile="gracol"), Order(scheme="repeat", marks=True),
     Order("grey", "booklet", "Ledger"), Order(scheme="n-up", sheet="A3")],
    ids=str,
)  # fmt: skip
def test_what_makes_sense_is_taken(order: Order) -> None:
    order.check()


@pytest.mark.parametrize(
    ("order", "name"),
    [(Order(), "one-office.pdf"), (Order("grey"), "one-grey.pdf"), (Order(scheme="booklet"), "one-booklet.pdf"),
     (Order("press", "n-up"), "one-press-n-up.pdf")],
    ids=str,
)  # fmt: skip
def test_the_new_file_stands_beside_the_old_one(order: Order, name: str) -> None:
    assert goals([A, B], order) == [Path("a") / name, Path("b") / name]


def test_a_file_or_a_folder_may_be_named(tmp_path: Path) -> None:
    other = Path("c/two.pdf")
    assert goals([A], Order(), "new/it.PDF") == [Path("new/it.PDF")]
    assert goals([A, other], Order(), "new/") == [Path("new/one-office.pdf"), Path("new/two-office.pdf")]
    assert goals([A], Order(), str(tmp_path)) == [tmp_path / "one-office.pdf"]


@pytest.mark.parametrize(
    ("files", "out", "told"),
    [
        ([A, Path("c/two.pdf")], "it.pdf", "--out it.pdf is one file, but 2 are to be made: name a folder"),
        ([A], "it.txt", "a PDF is made: call it it.pdf, not “it.txt”"),
        ([A], "a/one.pdf", "a/one.pdf is read, so nothing is written over it"),
        ([A], "a/../a/one.pdf", "a/../a/one.pdf is read, so nothing is written over it"),
        ([Path("x.pdf"), Path("x-office.pdf")], "", "x-office.pdf is read, so nothing is written over it"),
        ([A, B], "new/", "a/one.pdf and b/one.pdf would both be made into new/one-office.pdf: make them one by one"),
    ],
    ids=str,
)
def test_nothing_is_written_over_what_is_read_nor_twice(files: list[Path], out: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        goals(files, Order(), out)
    assert str(error.value).startswith(told)


def test_a_link_to_the_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(b"")
    (tmp_path / "two.pdf").symlink_to(tmp_path / "one.pdf")
    with pytest.raises(UsageError):
        goals([tmp_path / "one.pdf"], Order(), str(tmp_path / "two.pdf"))
