"""Whose a URL is, and which names name DeepSeek; what is wrong with a URL is tested with its rules."""

from __future__ import annotations

import pytest

from dsmigrate.catalog.endpoints import Judgement, UrlProblem, Vendor
from dsmigrate.catalog.load import catalog


def judge(url: str, *, full: bool = False, api: str = "chat", library: str = "") -> Judgement:
    return catalog().endpoints.judge(url, full=full, api=api, library=library)


@pytest.mark.parametrize(
    ("url", "vendor", "provider"),
    [
        ("https://api.deepseek.com", Vendor.DEEPSEEK, ""),
        ("HTTPS://API.DeepSeek.COM/v1", Vendor.DEEPSEEK, ""),
        (" https://api.deepseek.com/v1 ", Vendor.DEEPSEEK, ""),
        ("https://api.deepseek.com:443/v1", Vendor.DEEPSEEK, ""),
        ("https://api.deepseek.com./v1", Vendor.DEEPSEEK, ""),
        ("api.deepseek.com", Vendor.DEEPSEEK, ""),
        ("https://api.deepseek.ai", Vendor.DEEPSEEK, ""),
        ("https://openrouter.ai/api/v1", Vendor.FOREIGN, "OpenRouter"),
        ("openrouter.ai/api/v1", Vendor.FOREIGN, "OpenRouter"),
        ("https://team.openai.azure.com/openai/deployments/x", Vendor.FOREIGN, "Azure"),
        ("https://models.inference.ai.azure.com", Vendor.FOREIGN, "Azure"),
        ("https://ark.cn-beijing.volces.com/api/v3", Vendor.FOREIGN, "Volcengine"),
        ("https://dashscope-intl.aliyuncs.com/compatible-mode/v1", Vendor.FOREIGN, "Alibaba Cloud"),
        ("https://api.siliconflow.cn/v1", Vendor.FOREIGN, "SiliconFlow"),
        ("https://api.openai.com/v1", Vendor.FOREIGN, "OpenAI"),
        ("https://api.anthropic.com", Vendor.FOREIGN, "Anthropic"),
        ("https://bedrock-runtime.us-east-1.amazonaws.com", Vendor.FOREIGN, "AWS"),
        ("http://localhost:11434/v1", Vendor.LOCAL, "a local server (localhost)"),
        ("localhost:8000", Vendor.LOCAL, "a local server (localhost)"),
        ("http://127.0.0.1:8000/v1", Vendor.LOCAL, "a local server (127.0.0.1)"),
        ("http://0.0.0.0:4000", Vendor.LOCAL, "a local server (0.0.0.0)"),
        ("http://192.168.1.20/v1", Vendor.LOCAL, "a local server (192.168.1.20)"),
        ("http://172.20.0.2/v1", Vendor.LOCAL, "a local server (172.20.0.2)"),
        ("http://[::1]:8080/v1", Vendor.LOCAL, "a local server (::1)"),
        ("http://ollama:11434", Vendor.LOCAL, "a local server (ollama)"),
        ("http://host.docker.internal:1234/v1", Vendor.LOCAL, "a local server (host.docker.internal)"),
        ("http://box.local/v1", Vendor.LOCAL, "a local server (box.local)"),
        ("https://relay.example.net/v1", Vendor.UNKNOWN, ""),
        ("https://deepseek.example.net/v1", Vendor.UNKNOWN, ""),
        ("https://api.deepseek.com.example.net", Vendor.UNKNOWN, ""),
        ("https://notdeepseek.com", Vendor.UNKNOWN, ""),
        ("https://myopenai.com", Vendor.UNKNOWN, ""),
        ("https://8.8.8.8/v1", Vendor.UNKNOWN, ""),
        ("http://172.32.0.1/v1", Vendor.UNKNOWN, ""),
        ("relay.example.net/v1", Vendor.UNKNOWN, ""),
        ("deepseek", Vendor.UNKNOWN, ""),
        ("/v1/chat/completions", Vendor.UNKNOWN, ""),
        ("https://", Vendor.UNKNOWN, ""),
        ("", Vendor.UNKNOWN, ""),
    ],
)
def test_whose(url: str, vendor: Vendor, provider: str) -> None:
    found = judge(url)
    assert (found.vendor, found.provider) == (vendor, provider)
    if vendor is not Vendor.DEEPSEEK:
        assert (found.problem, found.right, found.certain) == (UrlProblem.NONE, "", False)


@pytest.mark.parametrize(
    "url",
    ["https://api.deepseek.com/v1/chat/completions?a=b", "https://me@api.deepseek.com/v1/chat/completions"],
)
def test_what_else_is_in_a_url_makes_its_replacement_doubtful(url: str) -> None:
    assert judge("https://api.deepseek.com/v1/chat/completions").certain
    found = judge(url)
    assert (found.problem, found.certain) == (UrlProblem.PATH_IN_BASE, False)


@pytest.mark.parametrize("library", ["litellm", "dspy", "crewai"])
def test_forgiving_libraries(library: str) -> None:
    url = "https://api.deepseek.com/v1/chat/completions"
    assert judge(url, library=library).problem is UrlProblem.NONE
    assert judge(url, library="openai").problem is UrlProblem.PATH_IN_BASE
    assert judge("https://api.deepseek.com/anthropic", library=library).problem is UrlProblem.FORMAT_MISMATCH


def test_several_problems_are_put_right_together_and_the_worst_is_named() -> None:
    found = judge("http://api.deepseek.ai/v1/chat/completions")
    assert (found.problem, found.right) == (UrlProblem.WRONG_HOST, "https://api.deepseek.com/v1")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("DEEPSEEK_BASE_URL", True),
        ("the environment variable DEEPSEEK_BASE_URL", True),
        ("MY_DEEP_SEEK_URL", True),
        ("deepseek-url", True),
        ("deepseekClient", True),
        ("https://api.deepseek.com", True),
        ("it is put together from parts, one of them DEEPSEEK_HOST", True),
        ("AZURE_URL, then DEEPSEEK_URL", True),
        ("AZURE_DEEPSEEK_ENDPOINT", False),
        ("OPENROUTER_DEEPSEEK_URL", False),
        ("deepseek_ollama_host", False),
        ("OPENAI_BASE_URL", False),
        ("deep_research_seek", False),
        ("", False),
    ],
)
def test_names_deepseek(text: str, named: bool) -> None:
    assert catalog().endpoints.names_deepseek(text) is named


def test_expiry() -> None:
    expiry = catalog().endpoints.expiry_in
    assert expiry("https://api.deepseek.com/v3.1_terminus_expires_on_20251015/x") == "2025-10-15"
    assert expiry("https://api.deepseek.com/v1") == ""


@pytest.mark.parametrize(
    ("url", "body", "interface"),
    [
        ("https://api.deepseek.com/chat/completions", "prompt", "chat"),
        ("https://api.deepseek.com/v1/chat/completions/", "input", "chat"),
        ("https://api.deepseek.com/beta/completions?trace=1", "messages", "fim"),
        ("https://api.deepseek.com/anthropic/v1/messages", "messages", "messages"),
        ("https://relay.example.net/messages", "messages", "messages"),
        ("https://api.deepseek.com/responses", "messages", "responses"),
        ("https://api.deepseek.com", "messages", "chat"),
        ("https://api.deepseek.com", "messages prompt input", "chat"),
        ("https://api.deepseek.com", "prompt suffix input", "fim"),
        ("https://api.deepseek.com/v1", "input", "responses"),
        ("", "prompt", "fim"),
        ("", "input", "responses"),
        ("", "model", "chat"),
        ("", "", "chat"),
        ("https://api.deepseek.com/responses?at=/messages", "prompt", "responses"),
    ],
)
def test_which_interface_is_asked(url: str, body: str, interface: str) -> None:
    assert catalog().endpoints.interface_at(url, body.split()) == interface


@pytest.mark.parametrize(
    ("path", "asks", "base"),
    [
        ("/chat/completions", True, False),
        ("/v1/messages", True, False),
        ("/completions", True, False),
        ("/responses", True, False),
        ("/", False, True),
        ("/v1", False, True),
        ("/beta", False, True),
        ("/anthropic", False, True),
        ("/v3.2", False, True),
        ("/user/balance", False, False),
        ("/v1/models", False, False),
        ("/mycompletions", False, False),
        ("/version", False, False),
    ],
)
def test_what_a_path_is(path: str, asks: bool, base: bool) -> None:
    endpoints = catalog().endpoints
    assert (endpoints.is_of_an_interface(path), endpoints.may_be_a_base(path)) == (asks, base)
