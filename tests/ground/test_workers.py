"""Worker processes: every task has one result, whatever becomes of the worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable

import pytest

from clinicpress.ground.workers import Bounds, Crew

DEADLY = {7, 8, 23, 39}


def doubling() -> Callable[[int], int]:
    def do(task: int) -> int:
        if task in DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * task

    return do


def broken() -> Callable[[int], int]:
    os._exit(3)


def died(task: int, how: str) -> str:
    return f"{task} {how}"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_task_has_one_result_whoever_dies(count: int) -> None:
    crew: Crew[int, object] = Crew(count, doubling)
    try:
        found = list(crew.run(range(40), died))
    finally:
        crew.stop()
    fine = [2 * task for task in range(40) if task not in DEADLY]
    assert sorted(each for each in found if isinstance(each, int)) == fine
    assert {each for each in found if isinstance(each, str)} == {f"{task} killed by signal 9" for task in DEADLY}


def test_each_task_is_told_with_its_own_result() -> None:
    crew: Crew[int, object] = Crew(2, doubling)
    try:
        found = list(crew.paired(range(40), 40, died))
    finally:
        crew.stop()
    assert sorted(task for task, _ in found) == list(range(40))
    assert all(result == (f"{task} killed by signal 9" if task in DEADLY else 2 * task) for task, result in found)


@pytest.mark.parametrize("tasks", [2, 4, 40])
def test_all_workers_are_at_work_at_once_be_the_tasks_few_or_many(tasks: int) -> None:
    meeting = multiprocessing.get_context("fork").Barrier(2)

    def waiting() -> Callable[[int], int]:
        begun = [meeting]

        def do(task: int) -> int:
            # The first task of each worker ends when the other worker has begun one, too.
            while begun:
                begun.pop().wait(10)
            return os.getpid()

        return do

    crew: Crew[int, object] = Crew(2, waiting)
    try:
        found = [result for _, result in crew.paired(iter(range(tasks)), tasks, died)]
    finally:
        crew.stop()
    processes = {each for each in found if isinstance(each, int)}
    assert (len(found), len(processes)) == (tasks, 2)


def test_the_death_of_an_idle_worker_costs_nothing() -> None:
    crew: Crew[int, object] = Crew(2, doubling)
    try:
        assert sorted(map(str, crew.run([1, 2], died))) == ["2", "4"]
        for worker in crew._workers:
            worker.process.kill()
            worker.process.join()
        assert sorted(map(str, crew.run([3, 4], died))) == ["6", "8"]
    finally:
        crew.stop()


def test_workers_that_cannot_begin_are_reported() -> None:
    crew: Crew[int, object] = Crew(2, broken)
    try:
        assert sorted(map(str, crew.run(range(5), died))) == [f"{task} with status 3" for task in range(5)]
    finally:
        crew.stop()


def _work() -> Callable[[int], str]:
    return _task


def _task(number: int) -> str:
    if number == 1:
        threading.Event().wait()
    if number == 2:
        bytearray(1 << 34)
    return f"did {number}"


def test_a_task_that_takes_too_much_is_ended_and_the_others_are_done() -> None:
    crew: Crew[int, str] = Crew(2, _work, Bounds(256 << 20, lambda number: 0.2 if number == 1 else 60))
    try:
        done = sorted(crew.run(range(5), lambda number, how: f"lost {number} {how}"))
    finally:
        crew.stop()
    assert done == ["did 0", "did 3", "did 4", "lost 1 after too long without an answer", "lost 2 with status 1"]
