"""The writer: the elements of a story become the HTML of its page; where a clinic's lines stand, a blank is left.

Each element of the story's language has its way here. What is for paper alone, such as lines to write
on, is in the page, too, and seen when somebody prints it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from clinicpress.artwork.icons import Icon
from clinicpress.artwork.supplies import Supplies
from clinicpress.content.locale import Locale
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import printable, spaced
from clinicpress.ground.problems import InputProblems, did_you_mean
from clinicpress.looks.theme import Theme
from clinicpress.scripts.bidi import base_level
from clinicpress.scripts.bidiclasses import runs_to_the_left
from clinicpress.story.markup import INLINE, WIDTHS, Tag
from clinicpress.webpage.clinicslots import SLOTS
from clinicpress.webpage.markup import closed, icon, opened, picture, worded
from clinicpress.webpage.told import LEAST_LISTED, OWN_IDS, labels_of, listed_headings

FIGURE_PIXELS = 1440
"""The most pixels of a picture's width that are kept: twice those of the column of text."""
_AS_THEY_ARE = frozenset({"section", "header", "p", "dl", "dt", "dd", "tr", "figcaption", "caption", "strong", "em"})
"""Elements that HTML has, too, and that need nothing more."""
_GROUPS = frozenset({"div", "panel", "side", "figures", "beside", "columns", "cell"})
"""Elements that group others."""


@dataclass(frozen=True)
class Blank:
    """A place for something of the clinic."""

    name: str


@dataclass
class Writer:
    """Writes one story."""

    theme: Theme
    locale: Locale
    supplies: Supplies
    out: list[str | Blank] = field(default_factory=list)
    _lists: int = 0
    _heading: str = ""
    """The id of the heading above."""
    _listed: list[Tag] = field(default_factory=list)
    _named: dict[int, str] = field(default_factory=dict)
    """The ids of our own, by the elements that bear them."""
    _turned: bool = False
    """What is written runs to the right on a page that runs to the left."""

    def story(self, root: Tag) -> list[str | Blank]:
        """Write a story; raises InputProblems for what has no place on a screen."""
        self._listed = listed_headings(root)
        self._inside(root)
        return self.out

    # Elements ----------------------------------------------------------------------------------

    def _put(self, *parts: str | Blank) -> None:
        self.out += parts

    def _inside(self, tag: Tag) -> None:
        if not self._runs_to_the_right(tag):
            self._children(tag)
            return
        self._put(opened("bdi", dir="ltr"))
        self._turned = True
        self._children(tag)
        self._turned = False
        self._put(closed("bdi"))

    def _children(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, str):
                self._put(self._text(child))
            else:
                self._element(child)

    def _runs_to_the_right(self, tag: Tag) -> bool:
        """Tell whether a text in foreign letters, such as a reference, stands alone on a page that runs to the left."""
        if not self.locale.rtl or tag.name in INLINE or runs_to_the_left(tag.text):
            return False
        is_text = all(isinstance(kid, str) or kid.name in INLINE for kid in tag.children)
        return is_text and any(char.isalpha() for char in tag.text)

    def _text(self, words: str) -> str:
        locale = self.locale
        glued_words = locale.glued(spaced(printable(words)))
        return worded(glued_words, locale.rtl and not self._turned)

    def _element(self, tag: Tag) -> None:
        name = tag.name
        if name == "t":
            self._inside(tag)
        elif name in _AS_THEY_ARE:
            self._plain(tag, name)
        elif name in _GROUPS:
            self._plain(tag, "div", () if name == "div" else (name,))
        elif name in _OWN_WAYS:
            _OWN_WAYS[name](self, tag)
        # What is left, springs and numbers of pages, means nothing here.

    def _plain(self, tag: Tag, name: str, kinds: tuple[str, ...] = (), **values: str | int | None) -> None:
        """Write an element with all in it."""
        self._put(self._opened(tag, name, kinds, **values))
        self._inside(tag)
        self._put(closed(name))

    def _opened(self, tag: Tag, name: str, kinds: tuple[str, ...] = (), **values: str | int | None) -> str:
        own = tag.attributes
        flags = [flag for flag in ("spare", "hang") if flag in own]
        ruled = ["ruled"] if "rule" in own else []
        said = " ".join([*kinds, *own.get("class", "").split(), *flags, *ruled])
        return opened(name, class_=said or None, id=self._id(tag), lang=own.get("lang"), dir=self._way(tag), **values)

    def _way(self, tag: Tag) -> str | None:
        """Return which way a part in another language runs, where that is not the page's."""
        level = base_level(tag.text) if "lang" in tag.attributes else self.locale.rtl
        return None if level == self.locale.rtl else "rtl" if level else "ltr"

    def _id(self, tag: Tag) -> str | None:
        return tag.attributes.get("id") or self._named.get(id(tag))

    def _name(self, tag: Tag | None) -> str | None:
        """Return the id by which others are called by an element."""
        if tag is not None and "id" not in tag.attributes:
            self._named[id(tag)] = f"{OWN_IDS}{len(self._named) + 1}"
        return self._id(tag) if tag is not None else None

    # Text --------------------------------------------------------------------------------------

    def _heading_of(self, tag: Tag) -> None:
        self._heading = tag.attributes.get("id", "") or self._heading
        named = tag.attributes.get("icon")
        self._put(self._opened(tag, tag.name, ("iconed",) if named else ()))
        if named:
            self._put(self._icon(self.supplies.icons[named], "heading"), opened("span", class_="words"))
        self._inside(tag)
        self._put(closed("span") if named else "", closed(tag.name))

    def _span(self, tag: Tag) -> None:
        if tag.attributes:
            self._plain(tag, "span")
        else:
            self._inside(tag)

    def _link(self, tag: Tag) -> None:
        target = tag.attributes["href"]
        address = target if target.startswith("#") else ascii_address(target)
        cites = tag.attributes.get("class") == "cite"
        label = f"{self.locale.labels.source} {tag.text}" if cites else None
        self._plain(tag, "a", href=address, aria_label=label)

    # Boxes and pictures ------------------------------------------------------------------------

    def _box(self, tag: Tag) -> None:
        """Write a box: a note beside the text, called by its title."""
        name = tag.attributes.get("class", "")
        titled = next((kid for kid in tag.tags() if kid.attributes.get("class", "").endswith("-title")), None)
        kind = "callout" if name.startswith("callout") else "box"
        self._put(self._opened(tag, "div", (kind,), role="note", aria_labelledby=self._name(titled)))
        style = next((box for key, box in self.theme.spec.boxes.items() if key == name), None)
        if style is not None and style.icon is not None:
            self._put(self._icon(self.supplies.icons[str(style.icon)], "box"))
        self._put(opened("div", class_="inside"))
        self._inside(tag)
        self._put(closed("div"), closed("div"))

    def _icon(self, drawn: Icon, kind: str) -> str:
        return f"{opened('span', class_=f'icon {kind}')}{icon(drawn)}{closed('span')}"

    def _drawn(self, tag: Tag) -> None:
        self._put(self._icon(self.supplies.icons[tag.attributes["name"]], tag.attributes.get("class", "section")))

    def _figure(self, tag: Tag) -> None:
        width = tag.attributes.get("width", "")
        self._plain(tag, "figure", (width,) if width in WIDTHS else ())

    def _picture(self, tag: Tag) -> None:
        art = self.supplies.pictures[tag.attributes["src"]]
        own = tag.attributes
        alt = spaced(printable(own["alt"]))
        self._put(picture(art, alt, FIGURE_PIXELS, id=own.get("id"), lang=own.get("lang"), class_=own.get("class")))

    def _rule(self, tag: Tag) -> None:
        self._put(opened("hr", class_=tag.attributes.get("class"), aria_hidden="true"))

    def _lines(self, tag: Tag) -> None:
        """Write lines to write on, which only paper shows."""
        count = int(tag.attributes["count"]) if tag.attributes["count"].isdecimal() else 0
        rules = opened("hr", aria_hidden="true") * min(count, _MOST_LINES)
        self._put(f"{opened('div', class_='lines', aria_hidden='true')}{rules}{closed('div')}")

    # Lists and tables --------------------------------------------------------------------------

    def _list(self, tag: Tag) -> None:
        labels = labels_of(tag, self._lists > 0)
        bare = not any(labels)
        # Lists without bullets of the browser's are told as lists only if they say so.
        boxes = bare and (tag.name == "ol" or tag.attributes.get("class") == "plain")
        kinds = ("plain",) if boxes else () if bare else ("labelled",) if tag.label or self._lists else ("steps",)
        role = None if tag.name == "ul" and not boxes else "list"
        self._put(self._opened(tag, "ul" if bare else "ol", kinds, role=role))
        self._lists += 1
        for item, label in zip(tag.tags(), labels, strict=True):
            self._put(self._opened(item, "li"))
            if label:
                self._put(opened("span", class_="label"), self._text(label), closed("span"), " ")
                self._put(opened("div", class_="body"))
            self._inside(item)
            self._put(closed("div") if label else "", closed("li"))
        self._lists -= 1
        self._put(closed("ul" if bare else "ol"))

    def _table(self, tag: Tag) -> None:
        """Write a table, which scrolls by itself where a screen is too narrow for it."""
        caption = next((kid for kid in tag.tags() if kid.name == "caption"), None)
        label = self._name(caption) or self._heading or None
        rows = [kid for kid in tag.tags() if kid.name == "tr"]
        self._put(opened("div", class_="scroll", role="group", tabindex=0, aria_labelledby=label))
        self._put(self._opened(tag, "table"))
        if caption is not None:
            self._element(caption)
        if tag.widths:
            shares = (f"width:{100 * width / sum(tag.widths):.4g}%" for width in tag.widths)
            self._put(opened("colgroup"), *(opened("col", style=share) for share in shares), closed("colgroup"))
        head = rows[:1] if rows and any(cell.attributes.get("scope") == "col" for cell in rows[0].tags()) else []
        for name, part in (("thead", head), ("tbody", rows[len(head) :])):
            if part:
                self._put(opened(name))
                for row in part:
                    self._element(row)
                self._put(closed(name))
        self._put(closed("table"), closed("div"))

    def _cell(self, tag: Tag) -> None:
        columns = tag.columns if tag.columns > 1 else None
        rows = tag.rows if tag.rows > 1 else None
        self._plain(tag, tag.name, scope=tag.attributes.get("scope"), colspan=columns, rowspan=rows)

    # Places ------------------------------------------------------------------------------------

    def _contents(self, tag: Tag) -> None:
        """Write a list of the sections below the heading of it; nothing where they are few."""
        if len(self._listed) < LEAST_LISTED:
            return
        label = self._name(next(iter(tag.tags()), None))
        self._put(self._opened(tag, "nav", ("contents",), aria_labelledby=label))
        self._inside(tag)
        self._put(opened("ul", role="list"))
        for heading in self._listed:
            self._put(opened("li"), opened("a", href=f"#{heading.attributes['id']}"))
            self._put(self._text(heading.text), closed("a"), closed("li"))
        self._put(closed("ul"), closed("nav"))

    def _slot(self, tag: Tag) -> None:
        name = tag.attributes["name"]
        if name not in SLOTS:
            hint = did_you_mean(name, SLOTS)
            raise InputProblems.one(tag.place, f"a layout for screens has no slot “{name}”", hint)
        self._put(Blank(name))


_MOST_LINES = 20
"""The most lines to write on."""
_OWN_WAYS: dict[str, Callable[[Writer, Tag], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5"), Writer._heading_of),
    "span": Writer._span,
    "a": Writer._link,
    "aside": Writer._box,
    "icon": Writer._drawn,
    "figure": Writer._figure,
    "img": Writer._picture,
    "hr": Writer._rule,
    "lines": Writer._lines,
    "ul": Writer._list,
    "ol": Writer._list,
    "table": Writer._table,
    "th": Writer._cell,
    "td": Writer._cell,
    "contents": Writer._contents,
    "slot": Writer._slot,
}
