"""Keeps requests out of private networks: names are resolved, and only public addresses are handed on.

The check sits where a connection is made, so that redirects, robots.txt and names that change their address between
two requests go through it as well.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; what an IPv6 address carries inside counts too.

    >>> is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("93.184.216.34")
    (False, False, True)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inside is None and found in _TRANSLATED:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    if isinstance(found, ipaddress.IPv6Address) and found.is_site_local:
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's resolver without private addresses, except those of `allowed` networks; `refused` has by host the
    address that was kept back.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, allowed: Sequence[Network] = ()) -> None:
        super().__init__(reactor, cache_size)
        self._allowed = allowed
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Scrapy calls this."""
        settings = crawler.settings
        allowed = [ipaddress.ip_network(network) for network in settings.getlist("PRESSEXTRACT_PRIVATE_NETWORKS")]
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), allowed)

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name; whoever asks gets its public addresses, none where it has only others."""
        receiver: Any = _Permitted(resolutionReceiver, hostName, self._is_permitted, self.refused)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)

    def _is_permitted(self, address: str) -> bool:
        return is_public(address) or any(ipaddress.ip_address(address) in network for network in self._allowed)


@implementer(IResolutionReceiver)
class _Permitted:
    """Hands on the addresses of a host that may be asked."""

    def __init__(self, receiver: Any, host: str, is_permitted: Callable[[str], bool], refused: dict[str, str]) -> None:
        self._receiver = receiver
        self._is_permitted = is_permitted
        self._host = host.lower()
        self._refused = refused
        self._kept_back: str | None = None
        self._has_permitted = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        found: Any = address
        if self._is_permitted(found.host):
            self._has_permitted = True
            self._receiver.addressResolved(address)
        else:
            self._kept_back = found.host

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._kept_back is not None and not self._has_permitted:
            self._refused[self._host] = self._kept_back
        else:
            self._refused.pop(self._host, None)
        self._receiver.resolutionComplete()


def refused_hosts() -> dict[str, str]:
    """By host the address that this process's resolver kept back."""
    from twisted.internet import reactor

    resolver: Any = reactor.nameResolver
    return resolver.refused if isinstance(resolver, GuardedResolver) else {}
