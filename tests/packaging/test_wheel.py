"""A wheel holds the four folders whole: from a checkout, from the sdist, and from a checkout without symbolic links."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDERS = ("graph", "loaders", "ontology", "queries")
NAME = "themegraph"


def tracked(root: Path) -> list[Path]:
    """List the files that git tracks or would track, relative to the root."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split("\0")
    return [Path(name) for name in sorted(set(names)) if name and (root / name).exists()]


def copy_checkout(root: Path, target: Path, *, links: bool) -> Path:
    """Copy a checkout; without links, write what git writes in their place: a file that holds the link's target."""
    for name in tracked(root):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if not (root / name).is_symlink():
            shutil.copy2(root / name, place)
        elif links:
            place.symlink_to((root / name).readlink(), target_is_directory=True)
        else:
            place.write_text((root / name).readlink().as_posix(), encoding="utf-8")
    return target


def expected(source: Path) -> dict[str, str]:
    """Map each path that a wheel must hold to the digest of the file in the checkout that it is built from."""
    inside = [path for folder in FOLDERS for path in (source / folder).rglob("*") if path.is_file()]
    places = {f"{NAME}/{path.relative_to(source).as_posix()}": path for path in inside}
    own = [path for path in (source / "src" / NAME).rglob("*") if path.is_file() and path.name not in FOLDERS]
    places |= {path.relative_to(source / "src").as_posix(): path for path in own}
    return {place: sha256(path.read_bytes()).hexdigest() for place, path in places.items()}


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist with the tools of this environment, and return the file."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.iterdir()
    return built


def contents(wheel: Path) -> dict[str, str]:
    """Map each path in a wheel, its metadata apart, to the file's digest."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        return {name: sha256(archive.read(name)).hexdigest() for name in names}


def test_wheel_of_a_checkout_is_whole(root: Path, tmp_path: Path) -> None:
    source = copy_checkout(root, tmp_path / "source", links=True)
    whole = expected(source)
    assert len(whole) > 50
    assert contents(build("wheel", source, tmp_path / "wheel")) == whole, (
        "a folder lacks __init__.py, or see DATA in setup.py"
    )


def test_wheel_without_symbolic_links_is_whole(root: Path, tmp_path: Path) -> None:
    source = copy_checkout(root, tmp_path / "source", links=False)
    whole = expected(source)
    assert (source / "src" / NAME / "graph").read_text(encoding="utf-8") == "../../graph"
    assert contents(build("wheel", source, tmp_path / "wheel")) == whole


def test_wheel_of_the_sdist_is_whole(root: Path, tmp_path: Path) -> None:
    source = copy_checkout(root, tmp_path / "source", links=True)
    whole = expected(source)
    sdist = build("sdist", source, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = tmp_path / sdist.name.removesuffix(".tar.gz")
    assert contents(build("wheel", unpacked, tmp_path / "wheel")) == whole


@pytest.mark.parametrize("folder", FOLDERS)
def test_build_without_a_folder_fails_loudly(root: Path, tmp_path: Path, folder: str) -> None:
    source = copy_checkout(root, tmp_path, links=False)
    shutil.rmtree(source / folder)
    done = subprocess.run(
        [sys.executable, "setup.py", "--name"], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"{folder}/__init__.py is missing, so {NAME}.{folder} would be empty" in done.stderr
