"""Name the packages of the four top-level folders; everything else is in pyproject.toml (see docs/adr/0001-layout.md)."""

from pathlib import Path

from setuptools import find_packages, setup

NAME = "themegraph"
FOLDERS = ("graph", "loaders", "ontology", "queries")
ROOTS = {NAME: f"src/{NAME}", **{f"{NAME}.{folder}": folder for folder in FOLDERS}}
DATA = ("css", "csv", "gz", "html", "j2", "js", "json", "jsonl", "md", "rq", "svg", "tsv", "ttl", "txt", "yaml")


def packages_of(package: str, folder: str) -> list[str]:
    """List a package and those inside it, without following the links to the top-level folders."""
    if not Path(folder, "__init__.py").is_file():
        raise SystemExit(f"{folder}/__init__.py is missing, so {package} would be empty: check out the whole tree")
    links = [pattern for linked in FOLDERS for pattern in (linked, f"{linked}.*")] if package == NAME else []
    return [package, *(f"{package}.{inner}" for inner in find_packages(folder, exclude=links))]


setup(
    packages=[found for package, folder in ROOTS.items() for found in packages_of(package, folder)],
    package_dir=ROOTS,
    package_data={
        NAME: ["py.typed"],
        **{f"{NAME}.{folder}": [f"**/*.{suffix}" for suffix in DATA] for folder in FOLDERS},
    },
)
