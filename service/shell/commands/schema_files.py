"""`copydesk schemas`: writes the generated contract files of a checkout, or says which of them are out of date."""

from __future__ import annotations

from pathlib import Path

from copydesk.schemas import generate
from copydesk.service.shell.errors import CopydeskError

ROOT = Path(generate.__file__).resolve().parents[1]
"""Of a checkout; `resolve` because the package holds a link to `schemas/`."""


def check_files() -> str:
    """One line when all files are as generated; CopydeskError with the names of those that are not."""
    stale = [name for name, text in _files().items() if _read(ROOT / name) != text]
    if stale:
        raise CopydeskError(f"out of date: {', '.join(stale)}: run `copydesk schemas`")
    return "all generated files are up to date"


def write_files() -> str:
    """Write what differs, and say what was written."""
    written = []
    for name, text in _files().items():
        if _read(ROOT / name) != text:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(text, encoding="utf-8")
            written.append(name)
    return f"wrote {', '.join(written)}" if written else "all generated files are up to date"


def _files() -> dict[str, str]:
    """Path in the checkout -> what is to stand there; CopydeskError in an installed package, which has not all of it."""
    if not (ROOT / "pyproject.toml").is_file():
        raise CopydeskError("`copydesk schemas` needs a checkout of Copydesk, and this is an installed package")
    documents = {f"schemas/{path}": text for path, text in generate.files().items()}
    return documents | {f"clients/{path}": text for path, text in generate.clients().items()}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
