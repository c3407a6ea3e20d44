"""What fetching costs besides the network: pages a second and memory, from servers on loopback without any delay.

    uv run python benchmarks/fetching.py [--pages 5000] [--hosts 8] [--sitemap 50000]

The servers are threads of this process, so they take a part of the time. A real fetch is slower by choice: one page a
second and host.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from pressextract.fetching.fetcher import FetchSummary, fetch
from pressextract.fetching.progress import FetchState
from pressextract.fetching.seeds import Seeds
from pressextract.settings import settings_from
from releases import release

TEXT = " ".join(f"Der Ausbau der Strecke kommt in Abschnitt {number} voran." for number in range(120))


class Archive(BaseHTTPRequestHandler):
    """Serves one release at each address, and sitemaps of them all."""

    protocol_version = "HTTP/1.1"
    sitemaps: dict[str, bytes] = {}  # noqa: RUF012 - filled before the servers start

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        body = self.sitemaps.get(self.path)
        kind = "application/xml"
        if self.path == "/robots.txt":
            body, kind = b"", "text/plain"
        elif body is None:
            body, kind = (
                release(int(self.path.rpartition("/")[2])).replace("</body>", f"<p>{TEXT}</p></body>").encode(),
                "text/html",
            )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Measure and print one row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--hosts", type=int, default=8)
    parser.add_argument("--sitemap", type=int, default=50_000, help="addresses that the sitemap names")
    options = parser.parse_args()
    servers = [ThreadingHTTPServer((f"127.0.0.{number + 1}", 0), Archive) for number in range(options.hosts)]
    urls = [f"http://{server.server_address[0]}:{server.server_address[1]}" for server in servers]
    entries = "".join(f"<url><loc>{urls[n % len(urls)]}/{n}</loc></url>" for n in range(options.sitemap))
    Archive.sitemaps["/sitemap.xml"] = f"<urlset>{entries}</urlset>".encode()
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    peak, states = [0], []

    def watch(state: FetchState) -> None:
        states.append(state)
        for child in psutil.Process().children():
            peak[0] = max(peak[0], child.memory_info().rss)

    settings = settings_from(("fetch.delay=0.0001", "fetch.max_delay=0.0001", f"fetch.hosts={options.hosts}"))
    seeds = Seeds(sitemaps=(f"{urls[0]}/sitemap.xml",), limit=options.pages)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        summary: FetchSummary = fetch(seeds, Path(folder) / "a.warc.gz", settings, allow_private=True, progress=watch)
        seconds = time.monotonic() - began
        size = summary.warc.stat().st_size
    first, last = states[len(states) // 4], states[-1]
    rate = (last.asked - first.asked) / (last.seconds - first.seconds)
    print("| pages | hosts | addresses | seconds | pages/s | ms a page | peak MB | WARC MB |")
    print("|---|---|---|---|---|---|---|---|")
    print(
        f"| {summary.count('fetched'):,} | {options.hosts} | {options.sitemap:,} | {seconds:.0f} | {rate:.0f} |"
        f" {1000 / rate:.1f} | {peak[0] / 1e6:.0f} | {size / 1e6:.1f} |"
    )


if __name__ == "__main__":
    main()
