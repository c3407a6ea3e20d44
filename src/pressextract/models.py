"""Which model a name means, what it is, and how the official German ones are installed."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pressextract.errors import ModelError
from pressextract.model import BUNDLED, bundled_path

#: Where the publisher of spaCy releases its models.
_RELEASES = "https://github.com/explosion/spacy-models/releases/download"
#: Version of the models for spaCy 3.8.
_VERSION = "3.8.0"
#: Official German models. The digest of de_core_news_sm is the one that two public projects pin; the others are
#: known to nobody here, so they are None and the computed digest is shown.
OFFICIAL: dict[str, str | None] = {
    "de_core_news_sm": "fec69fec52b1780f2d269d5af7582a5e28028738bd3190532459aeb473bfa3e7",
    "de_core_news_md": None,
    "de_core_news_lg": None,
    "de_dep_news_trf": None,
}


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What a model says about itself. `size` is in bytes, `digest` the SHA-256 over its files."""

    name: str
    version: str
    labels: tuple[str, ...]
    size: int
    licence: str
    digest: str


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed wheel. `verified` says whether its digest was known beforehand."""

    wheel: str
    digest: str
    verified: bool


def model_path(name: str) -> Path:
    """The folder that holds the model's config.cfg: the bundled one, an installed package's, or a path.

    Raises:
        ModelError: there is neither such a package nor such a folder; the message tells what to run.
    """
    if name == BUNDLED:
        path = bundled_path()
    elif name.isidentifier() and (package := importlib.util.find_spec(name)) is not None and package.origin:
        path = _data_folder(Path(package.origin).parent)
    elif "/" in name or "\\" in name or Path(name).exists():
        path = Path(name)
    else:
        raise ModelError(f"model {name} is not installed; run: pressextract model install {name}")
    if not (path / "config.cfg").is_file() or not (path / "meta.json").is_file():
        raise ModelError(f"model {name}: {path} has no config.cfg and meta.json; expected a pipeline saved by spaCy")
    return path


def describe_model(name: str) -> ModelFacts:
    """Name, version, labels, size, licence and digest of a model, without loading it.

    Raises:
        ModelError: as `model_path`, or its meta.json is damaged.
    """
    path = model_path(name)
    digest, size = sha256(), 0
    for file in sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts):
        content = file.read_bytes()
        size += len(content)
        digest.update(f"{file.relative_to(path).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    try:
        meta: dict[str, Any] = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        labels = tuple(sorted(meta.get("labels", {}).get("ner", ())))
        full_name = f"{meta['lang']}_{meta['name']}"
    except (ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"model {name}: {path / 'meta.json'} is damaged ({error})") from error
    licence = str(meta.get("license") or "not stated")
    return ModelFacts(full_name, str(meta.get("version", "")), labels, size, licence, digest.hexdigest())


def install_model(
    name: str, wheel: Path | None = None, digest: str | None = None, target: Path | None = None
) -> Installed:
    """Install an official model from its release address, or from a wheel at hand, after checking its SHA-256.

    `target` installs into a folder instead of this environment.

    Raises:
        ModelError: the name is none of `OFFICIAL`, the file cannot be had, its digest is another, or the
            installer failed.
    """
    if name not in OFFICIAL and wheel is None:
        raise ModelError(f"model {name}: no official German model; possible: {', '.join(OFFICIAL)}, or --from FILE")
    with TemporaryDirectory() as folder:
        file_name = f"{name}-{_VERSION}-py3-none-any.whl"
        if wheel is None:
            wheel = Path(folder, file_name)
            _download(f"{_RELEASES}/{name}-{_VERSION}/{file_name}", wheel)
        elif not wheel.is_file():
            raise ModelError(f"model {name}: no such file {wheel}; give the wheel ({file_name})")
        found = sha256(wheel.read_bytes()).hexdigest()
        expected = digest or (OFFICIAL.get(name) if wheel.name == file_name else None)
        if expected is not None and found != expected.lower():
            raise ModelError(
                f"model {name}: {wheel.name} has SHA-256 {found}, expected {expected}; not installed, fetch it again"
            )
        _install(name, wheel, target)
    return Installed(wheel.name, found, expected is not None)


def _download(address: str, to: Path) -> None:
    try:
        with urllib.request.urlopen(address, timeout=60) as response, to.open("wb") as file:
            shutil.copyfileobj(response, file)
    except (urllib.error.URLError, OSError) as error:
        raise ModelError(
            f"cannot fetch {address} ({error}); fetch it on another machine and run:"
            f" pressextract model install {to.name.partition('-')[0]} --from {to.name}"
        ) from error


def _install(name: str, wheel: Path, target: Path | None) -> None:
    """With pip where this environment has it, else with uv, since `uv run` makes environments without pip."""
    if importlib.util.find_spec("pip") is not None:
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    elif uv := shutil.which("uv"):
        command = [uv, "pip", "install", "--no-deps", "--no-index", "--quiet", "--python", sys.executable]
    else:
        raise ModelError(f"model {name}: neither pip nor uv is here to install {wheel}; install one of them")
    if target is not None:
        command += ["--target", str(target)]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ModelError(f"model {name}: {wheel.name} was not installed: {done.stderr.strip()[-300:]}")
    importlib.invalidate_caches()


def _data_folder(package: Path) -> Path:
    """An installed model keeps its data in a folder <name>-<version> inside the package."""
    try:
        meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
        return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError):
        return package
