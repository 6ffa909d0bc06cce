"""What the tests of the whole press share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.verapdf import Referee


@pytest.fixture(scope="session")
def referee(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Referee]:
    """veraPDF, in one process for all tests."""
    begun = Referee(tmp_path_factory.mktemp("referee"))
    yield begun
    begun.end()
