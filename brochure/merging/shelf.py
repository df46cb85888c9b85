"""Find the place of copies: a folder of this machine, or a storage elsewhere, loaded only where it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from brochure.merging.places import Folder, Shelf, without
from brochure.vocabulary.job import Job


def shelf_of(job: Job, away: str) -> Shelf:
    """Give the place of a job's copies: at an address, or "" for the folder. Raises BrochureError."""
    return elsewhere(away)(away, f"{job.content.stem}-{job.preset}") if away else Folder(job)


def elsewhere(address: str) -> Callable[[str, str], Shelf]:
    """Find what speaks to storages. Raises BrochureError: extra-missing."""
    try:
        from brochure.merging.storage import Storage
    except ModuleNotFoundError as error:
        raise without(error, "storage", "--out") from error
    return Storage
