"""Takes away what is never part of an article: scripts, menus, footers, cookie banners, share links, comments."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.cleaning.boxes import Box
from pressextract.cleaning.names import BODY, DROPPING
from pressextract.cleaning.outline import FAR, Outline, above, is_kept, read_outline

_SILENT_TAGS = tuple(
    "script style noscript template svg canvas iframe object embed button select textarea input dialog audio map link "
    "applet datalist optgroup option frame noframes math".split()
)
#: Fields that ask the reader; text fields and checkboxes are also what scripts open menus and sections with.
_ASKING = frozenset(("email", "radio"))
_NO_QUESTION = frozenset(("html", "body", "main", "article", "table", "td"))
#: A box with more text than this is not one question.
_MAX_QUESTION = 500

_length = etree.XPath("string-length(normalize-space())")

#: What would be furniture by its name stays when it holds this share of the page's sentences.
_KEPT_SHARE = 0.35
#: A footer goes whatever share it holds where so many characters of sentences are left.
_MIN_TEXT = 150
#: A named text of this share of a sidebar's sentences shows that the sidebar is none.
_NAMED_SHARE = 0.15


def thin(root: Element, headline: Element | None, *, keep_header: bool = False) -> Outline:
    """Drop page furniture from the tree, in place; a site's rules may want something of its header.

    The outline keeps the dropped boxes, marked.
    """
    _hide_questions(root, headline)
    etree.strip_elements(root, *_SILENT_TAGS, with_tail=False)
    body = root.find("body")
    outline = read_outline(root if body is None else body, headline, keep_header=keep_header)
    boxes = outline.boxes
    went = {id(box) for box in boxes if box.dropped}
    for index in _Judge(boxes, headline).dropped:
        for box in boxes[index : boxes[index].end]:
            box.dropped = True
        drop(boxes[index].element)
    outline.dates = [
        (FAR if box.dropped and id(box) not in went else distance, element, box)
        for distance, element, box in outline.dates
    ]
    return outline


def _hide_questions(root: Element, headline: Element | None) -> None:
    """Mark boxes that ask for an address or a choice, newsletters and polls, before their fields go."""
    above_headline = above(headline)
    lengths: dict[Element, float] = {}
    for field in root.iter("input"):
        if field.get("type") not in _ASKING:
            continue
        box = None
        for outer in field.iterancestors():
            if outer.tag in _NO_QUESTION or outer in above_headline:
                break
            if outer not in lengths:
                lengths[outer] = float(_length(outer))
            if lengths[outer] > _MAX_QUESTION:
                break
            box = outer
        if box is not None:
            box.set("hidden", "")


class _Judge:
    """Decides which boxes go; `dropped` are the indices of the outermost of them."""

    def __init__(self, boxes: list[Box], headline: Element | None) -> None:
        self._boxes = boxes
        self._above_headline = above(headline)
        self._spared: list[int] = []
        self.dropped: list[int] = []
        index = 1
        while index < len(boxes):
            if boxes[index].dropped or (boxes[index].said & DROPPING and self._goes(index)):
                self.dropped.append(index)
                index = boxes[index].end
            else:
                index += 1
        self.dropped += [index for index in self._spared if self._is_sidebar(index)]

    def _goes(self, index: int) -> bool:
        box = self._boxes[index]
        if is_kept(box.element, self._above_headline):
            return False
        total = self._boxes[0].sentences
        if box.sentences <= _KEPT_SHARE * total or (box.element.tag == "footer" and total - box.sentences >= _MIN_TEXT):
            return True
        self._spared.append(index)
        return False

    def _is_sidebar(self, index: int) -> bool:
        """Whether what was spared for its prose alone has none of the texts that names tell, which stand beside it."""
        box = self._boxes[index]
        around = set(map(id, box.around()))
        gone = {i for first in self.dropped for i in range(first, self._boxes[first].end)}
        named = [i for i, other in enumerate(self._boxes) if other.said & BODY and i not in gone]
        beside = [i for i in named if id(self._boxes[i]) not in around]
        if not beside or any(index <= i < box.end for i in beside):
            return False
        return max(self._boxes[i].sentences for i in beside) >= _NAMED_SHARE * box.sentences


def drop(element: Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + " " + tail
        else:
            parent.text = (parent.text or "") + " " + tail
        element.tail = None
    parent.remove(element)
