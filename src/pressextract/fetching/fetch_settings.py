"""Settings of `pressextract fetch`: [fetch] in pressextract.toml, PRESSEXTRACT_FETCH__…, `--set fetch.…`."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

#: What --allow-private stands for.
ALL_NETWORKS = ("0.0.0.0/0", "::/0")
_CONTACT = re.compile(r"https?://[^\s()]+\.[^\s()]+|[^\s()@]+@[^\s()@]+\.[^\s()@]+")


class FetchSettings(BaseModel):
    """How pages are fetched; which ones, `Seeds` says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = Field(default=None, description="e-mail or web address of who fetches, told to each server")
    delay: float = Field(default=1.0, description="fewest seconds from one request to a host to the next", gt=0)
    max_delay: float = Field(default=60.0, description="most seconds that a slow host makes of it", gt=0)
    max_pause: float = Field(
        default=600.0, description="a host that asks for longer pauses is left for another time, code retry_later", gt=0
    )
    timeout: float = Field(default=60.0, description="seconds for one page, from the request to its last byte", gt=0)
    retries: int = Field(default=2, description="further tries after an error that may pass", ge=0)
    max_redirects: int = Field(default=5, description="longer chains fail with code redirects", ge=0)
    hosts: int = Field(default=8, description="hosts that are asked at the same time, each by one request", gt=0)
    max_listing_pages: int = Field(default=100, description="pages of one listing, also of a feed in pages", gt=0)
    max_sitemaps: int = Field(default=1_000, description="sitemaps that one fetch reads", gt=0)
    max_sitemap_depth: int = Field(default=3, description="indexes of sitemaps inside each other", gt=0)
    max_addresses: int = Field(default=1_000_000, description="addresses that one fetch takes from all it reads", gt=0)
    private_networks: tuple[str, ...] = Field(
        default=(), description="private networks that may be asked all the same, such as 10.1.0.0/16"
    )
    verify_certificates: bool = Field(
        default=True, description="false fetches from servers whose certificate is not valid"
    )

    @field_validator("contact")
    @classmethod
    def _check_contact(cls, contact: str | None) -> str | None:
        """What goes into a header must be one line, and something that a server's operator can use."""
        if contact is not None and not _CONTACT.fullmatch(contact):
            raise ValueError("an e-mail address or a web address is expected")
        return contact

    @field_validator("private_networks", mode="before")
    @classmethod
    def _check_networks(cls, networks: Any) -> Any:
        """A single network needs no brackets; all must be networks."""
        networks = (networks,) if isinstance(networks, str) else tuple(networks)
        for network in networks:
            ip_network(network)  # raises ValueError, which names the network
        return networks
