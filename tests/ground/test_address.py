"""Addresses of links: in ASCII, whatever they were typed in, and untouched where they are."""

from __future__ import annotations

import re
import unicodedata

import idna
import pytest

from clinicpress.ground.address import ascii_address, fault_of

TYPED = {
    "ASCII stays": ("https://Example.org/a%20b?c=d#e", "https://Example.org/a%20b?c=d#e"),
    "punycode stays": ("https://XN--mller-kva.example/%c3%bc", "https://XN--mller-kva.example/%c3%bc"),
    "beside punycode": ("https://xn--mller-kva.BÜRO.example/", "https://xn--mller-kva.xn--bro-hoa.example/"),
    "percent signs stay": ("https://example.org/100%/%zz/ü", "https://example.org/100%/%zz/%C3%BC"),
    "space": ("https://example.org/a b", "https://example.org/a%20b"),
    "dash": ("https://example.org/a–b", "https://example.org/a%E2%80%93b"),
    "signs of no address": ('https://example.org/{a}|"<b>`\\^', "https://example.org/%7Ba%7D%7C%22%3Cb%3E%60%5C%5E"),
    "query and fragment": ("https://example.org?q=ü#ö", "https://example.org?q=%C3%BC#%C3%B6"),
    "upper case": ("https://MÜLLER.example/Ä", "https://xn--mller-kva.example/%C3%84"),
    "sharp s": ("https://fuß.example", "https://xn--fu-hia.example"),
    "capital sharp s": ("https://FUẞ.example", "https://xn--fu-hia.example"),
    "final sigma": ("https://βόλος.example", "https://xn--nxasmm1c.example"),
    "capital sigma": ("https://ΒΌΛΟΣ.example", "https://xn--nxasmq6b.example"),
    "capital sigma at the end": ("https://ΒΌΛΟΣ", "https://xn--nxasmq6b"),
    "joiner": ("https://ශ්\u200dරී.example", "https://xn--10cl1a0b660p.example"),
    "non-joiner": ("https://نامه\u200cای.example", "https://xn--mgba3gch31f060k.example"),
    "soft hyphen": ("https://mül\u00adler.example", "https://xn--mller-kva.example"),
    "Arabic": ("https://موقع.وزارة-الاتصالات.مصر/", "https://xn--4gbrim.xn----ymcbaaajlc6dj7bxne2c.xn--wgbh1c/"),
    "Chinese": ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
    "full width": ("https://ｅｘａｍｐｌｅ．ｏｒｇ/", "https://example.org/"),
    "half-width stop": ("https://a｡ü", "https://a.xn--tda"),
    "decomposed": ("https://mu\u0308ller.example", "https://xn--mller-kva.example"),
    "picture": ("https://💩.example", "https://xn--ls8h.example"),
    "percent signs in a host": ("https://m%C3%BCller.example/", "https://xn--mller-kva.example/"),
    "user and port": ("https://user:ü@müller.example:80/", "https://user:%C3%BC@xn--mller-kva.example:80/"),
    "IPv6": ("http://[2001:db8::1]:80/ü", "http://[2001:db8::1]:80/%C3%BC"),
    "IPv4": ("http://192.0.2.1/ü", "http://192.0.2.1/%C3%BC"),
    "full stop at the end": ("https://müller.example./", "https://xn--mller-kva.example./"),
    "mail": ("mailto:jörg@müller.example", "mailto:j%C3%B6rg@xn--mller-kva.example"),
    "mail with a subject": ("mailto:a@b.example?subject=Für Sie", "mailto:a@b.example?subject=F%C3%BCr%20Sie"),
    "phone": ("tel:+1-555-0100;ext=4", "tel:+1-555-0100;ext=4"),
    "phone in other digits": ("tel:１", "tel:%EF%BC%91"),
}


@pytest.mark.parametrize(("typed", "held"), TYPED.values(), ids=TYPED)
def test_the_host_is_punycode_and_all_else_percent_signs(typed: str, held: str) -> None:
    assert ascii_address(typed) == held
    assert ascii_address(held) == held
    assert fault_of(held) == ""


def test_a_host_is_read_back_as_it_is_written_in_small_letters() -> None:
    """The other way is that of the standard library, which knows no more than RFC 3492."""
    letters = [chr(code) for code in range(0xA0, 0x3000) if unicodedata.category(chr(code)) in ("Ll", "Lo")]
    for letter in letters:
        if idna.uts46_remap(letter, False, False) == letter:
            label = ascii_address(f"https://a{letter}.example")[8:].partition(".")[0]
            assert label.removeprefix("xn--").encode("ascii").decode("punycode") == f"a{letter}"


FAULTS = {
    "https://müller.example/": "not written in ASCII",
    "https://example.org/a b": "space or a control",
    "https://example.org/a\tb": "space or a control",
    "\x00https://example.org": "space or a control",
    "example.org/a": "does not begin with https://",
    "www.example.org": "does not begin with https://",
    "https:": "does not begin with https://",
    "": "does not begin with https://",
    "https://": "names no host",
    "https:///a": "names no host",
    "http:/a": "names no host",
    "https:example.org": "names no host",
    "https://a..b/": "“a..b” is not",
    "https://-a.example/": "“-a.example” is not",
    "https://a%20b.example/": "“a%20b.example” is not",
    "https://exa(mple.org/": "“exa(mple.org” is not",
    f"https://{'a' * 64}.example": "is not",
    f"https://{'a.' * 127}example": "is not",
    "https://[2001:db8::g]/": "“[2001:db8::g]” is not",
    "https://example.org:port/": "is not",
    "mailto:a@": "names no host",
    "mailto:a@-b": "“-b” is not",
}


@pytest.mark.parametrize("address", FAULTS)
def test_what_no_link_can_hold_is_said(address: str) -> None:
    assert FAULTS[address] in fault_of(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://a_b.example/",
        "http://localhost:8080",
        "https://example.org.",
        "https://user@example.org?a@b",
        "ftp://example.org",
        "file:///C:/a.pdf",
        "mailto:?subject=a",
        "mailto:a@b.example,c@d.example",
        "tel:112",
        "urn:isbn:1",
    ],
)
def test_what_programs_follow_has_no_fault(address: str) -> None:
    assert fault_of(address) == ""
    assert re.fullmatch(r"[!-~]+", ascii_address(address))
