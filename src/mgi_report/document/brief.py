"""Make the view of a brief: what stands above all findings, and the findings with their notes."""

from dataclasses import replace

from mgi_report.document.all_findings import brief_space, own_spread
from mgi_report.document.pages import PageMaker
from mgi_report.document.views import Brief
from mgi_report.profile.framework import Domain, Status

__all__ = ["brief_of"]

_SMALL = "type-spread-small"


def brief_of(maker: PageMaker) -> Brief:
    """Return the brief of the profile that a maker makes the pages of."""
    profile, say, setter = maker.profile, maker.language, maker.typesetter
    heading = setter.title(profile.subject.name, "brief-title")
    note = say("status.draft_note") if profile.status is Status.DRAFT else ""
    url = profile.publication.url
    above = filter(None, (maker.cited.source, maker.subline, note, url))
    below = (f"{say('brief.source')} {maker.cited.citation}", say("brief.note"))
    space = brief_space(heading, above, below, has_code=bool(url), setter=setter)
    spread = own_spread(maker.domains, space, setter)
    if spread.small:
        # Which last words are tied to the one before depends on the size.
        small = replace(maker.views, narrow_font=_SMALL)
        rows = zip(spread.rows, map(small.of, Domain), strict=True)
        spread = replace(spread, rows=tuple(replace(row, domain=view) for row, view in rows))
    return Brief(heading, maker.cited.source, spread, maker.qr("brief-code"))
