"""Define the option that says how much is done at a time."""

import os

import click

__all__ = ["JOBS", "processors"]

JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 512),
    help="Profiles to work on at a time; as many as there are processors if not given.",
)


def processors() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
