"""The only door between the engine and the outside: it serves what was registered and nothing else."""

from __future__ import annotations

from weasyprint.urls import URLFetcherResponse

from brochure.engine.boxes import BareFetcher
from brochure.pictures.assets import Assets


class Fetcher(BareFetcher):
    """Serves the assets of a build from memory; the network and the file system are out of its reach."""

    def __init__(self, assets: Assets) -> None:
        super().__init__()
        self._assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Answer with registered bytes; raises PermissionError for any other address."""
        served = self._assets.served(url)
        if served is None:
            raise PermissionError(f"not an asset of this brochure: {url[:200]}")
        kind, body = served
        # Not the address that was asked for: at a file: address the engine would read the disk again.
        return URLFetcherResponse(f"asset:{url.partition(':')[2]}", body, {"Content-Type": kind})

    def open(self, url: str, data: object = None, timeout: float | None = None) -> URLFetcherResponse:
        """Answer as `fetch` does."""
        return self.fetch(url)
