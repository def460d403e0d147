"""What a library does by a model's name holds a rename back where it would turn that, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Applicability
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import check

HEAD = """\
from langchain.agents import create_agent
from langchain.agents.structured_output import ToolStrategy
from langchain.chat_models import init_chat_model
from langchain_deepseek import ChatDeepSeek

llm = ChatDeepSeek(model="deepseek-chat")
other = ChatDeepSeek(model="gpt-4o", api_base="https://example.org/v1")
"""
# None: renamed it would ask for a JSON schema, which is refused, and a fix that leads to an error is withheld.
CASES = {
    "create_agent(llm, response_format=City)": None,
    "create_agent(model=llm, tools=[], response_format=City)": None,
    "create_agent(llm, [], response_format=ToolStrategy(City))": Applicability.SAFE,
    "create_agent(llm, response_format=None)": Applicability.SAFE,
    "create_agent(llm)": Applicability.SAFE,
    "create_agent(other, response_format=City)": Applicability.SAFE,
    "create_other(llm, response_format=City)": Applicability.SAFE,
}


@pytest.mark.parametrize(("call", "expected"), CASES.items(), ids=CASES)
def test_what_an_agent_asks_for(call: str, expected: Applicability | None, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "app.py").write_text(f"{HEAD}agent = {call}\n")
    target = catalog().default_target
    (finding,) = check(Settings((tmp_path,), Targets(target, target))).findings
    if expected is None:
        assert finding.fix is None
        assert "JSON schema" in str(finding.not_fixed)
        return
    assert finding.fix is not None
    assert finding.fix.applicability is expected, finding
