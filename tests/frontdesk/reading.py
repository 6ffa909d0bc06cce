"""Reads pages as people do: headings, the names of links, pictures' words, all text."""

from __future__ import annotations

from dataclasses import dataclass, field

from justhtml import JustHTML


@dataclass
class Read:
    """What a page says."""

    text: str = ""
    headings: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """Where each link leads, by its name."""
    pictures: list[str] = field(default_factory=list)
    current: str = ""
    """Which of several ways is shown."""

    def link(self, name: str) -> str:
        """Return where the link leads whose name begins so."""
        return next(address for words, address in self.links.items() if words.startswith(name))


def read(html: str) -> Read:
    """Read a page."""
    page = JustHTML(html, sanitize=False)
    found = Read(" ".join(page.root.to_text().split()))
    for node in page.query("h1, h2"):
        found.headings.append(" ".join(node.to_text().split()))
    for node in page.query("a"):
        name = node.attrs.get("aria-label") or " ".join(node.to_text().split())
        found.links.setdefault(str(name), str(node.attrs.get("href")))
        if node.attrs.get("aria-current"):
            found.current = str(name)
    found.pictures = [str(node.attrs["alt"]) for node in page.query("img") if node.attrs.get("alt")]
    return found
