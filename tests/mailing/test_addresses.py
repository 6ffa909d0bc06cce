"""Addresses: what mail servers take, and what is refused in words that never quote it."""

from __future__ import annotations

import pytest

from clinicpress.mailing.addresses import NotAnAddress, checked


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jane@clinic.example", "jane@clinic.example"),
        ("  jane@clinic.example ", "jane@clinic.example"),
        ("jane@clinic.example\u00a0", "jane@clinic.example"),
        ("Jane.O'Hara+leaflets@Clinic.Example", "Jane.O'Hara+leaflets@clinic.example"),
        ("j@münchen.example", "j@xn--mnchen-3ya.example"),
        ("j@MÜNCHEN.example", "j@xn--mnchen-3ya.example"),
        ("j@xn--mnchen-3ya.example", "j@xn--mnchen-3ya.example"),
        ("j@例え.テスト", "j@xn--r8jz45g.xn--zckzah"),
        ("j@a.b-c.d3e", "j@a.b-c.d3e"),
        (f"{'x' * 64}@clinic.example", f"{'x' * 64}@clinic.example"),
        (f"j@{'a' * 63}.example", f"j@{'a' * 63}.example"),
    ],
    ids=ascii,
)
def test_an_address_is_taken_as_mail_servers_take_it(text: str, address: str) -> None:
    assert checked(text) == address


ONE_ONLY, ALONE, UNSEEN, BEHIND, BEFORE = (
    "one e-mail address only",
    "alone",
    "nobody can see",
    "behind the @",
    "before the @",
)
WRONG = [
    ("", "there is no e-mail address"),
    ("  ", "there is no e-mail address"),
    ("jane", "has no @"),
    ("@clinic.example", "something is missing"),
    ("jane@", "something is missing"),
    ("jane@clinic", "the end of this e-mail address is missing"),
    ("a@b", "the end of this e-mail address is missing"),
    ("jane@clinic.example\nBcc: eve@evil.example", "is one line"),
    ("jane@clinic.example\r\n", "is one line"),
    ("jane@clinic.example\r", "is one line"),
    ("jane@clinic.example,eve@evil.example", ONE_ONLY),
    ("jane@clinic.example; eve@evil.example", ONE_ONLY),
    ("jane@clinic.example eve@evil.example", ONE_ONLY),
    ("jane@eve@clinic.example", ONE_ONLY),
    ("Jane Doe <jane@clinic.example>", ALONE),
    ("<jane@clinic.example>", ALONE),
    ('"jane doe"@clinic.example', ALONE),
    ("jane@[127.0.0.1]", ALONE),
    ("mailto:jane@clinic.example", ALONE),
    ("jane(work)@clinic.example", ALONE),
    ("jane\\@clinic.example", ALONE),
    ("jane doe@clinic.example", "a space"),
    ("jane@clinic .example", "a space"),
    ("jane\u3000@clinic.example", "a space"),
    ("jane\t@clinic.example", UNSEEN),
    ("jane\x00@clinic.example", UNSEEN),
    ("jane@clinic.exam\u200bple", UNSEEN),
    ("jane@\u202eclinic.example", UNSEEN),
    ("\ufeffjane@clinic.example", UNSEEN),
    ("jane\u2028@clinic.example", UNSEEN),
    ("jane@clinic\ud800.example", UNSEEN),
    ("jäne@clinic.example", "a letter such as"),
    (f"{'x' * 65}@clinic.example", "at most 64"),
    ("jane.@clinic.example", BEFORE),
    (".jane@clinic.example", BEFORE),
    ("jane..doe@clinic.example", BEFORE),
    ("jane@clinic..example", BEHIND),
    ("jane@.clinic.example", BEHIND),
    ("jane@clinic.example.", BEHIND),
    ("jane@-clinic.example", BEHIND),
    ("jane@cli_nic.example", BEHIND),
    ("jane@clinic.example/x", BEHIND),
    ("jane@127.0.0.1", BEHIND),
    ("jane@💊.example", BEHIND),
    (f"jane@{'a' * 64}.example", BEHIND),
    (f"jane@{'ü' * 63}.example", BEHIND),
    (f"jane@{'a.' * 124}example", BEHIND),
    (f"{'x' * 64}@{'a' * 63}.{'b' * 63}.{'c' * 63}.example", "too long"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG, ids=lambda text: ascii(text)[:40])
def test_what_is_none_is_refused_in_words_that_never_quote_it(text: str, told: str) -> None:
    with pytest.raises(NotAnAddress) as refused:
        checked(text)
    said = str(refused.value)
    assert told in said
    assert not [word for word in ("jane", "eve@", "xxxx", "aaaa", "evil") if word in said]
    # A traceback tells of what was at work before, too.
    assert (refused.value.__context__, refused.value.__cause__) == (None, None)
