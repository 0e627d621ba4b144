"""Time what becomes of 1,760 rendered files: merged, verified, packed for a release.

Run it with a profile's PDFs for content: ``python benchmarks/release.py DOWNLOAD.pdf PRESS.pdf``.
It needs 4 GB in the folder for temporary files.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from manifests import fill, many
from mgi_report.document.assets import Assets
from mgi_report.output.bundles import bundle_site, bundle_subjects, subject_ids
from mgi_report.output.manifest import Manifest, Shard, read_manifest
from mgi_report.output.page.index import write_index
from mgi_report.output.records import write_records
from mgi_report.output.shards import merge
from mgi_report.output.verify import verify
from shelf import timed

SHARDS = 3


def shards_of(folder: Path, whole: Manifest, pdfs: dict[str, bytes]) -> list[Path]:
    """Write the shards of a folder, every profile's files in one of them."""
    sources = sorted({file.source for file in whole.files})
    folders = []
    for number in range(SHARDS):
        ours = set(sources[number::SHARDS])
        files = tuple(file for file in whole.files if file.source in ours)
        shard = Shard(number=number + 1, of=SHARDS, list="0" * 64)
        part = whole.model_copy(update={"files": files, "failures": (), "shard": shard})
        contents = [pdfs[each.format] + f"\n%{each.name}".encode() for each in files]
        folders.append(folder / f"shard-{number + 1}")
        write_records(folders[-1], fill(folders[-1], part, contents))
    return folders


def told(what: str, files: Iterable[Path]) -> None:
    """Print how many files there are, the megabytes of all and of the largest."""
    sizes = [file.stat().st_size / 1e6 for file in files]
    print(f"| {what} | {len(sizes):,} files, {sum(sizes):,.0f} MB, at most {max(sizes):.1f} MB |")


def main(download: bytes, press: bytes) -> None:
    """Print a row for each thing measured."""
    with TemporaryDirectory() as name:
        folder, assets = Path(name), Assets()
        current = tuple(each.model_copy(update={"current": True}) for each in many().files)
        whole = many().model_copy(update={"files": current})
        shards = shards_of(folder, whole, {"download": download, "press": press})
        told("a shard", shards[0].glob("*.pdf"))
        merged = folder / "merged"
        with timed("merge"):
            merge(shards, merged)
        with timed("verify"):
            assert not verify(merged)
        manifest = read_manifest(merged)
        with timed("download page and all covers"):
            write_index(merged, manifest, assets)
        with timed("a ZIP for each subject"):
            zips = list(bundle_subjects(merged, manifest, subject_ids(manifest), assets))
        with timed("the page alone"):
            site = bundle_site(merged, manifest, assets)
        told("merged", merged.glob("*.pdf"))
        told("ZIPs", zips)
        told("site", [site])


if __name__ == "__main__":
    main(*(Path(file).read_bytes() for file in sys.argv[1:3]))
