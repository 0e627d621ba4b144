"""Estimate how long a run will still take."""

from collections.abc import Collection

__all__ = ["time_left"]


def time_left(
    done: Collection[float], at_work: Collection[float], waiting: int, workers: int
) -> float | None:
    """Return the seconds left, or None while no profile is done.

    ``done`` has the seconds of finished profiles, ``at_work`` those spent so far on each profile in
    work, and ``waiting`` counts those not begun. Every profile is taken to need the mean.
    """
    if not done:
        return None
    mean = sum(done) / len(done)
    rests = [max(mean - seconds, 0.0) for seconds in at_work]
    shared = (sum(rests) + waiting * mean) / max(workers, 1)
    # A profile cannot be shared: with few left, the one that needs longest decides.
    return max(shared, *rests, 0.0)
