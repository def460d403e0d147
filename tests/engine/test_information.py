"""What a fix brings to light that is for one's information only keeps no fix back."""

from __future__ import annotations

from pathlib import Path

from dsmigrate.catalog.load import catalog
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import fix

# mirascope has no place for thinking that is on: the service's default does it, as the old name did.
CODE = """\
from mirascope import llm

llm.register_provider("openai:completions", scope="deepseek/", base_url="https://api.deepseek.com", api_key="k")


@llm.call("deepseek/deepseek-reasoner")
def multiply(a: int, b: int) -> str:
    return f"What is {a} * {b}?"
"""


def test_a_renamed_reasoner_that_thinks_by_default(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "app.py").write_text(CODE)
    target = catalog().default_target
    done = fix(Settings((tmp_path,), Targets(target, target)), write=True)
    assert [finding.code for finding in done.fixed] == ["DS101"]
    assert [finding.code for finding in done.findings] == ["DS301"]
    assert (tmp_path / "app.py").read_text() == CODE.replace("deepseek-reasoner", target)
