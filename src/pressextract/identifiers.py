"""Ids of articles, people and entities: a letter prefix and 16 hexadecimal digits.

The prefix keeps `pd.read_csv` from turning an id such as 0012 or 77e1 into a number.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256


@lru_cache(maxsize=4_096)
def identifier(prefix: str, *parts: str) -> str:
    """`prefix_` and the first 16 hexadecimal digits of the SHA-256 of the parts.

    >>> identifier("pm", "article")
    'pm_84393add8c489d33'
    """
    return f"{prefix}_{sha256(chr(31).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def entity_id(label: str, key: str) -> str:
    """Id of an entity of the whole run: equal for equal label and key, whatever the article."""
    return identifier("en", label, key.casefold())
