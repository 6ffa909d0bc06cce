"""Who may come in, and by which address."""

from __future__ import annotations

import pytest

from clinicpress.frontdesk.admission import Admission, is_loopback, own_address, own_names


@pytest.mark.parametrize(
    ("host", "bound", "port", "address", "named", "reached", "base"),
    [
        ("127.0.0.1", "127.0.0.1", 8400, "", "127.0.0.1:8400", "127.0.0.1", "http://127.0.0.1:8400"),
        ("127.0.0.1", "127.0.0.1", 8400, "", "127.0.0.1", "127.0.0.1", ""),
        ("127.0.0.1", "127.0.0.1", 80, "", "localhost", "127.0.0.1", "http://localhost"),
        ("::1", "::1", 8400, "", "[::1]:8400", "::1", "http://[::1]:8400"),
        ("desk.test", "192.168.1.7", 8400, "", "desk.test:8400", "192.168.1.7", "http://desk.test:8400"),
        ("0.0.0.0", "0.0.0.0", 8400, "", "192.168.1.7:8400", "192.168.1.7", "http://192.168.1.7:8400"),
        ("0.0.0.0", "0.0.0.0", 8400, "", "192.168.1.8:8400", "192.168.1.7", ""),
        ("::", "::", 8400, "", "192.168.1.7:8400", "::ffff:192.168.1.7", "http://192.168.1.7:8400"),
        ("::", "::", 8400, "", "[fe80::1]:8400", "fe80::1%eth0", "http://[fe80::1]:8400"),
        ("127.0.0.1", "127.0.0.1", 8400, "https://a.test", "a.test", "127.0.0.1", "https://a.test"),
        ("127.0.0.1", "127.0.0.1", 8400, "https://a.test", "a.test:443", "127.0.0.1", ""),
        ("127.0.0.1", "127.0.0.1", 8400, "https://a.test:8443", "a.test:8443", "127.0.0.1", "https://a.test:8443"),
        ("127.0.0.1", "127.0.0.1", 8400, "https://A.test", "b.test", "127.0.0.1", ""),
    ],
)
def test_the_desk_is_known_by_its_own_addresses(
    host: str, bound: str, port: int, address: str, named: str, reached: str, base: str
) -> None:
    assert Admission.to(host, bound, port, address).base(named, reached) == base


@pytest.mark.parametrize(
    ("bound", "inside"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("0.0.0.0", False), ("::", False), ("10.0.0.1", False)],
)
def test_a_token_is_needed_beyond_this_machine(bound: str, inside: bool) -> None:
    assert is_loopback(bound) is inside
    admission = Admission.to(bound, bound, 8400)
    assert (admission.token == "") is inside
    assert len(admission.token) in (0, 32)


def test_a_token_is_compared_as_a_whole() -> None:
    admission = Admission.to("0.0.0.0", "0.0.0.0", 8400)
    assert admission.knows(admission.token)
    for wrong in ("", admission.token[:-1], admission.token + "x", "é", "\udcff", "x" * 100_000):
        assert not admission.knows(wrong)
    assert admission.token != Admission.to("0.0.0.0", "0.0.0.0", 8400).token


def test_this_machine_has_a_name_and_an_address() -> None:
    assert all(name and name == name.lower() for name in own_names())
    assert own_address() not in ("", "0.0.0.0")
