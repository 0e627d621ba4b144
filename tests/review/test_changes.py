"""What became of each finding and of all else, from one edition to another."""

import json
from typing import Any

from editions import ROOT, compared, edited, lesotho, profile_of
from mgi_report.review.changes import Difference, compare_profiles

LISTS: dict[str, Any] = {"well_developed": [], "potential": []}
DOMAINS = (
    "migrants-rights",
    "whole-of-government",
    "partnerships",
    "well-being",
    "mobility-crises",
    "safe-migration",
)


def told(difference: Difference) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.number, each.kinds) for one in difference.lists for each in one.changed]


def plenty(*texts: Any, domain: str = "migrants-rights", **more: Any) -> str:
    """Return a profile with these findings in one list."""
    domains = {name: dict(LISTS) for name in DOMAINS}
    domains[domain]["well_developed"] = list(texts)
    subject = {"level": "national", "code": "XTF", "name": "The Republic", "short_name": "R"}
    edition = {"ordinal": 1}
    whole = {"language": "en", "status": "draft", "subject": subject, "edition": edition}
    # JSON is YAML.
    return json.dumps(whole | {"domains": domains} | more)


def twenty_five() -> list[str]:
    path = ROOT / "tests" / "profiles" / "twenty-five-findings.en.yaml"
    profile = profile_of(path.read_text("utf-8"))
    return [each.text for each in profile.domains.migrants_rights.well_developed]


def test_a_profile_does_not_differ_from_itself() -> None:
    assert compared(lesotho(), lesotho()).is_empty


def test_a_comment_or_another_way_to_write_the_same_is_no_change() -> None:
    one, two = plenty("A law."), plenty({"text": "A law."})
    assert compared(one, f"# a comment\n{two}").is_empty


def test_the_digest_of_a_source_is_no_change_of_what_is_said() -> None:
    one, two = ({"text": "A.", "source_digest": f"0000-0000-000{n}"} for n in (1, 2))
    assert compared(plenty(one), plenty(two)).is_empty


def test_where_lines_end_in_the_data_is_no_change_but_in_a_body() -> None:
    body = [{"title": "Health", "body": "One\ntext."}]
    old = plenty("A law\nof 2019.", introduction="One\nlead.\n\nTwo.\n", sections=body)
    new = plenty("A law of 2019.", introduction="One lead.\n\nTwo.", sections=body)
    assert compared(old, new).is_empty
    body = [{"title": "Health", "body": "One text."}]
    changed = compared(old, plenty("A law of 2019.", introduction="One lead. Two.", sections=body))
    assert [each.path for each in changed.parts] == ["introduction", "sections[0].body[0].text"]


def test_a_changed_finding_shows_its_words() -> None:
    new = edited(lesotho(), ("the same access as nationals", "equal access"))
    difference = compared(lesotho(), new)
    assert told(difference) == [("1.W.2", ("changed",))]
    (change,) = difference.lists[0].changed
    (edit,) = change.edits
    assert edit.path == "domains.migrants-rights.well_developed[1].text"
    assert [piece.text for piece in edit.pieces if piece.kind != "same"] == [
        "the same",
        "equal",
        " as nationals",
    ]
    assert difference.parts == ()


def test_a_note_a_label_and_links_are_edits_of_their_finding() -> None:
    link = {"title": "Text of the law", "url": "https://example.org/law"}
    old = plenty({"text": "A law.", "note": "An old note.", "short_label": "Law"})
    new = plenty({"text": "A law.", "note": "A new note.", "links": [link]})
    (change,) = compared(old, new).lists[0].changed
    assert [(edit.key, edit.old, edit.new) for edit in change.edits] == [
        ("short_label", "Law", ""),
        ("note", "An old note.", "A new note."),
        ("title", "", "Text of the law"),
        ("url", "", "https://example.org/law"),
    ]


def test_of_25_findings_one_taken_out_leaves_the_others_as_they_were() -> None:
    texts = twenty_five()
    assert len(texts) == 25
    difference = compared(plenty(*texts), plenty(*texts[1:]))
    assert told(difference) == [("1.W.1", ("removed",))]
    assert [(e.old.number, e.number) for e in difference.lists[0].renumbered if e.old][:2] == [
        ("1.W.2", "1.W.1"),
        ("1.W.3", "1.W.2"),
    ]


def test_of_25_findings_that_are_much_alike_each_change_is_told_as_it_was_made() -> None:
    texts = twenty_five()
    new = list(texts)
    new[4] = new[4].replace("free of charge", "for a fee") + " This is new."
    moved = new.pop(10)
    new.insert(20, moved)
    new.insert(2, "The coast guard rescues boats in distress.")
    del new[15]
    difference = compared(plenty(*texts), plenty(*new))
    assert told(difference) == [
        ("1.W.3", ("added",)),
        ("1.W.6", ("changed",)),
        ("1.W.16", ("removed",)),
        ("1.W.21", ("moved",)),
    ]
    found = {e.number: e.old.number for e in difference.lists[0].findings if e.old and e.new}
    assert found["1.W.6"] == "1.W.5"
    assert found["1.W.21"] == "1.W.11"
    # The other way round it is the same, the other way round.
    back = compared(plenty(*new), plenty(*texts))
    assert sorted(kinds for _, kinds in told(back)) == [
        ("added",),
        ("changed",),
        ("moved",),
        ("removed",),
    ]


def test_a_finding_in_another_list_or_domain_has_moved() -> None:
    law = "There are no integration programmes to help migrants and local workers."
    changed = "There are integration programmes to help migrants and local workers."
    old, new = plenty(law, "A plan."), plenty(changed, domain="partnerships")
    difference = compared(old, new)
    assert told(difference) == [("1.W.2", ("removed",)), ("3.W.1", ("moved", "changed"))]
    # Where it was it stands too, for who reads in that order, but is told once.
    first = difference.lists[0]
    assert [first.findings[place].number for place in first.left] == ["3.W.1"]
    moved = first.findings[0]
    assert moved.old
    assert (moved.old.number, moved.number) == ("1.W.1", "3.W.1")


def test_old_and_new_findings_stand_in_the_order_in_which_they_read() -> None:
    old = plenty("A law.", "Boats.", "Cities.", "Dams.")
    (changes, *_) = compared(old, plenty("Dams.", "A law.", "Cities.", "New.")).lists
    assert [(each.number, each.kinds) for each in changes.findings] == [
        ("1.W.1", ("moved",)),
        ("1.W.2", ()),
        ("1.W.2", ("removed",)),
        ("1.W.3", ()),
        ("1.W.4", ("added",)),
        ("1.W.1", ("moved",)),
    ]
    assert changes.left == {5}


def test_all_else_is_told_by_its_place() -> None:
    section = {"title": "Health", "body": "One text."}
    old = plenty(
        "A law.",
        introduction="An old lead.",
        sections=[section, {"title": "Trade", "body": "Another text."}],
        edition={"ordinal": 1, "date": "2021-12"},
    )
    new = plenty(
        "A law.",
        introduction="A new lead.",
        sections=[{"title": "Trade", "body": "Another text."}],
        edition={"ordinal": 2, "date": "2021-12-03"},
        status="final",
    )
    found = {each.path: (each.old, each.new) for each in compared(old, new).parts}
    assert found == {
        "status": ("draft", "final"),
        "edition.ordinal": ("1", "2"),
        "edition.date": ("2021-12", "2021-12-03"),
        "introduction": ("An old lead.", "A new lead."),
        "sections[0].title": ("Health", ""),
        "sections[0].body[0].text": ("One text.", ""),
    } | {key: value for key, value in found.items() if key.endswith("placement")}


def test_another_order_of_sources_is_told() -> None:
    old = plenty("A law.", sources=["First book", "Second book"])
    new = plenty("A law.", sources=["Second book", "First book"])
    (edit,) = compared(old, new).parts
    assert (edit.path, edit.old, edit.new) == (
        "sources",
        "First book; Second book",
        "Second book; First book",
    )


def test_the_same_profiles_give_the_same_answer() -> None:
    texts = twenty_five()
    pair = profile_of(plenty(*texts)), profile_of(plenty(*reversed(texts)))
    assert compare_profiles(*pair) == compare_profiles(*pair)
