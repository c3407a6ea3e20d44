"""What is installed to use pressextract, with all its extras, is under permissive licences or the MPL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PERMITTED = re.compile(
    r"\bMIT\b|BSD|Apache|\bISC\b|\bPSF\b|Python Software Foundation|\bMPL\b|Mozilla Public|Zope|\bZPL\b|Unlicense|\bHPND\b|0BSD|CNRI|Public Domain", re.I
)  # fmt: skip


def needed(name: str, extras: frozenset[str], seen: set[str]) -> Iterator[Distribution]:
    """A distribution and what it requires, as far as it is installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    yield found
    for line in found.requires or ():
        requirement = Requirement(line)
        wanted = requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in (*extras, "")
        )
        key = canonicalize_name(requirement.name)
        if wanted and key not in seen:
            seen.add(key)
            yield from needed(key, frozenset(requirement.extras), seen)


def licences_of(found: Distribution) -> list[str]:
    facts = found.metadata
    classifiers = [line for line in facts.get_all("Classifier") or () if line.startswith("License ::")]
    stated = [facts.get("License-Expression"), *classifiers, (facts.get("License") or "")[:200]]
    return [line for line in stated if line]


def test_nothing_that_runs_is_under_the_gpl() -> None:
    extras = frozenset(distribution("pressextract").metadata.get_all("Provides-Extra") or ())
    packages = {found.metadata["Name"]: licences_of(found) for found in needed("pressextract", extras, set())}
    names = {canonicalize_name(name) for name in packages}
    assert {"scrapy", "twisted", "feedparser", "courlan", "spacy", "pandas"} <= names
    # a choice between licences, as tld's between MPL and GPL, is one that we make
    assert {name: stated for name, stated in packages.items() if not any(map(_PERMITTED.search, stated))} == {}
