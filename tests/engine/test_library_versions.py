"""A call is read and rewritten as the version takes it that the project pins; the newest where it pins none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import fix

CREWAI = """\
from crewai import LLM

llm = LLM(model="deepseek/deepseek-chat")
"""
COMMUNITY = """\
from langchain_community.chat_models import ChatOpenAI

llm = ChatOpenAI(model_name="deepseek-chat", openai_api_base="https://api.deepseek.com/v1")
"""
LITELLM = """\
import litellm

litellm.completion(
    model="deepseek/deepseek-v4-flash", messages=messages, thinking={"type": "disabled"}
)
"""
AGNO = """\
from agno.models.deepseek import DeepSeek

model = DeepSeek(id="deepseek-chat")
"""
REASONING = """\
from agno.agent import Agent
from agno.models.deepseek import DeepSeek

agent = Agent(reasoning_model=DeepSeek(id="deepseek-reasoner"))
"""
AUTOGEN = """\
from autogen_ext.models.openai import OpenAIChatCompletionClient

client = OpenAIChatCompletionClient(model="deepseek-chat", base_url="https://api.deepseek.com")
"""
EFFORT = """\
import litellm

litellm.completion(model="deepseek/deepseek-chat", messages=[], reasoning_effort="none")
"""
DSPY = """\
import dspy

lm = dspy.LM("deepseek/deepseek-chat", reasoning_effort="low")
"""
BROWSER_USE = """\
from browser_use.llm import ChatDeepSeek

llm = ChatDeepSeek(model="deepseek-chat")
"""
CAMEL = """\
from camel.models import DeepSeekModel

model = DeepSeekModel("deepseek-chat", url="https://api.deepseek.com")
"""
PYDANTIC_MODEL = """\
from pydantic_ai.models.openai import OpenAIModel

model = OpenAIModel("deepseek-chat", provider="deepseek")
"""
PYDANTIC_AGENT = """\
from pydantic_ai import Agent

agent = Agent("deepseek:deepseek-chat")
"""
EXTRA = 'extra_body={"thinking": {"type": "disabled"}}'
IN_DICT = '{}={{"extra_body": {{"thinking": {{"type": "disabled"}}}}}}'
MOVED = LITELLM.replace('thinking={"type": "disabled"}', EXTRA)
CASES = [
    (CREWAI, "", EXTRA),
    (CREWAI, "crewai==0.102.0", EXTRA),
    (CREWAI, "crewai>=0.90", EXTRA),
    (CREWAI, "crewai<1", EXTRA),
    (CREWAI, "crewai==0.100.0", None),
    (CREWAI, "crewai<0.102", None),
    (BROWSER_USE, "", "thinking=False"),
    (BROWSER_USE, "browser-use==0.13.9", "thinking=False"),
    (BROWSER_USE, "browser-use==0.13.8", None),
    (CAMEL, "", IN_DICT.format("model_config_dict")),
    (CAMEL, "camel-ai==0.2.75", IN_DICT.format("model_config_dict")),
    (CAMEL, "camel-ai==0.2.74", None),
    (PYDANTIC_MODEL, "pydantic-ai==0.4.2", IN_DICT.format("settings")),
    (PYDANTIC_MODEL, "pydantic-ai==0.4.1", None),
    (PYDANTIC_AGENT, "pydantic-ai==0.4.1", IN_DICT.format("model_settings")),
    (PYDANTIC_AGENT, "pydantic-ai==0.1.2", None),
    (COMMUNITY, "", 'model_kwargs={"extra_body": {"thinking": {"type": "disabled"}}}'),
    (COMMUNITY, "openai==1.40", 'model_kwargs={"extra_body": {"thinking": {"type": "disabled"}}}'),
    (COMMUNITY, "openai==0.28.1", 'model_kwargs={"thinking": {"type": "disabled"}}'),
    (COMMUNITY, "openai<1", 'model_kwargs={"thinking": {"type": "disabled"}}'),
    (LITELLM, "", None),
    (LITELLM, "litellm==1.93.0", None),
    (LITELLM, "litellm==1.80.0", EXTRA),
    (LITELLM, "litellm>=1.40,<1.90", EXTRA),
    (AGNO, "", EXTRA),
    (AGNO, "agno==2.0.4", EXTRA),
    (AGNO, "agno==1.8.4", 'request_params={"extra_body": {"thinking": {"type": "disabled"}}}'),
    (REASONING, "", '"deepseek-v4-flash"'),
    (REASONING, "agno==2.3.8", None),
    (EFFORT, "", '"deepseek/deepseek-v4-flash", messages=[], reasoning_effort="none")'),
    (EFFORT, "litellm==1.93.0", '"deepseek/deepseek-v4-flash", messages=[], reasoning_effort="none")'),
    (EFFORT, "litellm>=1.80", '"deepseek/deepseek-v4-flash", messages=[], reasoning_effort="none")'),
    (EFFORT, "litellm==1.92.0", None),
    (EFFORT, "litellm<1.93", None),
    (DSPY, "", '"deepseek/deepseek-v4-flash", reasoning_effort="low")'),
    (DSPY, "dspy==3.3.0", None),
    (DSPY, "litellm==1.80.0", None),
    (AUTOGEN, "autogen-ext>=0.4", EXTRA),
    (AUTOGEN, "autogen-ext==0.7.4", None),
]


@pytest.mark.parametrize(("text", "pin", "expected"), CASES)
def test_fixes(text: str, pin: str, expected: str | None, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text(f"rich\n{pin}\n")
    app = tmp_path / "src" / "app.py"
    app.parent.mkdir()
    app.write_text(text)
    target = catalog().default_target
    fix(Settings((tmp_path,), Targets(target, target)), write=True)
    written = app.read_text()
    assert written == text if expected is None else expected in written


def test_what_is_too_old_is_told_with_the_version_that_is_needed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "poetry.lock").write_text('[[package]]\nname = "crewai"\nversion = "0.100.0"\n')
    (tmp_path / "app.py").write_text(CREWAI)
    target = catalog().default_target
    outcome = fix(Settings((tmp_path,), Targets(target, target), unsafe_fixes=True), write=True)
    (finding,) = outcome.findings
    assert finding.fix is None
    assert "from crewai 0.102 on; poetry.lock says `0.100.0`" in (finding.not_fixed or "")
    assert (tmp_path / "app.py").read_text() == CREWAI


def test_an_effort_in_a_version_that_was_not_looked_at_is_told_with_the_first_that_was(
    tmp_path: Path,
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text("litellm==1.92.0\n")
    (tmp_path / "app.py").write_text(EFFORT)
    target = catalog().default_target
    (finding,) = fix(Settings((tmp_path,), Targets(target, target)), write=True).findings
    assert finding.fix is not None
    (reason,) = finding.fix.reasons
    assert "is known from 1.93 on; requirements.txt says `==1.92.0`" in reason


@pytest.mark.parametrize(("pin", "reported"), [("agno==2.3.8", True), ("agno==3.1.10", False), ("", False)])
def test_the_model_that_a_library_itself_defaults_to_counts(pin: str, reported: bool, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text(f"{pin}\n")
    text = AGNO.replace('id="deepseek-chat"', "temperature=0.2")
    (tmp_path / "app.py").write_text(text)
    target = catalog().default_target
    outcome = fix(Settings((tmp_path,), Targets(target, target), unsafe_fixes=True), write=True)
    assert [finding.code for finding in outcome.findings] == (["DS101"] if reported else [])
    assert all("the library itself sends it" in (finding.not_fixed or "") for finding in outcome.findings)
    assert (tmp_path / "app.py").read_text() == text
