"""Tell the time of the day, for what is told of a run and for signatures; nothing else asks it."""

from datetime import UTC, datetime

__all__ = ["now", "time_stamp"]


def now() -> datetime:
    """Return the time of the day in UTC."""
    return datetime.now(UTC)


def time_stamp() -> str:
    """Return the time of the day in ISO 8601, such as ``2026-11-27T05:01:22.123Z``."""
    return now().isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
