"""A file of very many keys, entries, problems or comments is told of in few words, and soon."""

import pytest

from mgi_report.editorial.rules import with_rules
from mgi_report.problems.problem import Problem, ProblemsFound, Severity, at_most
from mgi_report.profile.loading import load_bytes

MOST = 1_000


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        load_bytes(text.encode(), "many.yaml")
    return caught.value.problems


def test_more_keys_than_a_group_may_have_are_refused_at_the_first(
    minimal_profile_text: str,
) -> None:
    head = f"{minimal_profile_text}publication:\n"
    most = "".join(f"  x{n}: 1\n" for n in range(MOST))
    assert {problem.code for problem in problems_of(head + most)} == {"unknown-key"}
    (problem,) = problems_of(f"{head}{most}  y: 1\n")
    assert problem.code == "too-many-keys"
    assert problem.location is not None
    assert problem.location.excerpt == "  y: 1"


def test_of_very_many_errors_the_first_are_told_and_the_others_counted(
    minimal_profile_text: str,
) -> None:
    lines = "".join(f"  - {n}\n" for n in range(MOST + 20))
    *told, more = problems_of(f"{minimal_profile_text}sources:\n{lines}")
    assert [problem.code for problem in told] == ["keys-expected"] * MOST
    assert (more.code, more.severity) == ("more-problems", Severity.ERROR)
    assert more.message.startswith("20 errors more")
    assert more.location is not None
    assert more.location.path == f"sources[{MOST}]"


def test_errors_are_told_before_warnings_and_all_stay_in_their_order() -> None:
    warnings = [Problem("w", str(n), severity=Severity.WARNING) for n in range(3)]
    errors = [Problem("e", str(n)) for n in range(2)]
    found = at_most(3, [*warnings, *errors])
    assert [(problem.code, problem.message) for problem in found[:-1]] == [
        ("w", "0"),
        ("e", "0"),
        ("e", "1"),
    ]
    assert (found[-1].severity, found[-1].message[:10]) == (Severity.WARNING, "2 warnings")
    assert at_most(5, [*warnings, *errors]) == (*warnings, *errors)


def test_very_many_warnings_are_counted_too(minimal_profile_text: str) -> None:
    text = minimal_profile_text + "# mgi: silence imprint\n" * (MOST + 20)
    *told, more = with_rules(load_bytes(text.encode(), "many.yaml")).warnings
    assert [problem.code for problem in told] == ["silence-unused"] * MOST
    assert (more.code, more.severity) == ("more-problems", Severity.WARNING)


def test_each_of_many_comments_silences_the_warning_below_it(minimal_profile_text: str) -> None:
    finding = (
        "      # mgi: silence suspicious-text\n"
        "      # another remark\n"
        "      - The  invented Office of Example number {} has no agreement.\n"
    )
    findings = "".join(finding.format(n) for n in range(300))
    text = minimal_profile_text.replace(
        "  well-being:\n    well_developed: []\n", f"  well-being:\n    well_developed:\n{findings}"
    )
    loaded = load_bytes(text.encode(), "many.yaml")
    assert loaded.warnings == ()
    assert len(loaded.silenced) == 300
    other = text.replace("# mgi: silence suspicious-text", "# no remark", 1)
    assert [each.code for each in load_bytes(other.encode(), "many.yaml").warnings] == [
        "suspicious-text"
    ]
