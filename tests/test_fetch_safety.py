"""Safety: private networks, redirects into them, XML that bites, credentials, certificates."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetches import fetched, index, outcomes, quick
from press_faults import REDIRECTS
from press_releases import RELEASES
from press_site import PressSite
from pressextract.errors import OutputError
from pressextract.fetching.address_guard import is_public
from pressextract.fetching.fetcher import fetch
from pressextract.fetching.links import UnusableError
from pressextract.fetching.seeds import Seeds
from pressextract.fetching.xml_safety import refuse_entities
from pressextract.settings import settings_from


def test_loopback_is_refused_unless_it_is_allowed(site: PressSite, warc: Path) -> None:
    port = site.url.rpartition(":")[2]
    names = ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0")
    urls = tuple(f"http://{name}:{port}{RELEASES[0].path}" for name in names)
    summary = fetch(Seeds(urls=urls), warc, settings_from(("fetch.delay=0.01",)))
    rows = index(warc)
    assert [(row["outcome"], row["code"]) for row in rows] == [("skipped", "private_address")] * len(names)
    (told,) = [row["message"] for row in rows if "localhost" in row["url"]]
    assert told.startswith(("localhost (127.0.0.1)", "localhost (::1)"))
    assert summary.count("fetched") == 0
    assert site.log == []
    fetch(Seeds(urls=urls[:2]), warc.with_name("b.warc"), settings_from(("fetch.retries=0",)))
    assert {row["code"] for row in index(warc.with_name("b.warc"))} == {"private_address"}
    allowed = fetch(Seeds(urls=urls[:1]), warc, settings_from(("fetch.delay=0.01",)), allow_private=True)
    assert allowed.count("fetched") == 1


def test_redirects_into_private_networks_are_refused(
    site: PressSite, warc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PressSite("127.0.0.2") as other:
        monkeypatch.setitem(REDIRECTS, "/umzug/alt.html", f"{other.url}{RELEASES[0].path}")
        paths = ("/nach-innen", "/nach-metadaten", "/nach-loopback6", "/umzug/alt.html")
        fetched(site, warc, *paths)
        found = outcomes(site, warc)
        assert [found[path] for path in paths] == [("skipped", "private_address")] * len(paths)
        assert other.log == []
    assert index(warc)[0]["message"].startswith("10.0.0.1 is no public address")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2a00:1450:4001::8", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
        ("172.16.9.9", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
        ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1%eth0", False),
        ("fc00::1", False), ("fec0::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("kein.name", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@given(st.ip_addresses(v=4))
def test_no_private_address_gets_through_inside_another(address: IPv4Address) -> None:
    inside = f"{address.packed[:2].hex()}:{address.packed[2:].hex()}"
    forms = (str(address), f"::ffff:{address}", f"64:ff9b::{inside}", f"2002:{inside}::1")
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not any(map(is_public, forms))
    elif address.is_global:
        assert all(map(is_public, forms))


def test_entities_are_not_read_and_nothing_else_is_asked_for(site: PressSite, warc: Path) -> None:
    with pytest.raises(OutputError, match="3 with code unsafe_xml"):
        fetched(site, warc, feeds=["/feed-entitaeten.xml", "/feed-extern.xml"], sitemaps=["/sitemap-entitaeten.xml"])
    assert not site.requests("/geheim")


def test_a_packed_sitemap_that_unpacks_without_end_is_refused(site: PressSite, warc: Path) -> None:
    with pytest.raises(OutputError, match="1 with code too_large"):
        fetched(site, warc, sitemaps=["/sitemap-bombe.xml.gz"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_entities_are_seen_in_each_encoding(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "Brücke">]><r>&a;</r>'
    with pytest.raises(UnusableError) as error:
        refuse_entities(text.encode(encoding))
    assert error.value.code == "unsafe_xml"
    refuse_entities("<r>Brücke &amp; Weg</r>".encode(encoding))


@pytest.mark.parametrize("name", ["UTF-7", "u7", "unicode-1-1-utf-7", "cp500", "IBM273", "unicode_escape", "hz"])
def test_encodings_that_hide_markup_are_refused(name: str) -> None:
    for gap in (" ", " " * 5_000):
        with pytest.raises(UnusableError, match="hides its markup"):
            refuse_entities(f"<?xml version='1.0'{gap}encoding='{name}'?>+ADwAIQ-ENTITY".encode())
    with pytest.raises(UnusableError, match="hides its markup"):
        refuse_entities('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r/>'.encode("cp500"))


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "ISO-8859-1", "iso-8859-15", "windows-1252", "us-ascii", "latin1"])
def test_encodings_of_feeds_are_read(name: str) -> None:
    refuse_entities(f'<?xml version="1.0" encoding="{name}" standalone="yes"?><r/>'.encode())
    refuse_entities(f"<rss><!-- encoding='{name}' --></rss>".encode())


class Encrypted(BaseHTTPRequestHandler):
    """Serves one release and no robots.txt."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        body = b"<!DOCTYPE html><title>Wege</title><h1>Wege</h1><p>Der neue Radweg ist fertig.</p>"
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def certificate(folder: Path) -> Path:
    """A certificate that its holder signed, for localhost, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = folder / "localhost.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return pem


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    httpd = HTTPServer(("127.0.0.1", 0), Encrypted)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True).start()
    yield f"https://localhost:{httpd.server_address[1]}/wege.html", pem
    httpd.shutdown()
    httpd.server_close()


def test_a_certificate_must_be_valid(encrypted: tuple[str, Path], warc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, pem = encrypted
    with pytest.raises(OutputError, match="1 with code certificate"):
        fetch(Seeds(urls=(url,)), warc, quick())
    unchecked = fetch(Seeds(urls=(url,)), warc, quick("fetch.verify_certificates=false"))
    assert unchecked.count("fetched") == 1
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert fetch(Seeds(urls=(url,)), warc.with_name("b.warc"), quick()).count("fetched") == 1


def test_messages_and_the_index_hide_what_addresses_may_hold(site: PressSite, warc: Path) -> None:
    lines = warc.with_name("l.txt")
    lines.write_text(f"https://leser:geheim@a.example/x\n{site.url}{RELEASES[0].path}\n")
    fetched(site, warc, lists=(str(lines),))
    text = warc.with_name("wege.index.csv").read_text()
    assert "geheim" not in text
    assert "https://***@a.example/x" in text


def test_no_cell_of_the_index_is_a_formula(site: PressSite, warc: Path) -> None:
    lines = warc.with_name("l.txt")
    lines.write_text(f"=cmd|'/C calc'!A0\n@SUM(1)\n{site.url}{RELEASES[0].path}\n")
    fetched(site, warc, lists=(str(lines),))
    assert [row["url"][:5] for row in index(warc)] == ["'=cmd", "'@SUM", "http:"]
