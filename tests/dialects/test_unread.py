"""DS109's sightings: retired IDs that steer something in files of languages that are not read yet, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.sightings import Mention, Role
from dsmigrate.dialects.file_kinds import reads
from dsmigrate.dialects.unread import lift, read

ROOT = Path("/home/me/project")
OTHERS = " | ".join(f"'other-{number}'" for number in range(20))


def mentions(name: str, content: str | bytes) -> tuple[Mention, ...]:
    data = content if isinstance(content, bytes) else content.encode()
    sightings = lift(ROOT / name, data, catalog())
    assert sightings.path == ROOT / name
    for mention in sightings.mentions:
        assert mention.role is Role.UNREAD_FILE
        assert mention.place.path == ROOT / name
        source = read(ROOT / name, data)
        assert source.slice(mention.place.span) == mention.model
        span = data[mention.place.span.start : mention.place.span.end]
        assert span.replace(b"\0", b"").decode() == mention.model
    return sightings.mentions


def notebook(*cells: tuple[str, str | list[str]], indent: int | None = 1) -> str:
    """A notebook as Jupyter writes it: keys in order, output below each cell of code."""
    written = []
    for kind, text in cells:
        cell: dict[str, object] = {"cell_type": kind, "metadata": {"note": "deepseek-chat"}}
        if kind == "code":
            cell["outputs"] = [{"output_type": "stream", "text": ["deepseek-chat\n"]}]
        cell["source"] = text
        written.append(cell)
    return json.dumps({"cells": written, "metadata": {"m": "deepseek-chat"}, "nbformat": 4}, indent=indent)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".env", "DEEPSEEK_MODEL=deepseek-chat\n"),
        (".env.example", "M='deepseek-chat' # the default\n"),
        ("prod.env", "export M=deepseek-chat"),
        ("config.yaml", "model: deepseek-chat # 'twas chosen by Tom's team\n"),
        ("config.yml", "url: https://x.example/#a\nmodels: [gpt-5, deepseek-chat]\n"),
        ("config.yaml.j2", "{# why #}\nmodel: {{ model or 'deepseek-chat' }}\n"),
        ("docker-compose.yml", "environment:\n  - M=${M:-deepseek-chat}\n"),
        ("application.yml", "model: ${DEEPSEEK_MODEL:deepseek-chat}\n"),
        ("application.properties", "ai.model=deepseek-chat\n"),
        ("application.properties", "ai.model:deepseek-chat\n"),
        ("settings.toml", 'model = "deepseek-chat"\n'),
        ("settings.toml.example", 'model = "deepseek-chat"\n'),
        ("setup.cfg", "[x]\nmodel = deepseek-chat\n"),
        ("app.ini", "model = deepseek-chat ; the default\n"),
        ("config.json", '{"url": "https://x.example//*", "model":"deepseek-chat"}'),
        ("tsconfig.jsonc", '{"a": "b", // a comment\n "m": "deepseek-chat"}'),
        ("run.sh", 'curl -d "{\\"model\\": \\"deepseek-chat\\"}" # go\n'),
        ("run.sh", "MODEL=${1-deepseek-chat}\n"),
        ("run.sh", "ask --model=deepseek-chat\n"),
        ("run.fish", "set -x M deepseek-chat"),
        ("run.ps1", "<# help #>\n$env:M = 'deepseek-chat'"),
        ("run.bat", "set M=deepseek-chat\r\n"),
        ("tool", "#!/bin/bash\nM=deepseek-chat\n"),
        ("Dockerfile", "ENV M=deepseek-chat\n"),
        ("Dockerfile.prod", "ENV M deepseek-chat\n"),
        ("Makefile", "M ?= deepseek-chat\n"),
        ("a.js", "const url = 'https://api.deepseek.com'; const model = 'deepseek-chat'\n"),
        ("a.mjs", "export default {model: `deepseek-chat`}"),
        ("a.ts", 'const it = /[\'"]/;\nask({ model: "deepseek-chat" }) // the old one\n'),
        ("a.tsx", "<p>It's here: https://x.example</p> <Chat model='deepseek-chat' />"),
        ("a.vue", "<!-- old --><script>const m = 'deepseek-chat'</script>"),
        ("a.go", 'Model: "deepseek-chat", // fast\n'),
        ("A.java", 'String M = "deepseek-chat";'),
        ("a.kt", 'val m = "deepseek-chat"'),
        ("a.rs", "fn f<'a>(x: &'a str) { g(\"deepseek-chat\") }"),
        ("a.rb", "m = 'deepseek-chat'"),
        ("a.php", "$m = 'deepseek-chat'; # old"),
        ("A.cs", 'var u = @"https://x"; var m = "deepseek-chat";'),
        ("a.swift", 'let m = "deepseek-chat"'),
        ("a.dart", "const m = 'deepseek-chat';"),
        ("a.lua", "local m = 'deepseek-chat' -- old"),
        ("a.R", 'm <- "deepseek-chat"'),
        ("main.tf", 'default = "deepseek-chat"'),
        ("beans.xml", "<property name='model' value='deepseek-chat'/>"),
        ("index.html", "<script>ask({model: 'deepseek-chat'})</script>"),
        ("index.html", "<select><option>deepseek-chat</option></select>"),
        (
            "a.ipynb",
            notebook(
                ("markdown", "about deepseek-chat"), ("code", ["import x\n", "m = 'deepseek-chat' # old"])
            ),
        ),
        ("a.ipynb", notebook(("code", 'm = "x" # why\nm = "deepseek-chat"\n'), indent=None)),
        ("tests/test_it.ipynb", notebook(("code", 'ask("deepseek-chat")'))),
        ("agent.json", '{"model": "deepseek:deepseek-chat"}\n'),
        ("a.ipynb", '{"cells": [{"source": ["\'deepseek-chat\'"], "cell_type": "code"}]}'),
        ("i18n/translate.ts", "ask('deepseek-chat')"),
        ("messages/model.yaml", "model: deepseek-chat"),
        ("messages/ai.ts", "ask('deepseek-chat')"),
        ("lang/english.json", '{"model": "deepseek-chat"}'),
        ("a.yaml", "name: \xe9\nmodel: deepseek-chat\n".encode("latin-1")),
        ("a.yaml", "name: 中🎉\nmodel: deepseek-chat\n"),
        ("a.ini", b"\xef\xbb\xbfmodel=deepseek-chat"),
        ("a.ps1", b"\xff\xfe" + "$m = 'deepseek-chat' # 中".encode("utf-16-le")),
        ("a.ps1", b"\xfe\xff" + "$m = 'deepseek-chat'".encode("utf-16-be")),
        (
            "big.ipynb",
            notebook(("code", "x = '" + "x" * 1_000_000 + "'"), ("code", "'deepseek-chat'"), indent=None),
        ),
    ],
)
def test_found(name: str, content: str | bytes) -> None:
    assert reads(name) or name == "tool"
    (mention,) = mentions(name, content)
    assert (mention.model, mention.note) == ("deepseek-chat", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        # Comments.
        (".env", "# M=deepseek-chat\n"),
        (".env", "M=deepseek-v4-flash # was deepseek-chat\n"),
        ("a.yaml", "  # model: deepseek-chat\n"),
        ("a.yaml", "a: it's # wasn't deepseek-chat\n"),
        ("a.toml", "a = 'b' # deepseek-chat"),
        ("a.ini", "; model = deepseek-chat\n"),
        ("a.properties", "! model = deepseek-chat\n"),
        ("a.sh", "x=1\n# deepseek-chat"),
        ("a.ps1", "<#\n deepseek-chat\n#>\nx # deepseek-chat"),
        ("a.bat", "REM deepseek-chat\r\n:: deepseek-chat\r\n@rem deepseek-chat"),
        ("a.js", "// deepseek-chat\n/* deepseek-chat\n deepseek-chat */ x = '//'; // deepseek-chat"),
        ("a.jsonc", '{"a": "/*", // deepseek-chat\n"b": 1 /* "deepseek-chat" */}'),
        ("a.ts", "x = `a\n// ${b}` // deepseek-chat"),
        ("a.go", "/* never closed deepseek-chat"),
        ("a.php", "# deepseek-chat\n// deepseek-chat\n/* deepseek-chat */"),
        ("a.tf", "# deepseek-chat\n// deepseek-chat"),
        ("a.lua", "-- deepseek-chat\n--[[ deepseek-chat\n deepseek-chat ]]"),
        ("a.sql", "-- deepseek-chat\n/* deepseek-chat */"),
        ("a.xml", "<!-- deepseek-chat -->"),
        ("a.vue", "<!-- deepseek-chat -->\n<script>// deepseek-chat\n</script>"),
        ("a.j2", "{# deepseek-chat #}"),
        ("a.clj", "(x) ; deepseek-chat"),
        ("a.erl", "x. % deepseek-chat"),
        ("a.ipynb", notebook(("markdown", "deepseek-chat"), ("raw", "'deepseek-chat'"))),
        ("a.ipynb", notebook(("code", ["x = 1\n", "# deepseek-chat\n", 'y = "#" # deepseek-chat']))),
        ("a.ipynb", notebook(("code", "x = 1\n# deepseek-chat\ny"), indent=None)),
        ("a.ipynb", "not a notebook: deepseek-chat"),
        ("a.ipynb", "]]}} deepseek-chat"),
        # Longer tokens.
        (
            "a.yaml",
            "a: deepseek-chat-v3-0324\nb: my-deepseek-chat\nc: deepseek-chat_old\nd: deepseek-coder:6.7b",
        ),
        ("a.yaml", "a: deepseek-ai/deepseek-coder-33b-instruct\nb: deepseek-v4-flash\nc: DeepSeek Chat"),
        # No values.
        ("index.html", "<p>We use deepseek-chat for it.</p>"),
        # Files that say what was, or were made by a program.
        ("package-lock.json", '"deepseek-chat"'),
        ("pnpm-lock.yaml", "deepseek-chat"),
        ("poetry.lock", 'x = "deepseek-chat"'),
        ("app.min.js", "'deepseek-chat'"),
        ("app.js.map", '"deepseek-chat"'),
        ("bundle.js", "x;" * 3000 + "m='deepseek-chat';" + "y;" * 3000),
        ("bundle.js", "m='deepseek-chat';" + "y;" * 3000),
        ("bundle.js", "\n" + "y;" * 3000 + "m='deepseek-chat'"),
        ("data.json", '["' + "x\n" * 600_000 + '", "deepseek-chat"]'),
        ("tests/cassettes/chat.yaml", "model: deepseek-chat"),
        ("src/__snapshots__/a.js", "'deepseek-chat'"),
        ("answer.json", '{"object": "chat.completion", "model": "deepseek-chat"}'),
        ("src/locales/en.json", '{"hint": "such as deepseek-chat"}'),
        ("src/i18n/zh-CN/models.ts", "export default {hint: 'deepseek-chat'}"),
        # Prose and data.
        ("README.md", "`deepseek-chat`"),
        ("README.md.j2", "`deepseek-chat`"),
        ("notes.txt", "deepseek-chat"),
        ("data.csv", "deepseek-chat"),
        ("rows.jsonl", '{"model": "deepseek-chat"}'),
        ("run.log", "deepseek-chat"),
        ("a.svg", "deepseek-chat"),
        ("a.py", "'deepseek-chat'"),
        ("LICENSE", "deepseek-chat"),
        ("local", "deepseek-chat"),
        (".json", "deepseek-chat"),
    ],
)
def test_not_found(name: str, content: str) -> None:
    assert mentions(name, content) == ()


@pytest.mark.parametrize(
    "name", ["a.md", "a.rst", "a.txt", "uv.lock", "go.sum", "a.csv", "a.min.js", "a.py", "a", ".j2"]
)
def test_does_not_read(name: str) -> None:
    assert not reads(name)


@pytest.mark.parametrize(
    "name", ["A.YAML", "Makefile", "makefile", "a.env.example", ".env.local", "DOCKERFILE", "a.b.json"]
)
def test_reads(name: str) -> None:
    assert reads(name)


@pytest.mark.parametrize(
    ("name", "content", "model"),
    [
        ("a.yaml", "model: openrouter/deepseek/deepseek-chat", "deepseek-chat"),
        ("a.yaml", "model: deepseek/deepseek-reasoner", "deepseek-reasoner"),
        ("a.sql", "INSERT INTO models VALUES ('deepseek-chat');", "deepseek-chat"),
    ],
)
def test_may_not_count(name: str, content: str, model: str) -> None:
    (mention,) = mentions(name, content)
    assert mention.model == model
    assert mention.note


def test_every_one_in_order() -> None:
    found = mentions("a.yaml", "a: deepseek-chat\n# deepseek-chat\nb: deepseek-reasoner, deepseek-chat\n")
    assert [mention.model for mention in found] == ["deepseek-chat", "deepseek-reasoner", "deepseek-chat"]
    assert [mention.place.span.start for mention in found] == [3, 36, 55]


def test_a_broken_byte_order_mark_is_still_read() -> None:
    (mention,) = mentions("a.ini", b"\xff\xfem=deepseek-chat")
    assert mention.place.span.start == 4


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("src/app.test.ts", "const m = 'deepseek-chat'", "test"),
        ("internal/chat_test.go", 'm := "deepseek-chat"', "test"),
        ("src/test/java/Chat.java", 'String m = "deepseek-chat";', "test"),
        ("ChatClientTest.java", 'String m = "deepseek-chat";', "test"),
        ("a/__tests__/b.js", "m = 'deepseek-chat'", "test"),
        ("help.json", '{"hint": "The name of a model, e.g. deepseek-chat"}', "sentence"),
        ("help.json", '{"hint": "模型名称 例如 deepseek-chat 或者 其他 模型"}', "sentence"),
        ("prices.yaml", "- id: deepseek-chat\n  input_mtok: 0.27\n", "table"),
        ("models.json", '{"name": "deepseek-chat",\n"context_window": 64000}', "table"),
        ("models.ts", "{ id: 'deepseek-chat',\n inputPricePerMillion: 0.27 }", "table"),
        ("prices.json", '{"id": "deepseek-chat",\n"price_history": [{"input": 0.27}]}', "table"),
        ("prices.json", '{"deepseek-chat": {\n"pricing_config": {}}}', "table"),
        ("seed.sql", "INSERT INTO m VALUES ('deepseek-chat')", "statement"),
        ("notes.yaml", "fixed: deepseek-chat → another", "sentence"),
        ("notes.json", '{"fixed": "another → deepseek-chat"}', "sentence"),
        (
            "schema.ts",
            """.describe('Which model to ask (e.g., "deepseek-chat"). The default is small.')""",
            "sentence",
        ),
        ("results/one.json", '{"model": "deepseek-chat"}', "record"),
        ("run_20260520.json", '{"model": "deepseek-chat"}', "record"),
        ("eval-report.yaml", "model: deepseek-chat", "record"),
        ("ratio.go", 'var ratio = map[string]float64{\n\t"deepseek-chat":     0.14,\n}', "looked up"),
        ("aliases.ts", "const aliases = { 'deepseek-chat': V4 }", "looked up"),
        ("aliases.php", "return ['deepseek-chat' => 'x'];", "looked up"),
        ("models.json", '{"deepseek-chat": {},\n "deepseek-v4-flash": {}}', "looked up"),
        ("migrate.ts", 'if (model === "deepseek-chat") return FAST', "compared"),
        ("migrate.ts", "if ('deepseek-chat' !== model) return FAST", "compared"),
        ("migrate.ts", "switch (m) {\n case 'deepseek-chat': return FAST }", "compared"),
        ("rank.ts", 'if (name.includes("deepseek-chat")) return 2', "compared"),
        ("rank.go", 'if strings.HasPrefix(name, "deepseek-chat") {', "compared"),
        ("A.java", 'if ("deepseek-chat".equals(name)) {', "compared"),
        ("chart.tsx", '{ label: "deepseek-chat", percent: 0.2 }', "called"),
        ("form.tsx", '<Input placeholder="deepseek-chat" />', "called"),
        ("a.ts", 'const ai302Models = [\n  "gpt-4o",\n  "deepseek-chat",\n];', "vendor"),
        ("a.ts", 'const models = { openrouter: ["deepseek-chat"] };', "vendor"),
        (".env", "OPENROUTER_MODEL=deepseek-chat", "vendor"),
        (
            "a.json",
            '[\n {\n  "id": "deepseek-chat",\n  "provider": {\n   "id": "cometapi"\n  }\n }\n]',
            "vendor",
        ),
        ("a.yaml", "- id: deepseek-chat\n  provider: novita\n", "vendor"),
        ("a.yaml", "siliconflow:\n  model: deepseek-chat\n", "vendor"),
        ("a.yaml", "x:\n  model: deepseek-chat\n  base_url: '{endpoint}/hosted/v1'\n", "address"),
        ("a.yaml", "x:\n  base_url: https://openrouter.ai/api/v1\n  model: deepseek-chat\n", "address"),
        (".env", "OPENAI_BASE_URL=https://relay.example/v1\nMODEL=deepseek-chat\n", "address"),
        (
            "a.js",
            "fetch('https://relay.example/v1/chat/completions', {\n  model: 'deepseek-chat' })",
            "address",
        ),
        (
            "a.ts",
            'const c = new OpenAI({ baseURL: "https://relay.example/v1" });\nask("deepseek-chat")',
            "address",
        ),
        (
            "generated.ts",
            "const make = (key: string, baseURL = 'https://relay.example/v1') => join(\n"
            f"  chat<'deepseek-v3.2' | {OTHERS} | 'deepseek-reasoner'>({{ key }}),\n)",
            "address",
        ),
        (
            "a.sh",
            'curl http://localhost:8000/v1/chat/completions -d "{\\"model\\": \\"deepseek-chat\\"}"',
            "address",
        ),
    ],
)
def test_what_may_decide_nothing(name: str, content: str, why: str) -> None:
    (mention,) = mentions(name, content)
    assert why in mention.note


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("src/contest.ts", "const m = 'deepseek-chat'"),
        ("latest/app.js", "const m = 'deepseek-chat'"),
        ("run.json", '{"command": "python run.py --model deepseek-chat --fast"}'),
        ("run.json", '{"command": "python ask.py model=deepseek-chat"}'),
        ("compose.yaml", 'command: "serve --port 80 --model deepseek-chat"'),
        ("app.yaml", "model: deepseek-chat\nstock: {price: 3}\n"),
        ("app.yaml", "model: deepseek-chat\nbase_url: https://api.deepseek.com\ncontext_window: 64000\n"),
        ("app.yaml", "model: deepseek-chat\n" + "a: 1\n" * 40 + "input_mtok: 3\n"),
        ("a.ts", 'const deepseekModels = [\n  "deepseek-chat",\n];\nconst groqModels = [\n];'),
        ("a.ts", 'const models = { openrouter: ["x"], deepseek: ["deepseek-chat"] };'),
        ("a.json", '[\n {\n  "id": "deepseek-chat",\n  "provider": {\n   "id": "deepseek"\n  }\n }\n]'),
        ("a.json", '[\n {\n  "id": "deepseek-chat"\n },\n {\n  "provider": "novita"\n }\n]'),
        ("a.yaml", "- id: deepseek-chat\n  provider: openai\n"),
        ("app.ts", "const m = fast ? 'deepseek-chat' : other"),
        ("app.ts", "const m = fast ? other : 'deepseek-chat'"),
        ("app.ts", "log('one two three'); ask('deepseek-chat'); log('four five six')"),
        ("app.ts", "say('it is'); const model = \"deepseek-chat\"; const other = 'what it was'"),
        ("app.ts", "const model = saved || 'deepseek-chat'"),
        ("app.ts", "model ||= 'deepseek-chat'"),
        ("app.ts", "const choice = { label: 'Fast', value: 'deepseek-chat' }"),
        ("opencode.json", '{"deepseek": {"models": {"deepseek-chat": {"name": "Chat"}}}}'),
        ("llm.yaml", "models:\n  deepseek-chat:\n    max_tokens: 2000\n"),
        ("resulting/app.json", '{"model": "deepseek-chat"}'),
        ("a.yaml", "x:\n  model: deepseek-chat\n  base_url: '{DEEPSEEK_HOST}/v1'\n"),
        ("a.yaml", "x:\n  model: deepseek-chat\n  base_url: ${BASE_URL}\n"),
        ("a.yaml", "x:\n  model: deepseek-chat\ny:\n  base_url: https://openrouter.ai/api/v1\n"),
        ("a.yaml", "deepseek:\n  model: deepseek-chat\n  fallback_url: https://openrouter.ai/api/v1\n"),
        (".env", "DEEPSEEK_MODEL=deepseek-chat\nOPENAI_BASE_URL=https://openrouter.ai/api/v1\n"),
        (".env", "MODEL=deepseek-chat\n\nOPENAI_BASE_URL=https://openrouter.ai/api/v1\n"),
        ("a.ini", "model=deepseek-chat\n\nother_base_url=https://openrouter.ai/api/v1\n"),
        ("a.js", "const docs = 'https://relay.example/docs';\nask('deepseek-chat')"),
        ("a.js", "post('https://app.example/api/chat', { model: 'deepseek-chat' })"),
        (
            "a.ts",
            'const a = "https://openrouter.ai/api/v1";\nconst b = "https://api.deepseek.com/v1";\nask("deepseek-chat")',
        ),
        ("a.ts", 'const a = "https://relay.example/v1";' + "\n" * 40 + 'ask("deepseek-chat")'),
    ],
)
def test_what_may_decide_something(name: str, content: str) -> None:
    (mention,) = mentions(name, content)
    assert mention.note == ""


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.js", '<option value="deepseek-chat">deepseek-chat</option>', 1),
        ("a.html", '<option value="deepseek-chat">\ndeepseek-chat</option>', 2),
        ("a.html", '<option value="7">deepseek-chat</option>', 1),
        ("a.ts", 'const m = {id: "deepseek-chat", name: "deepseek-chat"}', 1),
        ("a.ts", 'const m = ["deepseek-chat", "deepseek-reasoner"]', 2),
        ("a.ts", 'const m = "deepseek-chat";\nconst n = "deepseek-chat";', 2),
        ("a.ts", 'const m = {label: "deepseek-chat", value: "deepseek-chat"}', 1),
    ],
)
def test_an_id_counts_once_in_a_row(name: str, content: str, count: int) -> None:
    found = mentions(name, content)
    assert len(found) == count
    assert not any(mention.note for mention in found)


def test_translations_in_folders_of_a_language() -> None:
    assert mentions("i18n/locales/en-US/features/config.json", '{"m": "deepseek-chat"}') == ()
    assert len(mentions("i18n/features/config.json", '{"m": "deepseek-chat"}')) == 1
