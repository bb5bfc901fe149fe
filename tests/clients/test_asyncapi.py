"""schemas/asyncapi.yaml as the AsyncAPI initiative's own parser reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

import orjson

from tests.clients.tools import PROGRAMS, ROOT, need, node_modules, run


def test_the_official_parser_finds_no_fault(tmp_path: Path) -> None:
    """Each message is there with a title that can name a class, its payload with that of its model, operations with theirs."""
    need("node", "npm")
    shutil.copy(PROGRAMS / "asyncapi" / "validate.js", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "node_modules").symlink_to(node_modules("asyncapi"))
    read = orjson.loads(run(tmp_path, "node", "validate.js", ROOT / "schemas" / "asyncapi.yaml"))
    # The document is AsyncAPI 3.0; that there is a 3.1 is the only thing it has to say.
    assert [code for code, _ in read["found"]] == ["asyncapi-latest-version"]
    assert sorted(map(tuple, read["messages"])) == [
        ("article", "Article", "Article"),
        ("copy-link", "CopyLink", "CopyLink"),
        ("duplicate", "Duplicate", "Duplicate"),
        ("forgotten", "Forgotten", "NoValue"),
        ("page", "Page", "PageBytes"),
        ("parsed-article", "ParsedArticle", "ParsedArticle"),
        ("raw-document", "RawDocument", "RawDocument"),
        ("rejection", "Rejection", "Original"),
        ("story-sketch", "StorySketch", "StorySketch"),
    ]
    assert dict(read["operations"]) == {
        "publishDocument": "Publish a document",
        "readArticles": "Read articles",
        "readDuplicates": "Read duplicates",
        "readLinks": "Read links",
        "readRejections": "Read rejections",
    }
