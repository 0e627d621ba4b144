"""State how much a file may hold, and what is said of one that holds more.

A small file must not stand for a huge one ("billion laughs"): values and text are counted with
every alias written out.
"""

from mgi_report.problems.problem import Fault

__all__ = [
    "DEEPEST",
    "MOST_KEYS",
    "MOST_NODES",
    "MOST_TEXT",
    "TOO_DEEP",
    "TOO_MANY_KEYS",
    "TOO_MUCH",
]

DEEPEST = 50
MOST_KEYS = 1_000  # of one group
MOST_NODES = 200_000
MOST_TEXT = 20_000_000  # characters

TOO_DEEP = Fault(
    "too-deep",
    f"more than {DEEPEST} levels of keys and lists lie inside each other",
    "a profile needs 8 levels; is a bracket or a brace wrong?",
)
TOO_MANY_KEYS = Fault(
    "too-many-keys",
    f"more than {MOST_KEYS:,} keys stand in one group",
    "a profile needs 15; is it another kind of file?",
)
TOO_MUCH = Fault(
    "too-much",
    f"the file stands for too much: more than {MOST_NODES:,} values or "
    f"{MOST_TEXT // 1_000_000} MB of text",
    "if it uses aliases (*name), write the values out; else, is it the right file?",
)
