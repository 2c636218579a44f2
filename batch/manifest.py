"""The manifest of a batch and the texts beside it: written first, so that any run can be repeated.

Read back they are data, checked against their digests: nothing in them is run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from batch.folders import FolderError
from batch.parquet import put
from batch.plan import Arm, Source, Study
from batch.sampling import Dimension
from batch.tables import Schema
from batch.versions import versions

SCHEMA = 1
MANIFEST, CONTENT = "manifest.json", "content.json"
KEYS = frozenset(
    ("status", "command", "versions", "seed", "runs", "samples", "sampled", "minds", "stop_at")
) | {"scenarios", "arms", "columns", "results"}
"""What every manifest holds."""
MOST_BYTES = 200_000_000
Plain = dict[str, Any]


def begun(study: Study, schema: Schema, command: list[str]) -> Plain:
    """Return the manifest of a batch that begins."""
    return {
        "schema": SCHEMA,
        "status": "running",
        "title": study.title,
        "says": study.says,
        "command": command,
        "experiment": study.experiment,
        "versions": dict(versions()),
        "seed": study.seed,
        "runs": study.runs,
        "samples": study.spread,
        "sampled": bool(study.samples),
        "minds": study.minds,
        "stop_at": study.stop_at,
        "look": study.look,
        "scenarios": {id: _source(source) for id, source in study.sources.items()},
        "arms": [{**_arm(arm), "label": arm.label} for arm in study.arms],
        "columns": {table: dict(columns) for table, columns in schema.items()},
        "results": None,
    }


def _source(source: Source) -> Plain:
    return {
        "title": source.title,
        "outcomes": dict(source.outcomes),
        "files": {place: sha256(text.encode()).hexdigest() for place, text in source.texts},
        "dimensions": [{**asdict(axis), "column": axis.column} for axis in source.dimensions],
        "measures": dict(source.measures),
    }


def _arm(arm: Arm) -> Plain:
    plain = asdict(arm)
    del plain["index"]
    return {**plain, "settings": dict(arm.settings), "pinned": list(arm.pinned)}


def write_json(path: Path, data: Plain) -> None:
    """Write data to a file in one step."""
    with put(path) as beside:
        text = json.dumps(data, ensure_ascii=True, allow_nan=False, indent=1)
        beside.write_text(text + "\n", encoding="ascii")


def write_content(folder: Path, study: Study) -> None:
    """Write the texts a batch is played from."""
    data = {
        id: {"actors": list(source.actors), "texts": dict(source.texts)}
        for id, source in study.sources.items()
    }
    write_json(folder / CONTENT, data)


def read_manifest(folder: Path) -> Plain:
    """Return a batch's manifest; FolderError where there is none that this version reads."""
    manifest = _read_json(folder, MANIFEST)
    if "schema" not in manifest:
        raise FolderError(f"{folder} holds no batch: {MANIFEST} is not the manifest of one")
    if manifest["schema"] != SCHEMA:
        raise FolderError(f"{folder}: {MANIFEST} is of a version this Whitecell does not read")
    if missing := min(KEYS - set(manifest), default=""):
        raise FolderError(f"{folder}: {MANIFEST} is damaged: there is no {missing!r} in it")
    return manifest


def read_study(folder: Path) -> Study:
    """Return the plan of the batch in a folder; FolderError where it is none, or was changed."""
    manifest, content = read_manifest(folder), _read_json(folder, CONTENT)
    try:
        return _study(manifest, content)
    except FolderError as error:
        raise FolderError(f"{folder}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        wrong = f"{type(error).__name__} in {MANIFEST}"
        raise FolderError(f"{folder} holds no whole batch: {wrong}") from None


def _read_json(folder: Path, name: str) -> Plain:
    path = folder / name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FolderError(f"{path} is too large to be one of ours")
        data = json.loads(path.read_bytes())
    except OSError:
        raise FolderError(f"{folder} holds no batch: {_lacking(folder, name)}") from None
    except (ValueError, RecursionError):
        raise FolderError(f"{path} is not JSON") from None
    if not isinstance(data, dict):
        raise FolderError(f"{path} holds no batch")
    return data


def _lacking(folder: Path, name: str) -> str:
    """Return why a file of a folder could not be opened."""
    if not folder.exists():
        return "there is no such folder"
    return f"there is no {name}" if folder.is_dir() else "it is not a folder"


def _study(manifest: Plain, content: Plain) -> Study:
    sources = {
        id: _read_source(id, told, content[id]) for id, told in manifest["scenarios"].items()
    }
    return Study(
        seed=int(manifest["seed"]),
        runs=int(manifest["runs"]),
        arms=tuple(_read_arm(at, told) for at, told in enumerate(manifest["arms"])),
        sources=sources,
        samples=int(manifest["samples"]) if manifest["sampled"] else 0,
        minds=bool(manifest["minds"]),
        stop_at=manifest["stop_at"],
        title=manifest["title"],
        says=manifest["says"],
        experiment=str(manifest.get("experiment", "")),
    )


def _read_arm(index: int, told: Plain) -> Arm:
    scenario, variant, lens, policy = (
        str(told[key]) for key in ("scenario", "variant", "lens", "policy")
    )
    settings = tuple((str(key), str(value)) for key, value in told["settings"].items())
    return Arm(index, scenario, variant, lens, policy, settings, tuple(told["pinned"]))


def _read_source(id: str, told: Plain, kept: Plain) -> Source:
    texts = {str(place): str(text) for place, text in kept["texts"].items()}
    for place, digest in told["files"].items():
        if sha256(texts.get(place, "").encode()).hexdigest() != digest:
            raise FolderError(f"{place} in {CONTENT} is not the text the batch began with")
    return Source(
        id=id,
        title=told["title"],
        texts=tuple((place, texts[place]) for place in told["files"]),
        actors=tuple(kept["actors"]),
        outcomes=tuple(told["outcomes"].items()),
        measures=tuple(told["measures"].items()),
        dimensions=tuple(_read_axis(axis) for axis in told["dimensions"]),
    )


def _read_axis(told: Mapping[str, Any]) -> Dimension:
    keys = ("kind", "name", "low", "high", "scale", "says")
    return Dimension(**{key: told[key] for key in keys}, claims=tuple(told["claims"]))
