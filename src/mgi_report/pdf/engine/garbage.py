"""Keep the garbage collector from going through a document's many objects again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collect_after", "collect_last", "collection_on", "collection_paused", "imports_kept"]

OLD, YOUNG = 2, 0
SELDOM = 10
"""After so many documents all garbage is looked for, and not that of the last one alone."""
MANY_PAGES = 100
"""From so many pages on, what a step leaves behind counts more than the time to look for it."""


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collect no garbage meanwhile, and leave the collector as it was."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collection_on() -> Iterator[None]:
    """Collect garbage meanwhile also in a process that does so only between documents."""
    was_on = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not was_on:
            gc.disable()


@contextmanager
def imports_kept() -> Iterator[None]:
    """Keep what is imported meanwhile out of all collections: a fifth of the time of importing."""
    with collection_paused():
        yield
        gc.freeze()


def collect_last() -> None:
    """Collect what the last document has left, where nothing has been collected since.

    To go through all that is kept from document to document takes several times as long.
    """
    is_time = gc.get_count()[1] >= SELDOM
    gc.collect(OLD if is_time else YOUNG)


def collect_after(pages: int) -> None:
    """Collect the garbage of one step of a document with so many pages, if that is worth it."""
    if pages >= MANY_PAGES:
        gc.collect()
