"""Our settings as Scrapy's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressextract.fetching.job import Job

_OURS = "pressextract.fetching"
_SCRAPYS = "scrapy.downloadermiddlewares"


def scrapy_settings(job: Job) -> dict[str, Any]:
    """What Scrapy is told: manners, limits, and what of it is not used."""
    settings = job.settings
    return {
        "USER_AGENT": job.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "de,en;q=0.3",
            # brotli and zstd save little, and not every reader of WARC unpacks them
            "Accept-Encoding": "gzip, deflate",
        },
        "CONCURRENT_REQUESTS": 0,  # no limit: the spider asks one page of each of so many hosts
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": settings.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": settings.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(settings.delay, settings.max_delay),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 0.5,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_MAXSIZE": job.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": settings.verify_certificates,
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3")),
        "TWISTED_DNS_RESOLVER": f"{_OURS}.address_guard.GuardedResolver",
        "PRESSEXTRACT_PRIVATE_NETWORKS": list(settings.private_networks),
        "RETRY_TIMES": settings.retries,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "REDIRECT_MAX_TIMES": settings.max_redirects,
        "HTTPERROR_ALLOW_ALL": True,
        "ROBOTSTXT_OBEY": False,  # robots.RobotsRules does
        "DOWNLOADER_MIDDLEWARES": {
            f"{_OURS}.middlewares.Gate": 40,
            f"{_OURS}.robots.RobotsRules": 100,
            f"{_SCRAPYS}.httpcompression.HttpCompressionMiddleware": None,
            f"{_OURS}.middlewares.Unpacking": 590,
            f"{_SCRAPYS}.redirect.RedirectMiddleware": None,
            f"{_OURS}.middlewares.Redirects": 600,
            f"{_OURS}.middlewares.Recorder": 950,
            # no cookies, no proxies of the environment, no credentials, no pages that reload themselves
            f"{_SCRAPYS}.cookies.CookiesMiddleware": None,
            f"{_SCRAPYS}.httpauth.HttpAuthMiddleware": None,
            f"{_SCRAPYS}.httpproxy.HttpProxyMiddleware": None,
            f"{_SCRAPYS}.offsite.OffsiteMiddleware": None,
            f"{_SCRAPYS}.redirect.MetaRefreshMiddleware": None,
        },
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
        },
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            f"{_OURS}.politeness.Throttle": 0,
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.logcount.LogCount": None,
        },
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
