"""The form of a site's rules: CSS selectors and names of metas, checked when the object is made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import soupsieve
from lxml.etree import _Element as Element

from pressextract.cleaning.rules.selectors import Selector
from pressextract.errors import RulesError

_SELECTORS = ("body", "subtitle", "publisher", "published")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Where one site keeps what.

    `hosts` are matched with their subdomains, `generator` is looked for in the meta of that name. Selectors are CSS;
    the first element that matches counts, `drop` takes away all. A field without a selector is found the generic way.
    `issuer` is the publisher's name where a site has but one. `valid_from` and `valid_until` are the days between
    which the site had this layout; they are compared with the day on which the page was fetched.

    Raises:
        RulesError: a selector or pattern does not compile, or rules that would fit every page.
    """

    name: str
    hosts: tuple[str, ...] = ()
    generator: str | None = None
    body: str | None = None
    drop: tuple[str, ...] = ()
    subtitle: str | None = None
    publisher: str | None = None
    issuer: str | None = None
    published: str | None = None
    published_meta: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    _compiled: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.hosts and not self.generator:
            raise RulesError(f"{self.name}.hosts: empty, and no generator; name the site")
        for name in _SELECTORS:
            selector = getattr(self, name)
            if selector is not None:
                self._compiled[name] = self._compile(name, selector)
        if self.drop:
            self._compiled["drop"] = self._compile("drop", ", ".join(self.drop))
        if self.generator:
            try:
                self._compiled["generator"] = re.compile(self.generator, re.I)
            except re.error as error:
                raise RulesError(
                    f"{self.name}.generator: {self.generator!r} is no regular expression ({error})"
                ) from error
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise RulesError(f"{self.name}.valid_until: {self.valid_until} lies before valid_from {self.valid_from}")

    def fits(self, host: str, generator: str) -> bool:
        """Whether the rules are for a page of this host, or of this CMS."""
        if any(host == known or host.endswith(f".{known}") for known in self.hosts):
            return True
        return bool(self.generator and self._compiled["generator"].search(generator))

    @property
    def has_selectors(self) -> bool:
        """Whether there are selectors; an issuer or a meta is had without them."""
        return bool(self._compiled.keys() - {"generator"})

    def held_on(self, day: date | None) -> bool:
        """Whether the site had this layout on a day; on an unknown one it may have."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def select(self, name: str, top: Element | None) -> Element | None:
        """The first element of a field's selector, None where there is none, or no page to select in."""
        compiled: Selector | None = self._compiled.get(name)
        return compiled.first(top) if compiled is not None and top is not None else None

    def dropped(self, top: Element) -> list[Element]:
        """What `drop` names."""
        compiled: Selector | None = self._compiled.get("drop")
        return compiled.all(top) if compiled is not None else []

    def _compile(self, name: str, selector: str) -> Selector:
        try:
            return Selector(selector)
        except (soupsieve.SelectorSyntaxError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise RulesError(f"{self.name}.{name}: {selector!r} is no CSS selector ({reason})") from error
