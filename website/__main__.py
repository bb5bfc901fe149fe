"""`python -m website`: build the site into site/, and say what is wrong with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from website.check import faults
from website.pages import ROOT, rewritten, sources
from website.reference import pages as reference_pages

WORK = ROOT / ".cache" / "website"
SITE = ROOT / "site"
SCHEMAS = ("schemas/asyncapi.yaml", "schemas/json")
"""What the reference pages link to."""


def build(work: Path = WORK, site: Path = SITE) -> list[str]:
    """Build it; the lines say what is wrong. `work` and `site` are made anew."""
    for folder in (work, site):
        shutil.rmtree(folder, ignore_errors=True)
    write(work / "docs")
    config = (ROOT / "website" / "zensical.toml").read_text(encoding="utf-8")
    (work / "zensical.toml").write_text(config, encoding="utf-8")
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--clean", "--strict"]
    done = subprocess.run(
        command, cwd=work, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    if done.returncode:
        return (done.stdout + done.stderr).partition("Traceback")[0].splitlines()
    shutil.move(work / "site", site)
    return faults(site)


def write(docs: Path) -> None:
    """The Markdown of all pages, with the files that they link to."""
    documents = sources()
    names = {path.resolve(): name for name, path in documents.items()}
    linked: dict[str, Path] = {}
    texts = reference_pages()
    for name, source in documents.items():
        texts[name], files = rewritten(name, names, source.read_text(encoding="utf-8"), source)
        linked |= files
    for name, text in texts.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    linked["extra.css"] = ROOT / "website" / "extra.css"
    for name, path in linked.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, docs / name)
    for name in SCHEMAS:
        there = docs / "files" / name
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, there, dirs_exist_ok=True)
        else:
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, there)


def main() -> None:
    """Exits with 1 where something is wrong."""
    lines = build()
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        sys.exit(1)
    pages = len(list(SITE.rglob("*.html")))
    print(f"{pages} pages in {SITE.relative_to(ROOT)}/; look at them with: python3 -m http.server --directory site")


if __name__ == "__main__":
    main()
