"""Do what GitHub's runner does with a workflow, as far as ours ask for it, in folders here.

Scripts are run by the shell that GitHub takes. Conditions and expressions are worked out. Caches
and artefacts are folders: of artefacts hidden files stay behind, and no name is taken twice in a
run.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import Any

from ci_files import ACTION, read

__all__ = ["Run", "Server", "fill", "run_script", "wanted"]

TOKEN = re.compile(r"'[^']*'|[A-Za-z_][\w.-]*|&&|\|\||[!=]=|[()!]")
PYTHON = {"&&": "and", "||": "or", "!": "not"}


def _evaluate(text: str, known: Mapping[str, Any]) -> Any:
    """Return the value of an expression; what nobody knows is empty."""

    def look(name: str) -> Any:
        value: Any = {**known, "cancelled": lambda: False}
        for part in name.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value

    words = [
        PYTHON.get(word) or (word if word[0] in "'()=!" else f"look({word!r})")
        for word in TOKEN.findall(text)
    ]
    return eval(" ".join(words), {"look": look})


def fill(text: object, known: Mapping[str, Any]) -> str:
    """Return a value of a workflow with its expressions worked out."""
    told = str(text).lower() if isinstance(text, bool) else str(text)
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(_evaluate(found[1], known)), told)


def wanted(what: Mapping[str, Any], known: Mapping[str, Any], *, failed: bool) -> bool:
    """Return whether a step or a job is to be run, after a failure or without one."""
    condition = str(what.get("if", ""))
    if failed and "cancelled()" not in condition:
        return False
    return not condition or bool(_evaluate(condition.removeprefix("${{"), known))


def run_script(
    step: Mapping[str, Any], folder: Path, temporary: Path, environment: Mapping[str, str]
) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Run the script of a step; return how it ended, and its outputs."""
    told = temporary / "github_output"
    told.unlink(missing_ok=True)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={
            **os.environ,
            "GITHUB_OUTPUT": str(told),
            "GITHUB_STEP_SUMMARY": str(temporary / "github_step_summary"),
            "RUNNER_TEMP": str(temporary),
            "RUNNER_OS": "Linux",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return done, dict(line.split("=", 1) for line in lines)


@dataclass
class Server:
    """Hold what outlives a job; ``commands`` is the folder of the commands of its machines."""

    folder: Path
    commands: Path
    attested: list[str] = field(default_factory=list)

    @property
    def caches(self) -> list[str]:
        """Return the keys of all caches, the newest last."""
        return sorted(path.name for path in (self.folder / "caches").glob("*"))


@dataclass
class Run:
    """Run the jobs of a workflow; ``number`` is that of the run, ``tag`` what it is of, if any."""

    server: Server
    repository: Path
    workflow: Mapping[str, Any]
    number: int
    tag: str = ""
    results: dict[str, bool] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    @property
    def artefacts(self) -> Path:
        """Return the folder that has a folder for each artefact."""
        return self.server.folder / "artefacts" / str(self.number)

    def run(self) -> "Run":
        """Run every job that is to be run, and note how it ended."""
        for name, job in self.workflow["jobs"].items():
            self.run_job(name, job)
        return self

    def run_job(self, name: str, job: Mapping[str, Any]) -> None:
        """Run a job, all shards of it at a time."""
        needed = job.get("needs", [])
        before = [needed] if isinstance(needed, str) else needed
        failed = not all(self.results.get(each, False) for each in before)
        if not wanted(job, self._known(), failed=failed):
            return
        shards = job.get("strategy", {}).get("matrix", {}).get("shard", [""])
        with ThreadPoolExecutor() as threads:
            ended = threads.map(lambda shard: self._shard(name, job, shard, len(shards)), shards)
            self.results[name] = all(list(ended))

    def _known(self) -> dict[str, Any]:
        github = {
            "ref_type": "tag" if self.tag else "branch",
            "ref_name": self.tag or "main",
            "run_id": f"{self.number:03}",
            "run_attempt": "1",
            "repository": "OWNER/profiles",
            "token": "token",
        }
        return {"github": github, "env": self.workflow.get("env", {})}

    def _shard(self, name: str, job: Mapping[str, Any], shard: object, of: int) -> bool:
        """Run a job on a machine of its own, with a checkout; return whether it is fine."""
        machine = self.server.folder / "machines" / f"{self.number}-{name}-{shard}"
        work, temporary = machine / "work", machine / "temp"
        shutil.rmtree(machine, ignore_errors=True)
        temporary.mkdir(parents=True)
        shutil.copytree(self.repository, work)
        known = {
            **self._known(),
            "matrix": {"shard": str(shard)},
            "strategy": {"job-total": str(of)},
            "runner": {"temp": str(temporary)},
        }
        environment = {key: fill(value, known) for key, value in job.get("env", {}).items()}
        fine = _Machine(self, work, temporary, environment).run(job["steps"], known)
        if not fine:
            self.results[f"{name} {shard}".strip()] = False
        return fine


@dataclass
class _Machine:
    """Run steps in a folder."""

    of: Run
    work: Path
    temporary: Path
    environment: Mapping[str, str]

    def run(self, steps: list[dict[str, Any]], known: dict[str, Any]) -> bool:
        """Return whether all steps are fine; what they tell is in ``known`` then."""
        told: dict[str, Any] = {}
        known["steps"] = told
        failed = False
        for step in steps:
            if wanted(step, known, failed=failed):
                fine, outputs = self._step(step, known)
                told[step.get("id", "")] = {"outputs": outputs}
                failed = failed or not fine
        return not failed

    def _step(self, step: dict[str, Any], known: dict[str, Any]) -> tuple[bool, dict[str, str]]:
        if "run" in step:
            own = {key: fill(value, known) for key, value in step.get("env", {}).items()}
            path = f"{self.of.server.commands}:{os.environ['PATH']}"
            folder = self.work / step.get("working-directory", "")
            environment = {**self.environment, **own, "PATH": path}
            done, outputs = run_script(step, folder, self.temporary, environment)
            self.of.said.append(done.stdout + done.stderr)
            return done.returncode == 0, outputs
        action = step["uses"].partition("@")[0]
        inputs = {key: fill(value, known) for key, value in step.get("with", {}).items()}
        if action in ("./", "OWNER/mgi-report"):
            return self._ours(inputs, known)
        doing = {
            "actions/cache/restore": self._restore,
            "actions/cache/save": self._save,
            "actions/upload-artifact": self._upload,
            "actions/download-artifact": self._download,
            "actions/attest": self._attest,
            "actions/checkout": lambda _: None,
        }
        doing[action](inputs)
        return True, {}

    def _ours(self, inputs: dict[str, str], known: dict[str, Any]) -> tuple[bool, dict[str, str]]:
        action = read(ACTION)
        assert inputs.keys() <= action["inputs"].keys()
        given = {name: told["default"] for name, told in action["inputs"].items()} | inputs
        # What a package index would bring is here already.
        within = {**known, "inputs": given | {"version": "installed"}}
        fine = self.run(action["runs"]["steps"], within)
        return fine, {name: fill(t["value"], within) for name, t in action["outputs"].items()}

    def _restore(self, inputs: dict[str, str]) -> None:
        found = [key for key in self.of.server.caches if key.startswith(inputs["restore-keys"])]
        if found:
            kept = self.of.server.folder / "caches" / found[-1]
            shutil.copytree(kept, self.work / inputs["path"], dirs_exist_ok=True)

    def _save(self, inputs: dict[str, str]) -> None:
        shutil.copytree(
            self.work / inputs["path"], self.of.server.folder / "caches" / inputs["key"]
        )

    def _upload(self, inputs: dict[str, str]) -> None:
        assert int(inputs["retention-days"]) > 0
        folder, *left = inputs["path"].split("\n")
        patterns = [Path(each).name for each in left if each.startswith(f"!{folder}/")]
        target = self.of.artefacts / inputs["name"]
        shutil.copytree(self.work / folder, target, ignore=shutil.ignore_patterns(".*", *patterns))

    def _download(self, inputs: dict[str, str]) -> None:
        target = self.work / inputs["path"]
        if "name" in inputs:
            shutil.copytree(self.of.artefacts / inputs["name"], target)
            return
        for artefact in self.of.artefacts.iterdir():
            if fnmatch(artefact.name, inputs["pattern"]):
                shutil.copytree(artefact, target / artefact.name)

    def _attest(self, inputs: dict[str, str]) -> None:
        sums = self.work / inputs["subject-checksums"]
        for line in sums.read_text(encoding="utf-8").splitlines():
            digest, name = line.split("  ")
            assert sha256((sums.parent / name).read_bytes()).hexdigest() == digest
            self.of.server.attested.append(name)
