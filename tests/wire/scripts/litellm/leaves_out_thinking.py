# expect: unchanged
# unsafe: may break
# exit: 1
# after: fails
# A key of the body is left out as an argument of that name is.
from __future__ import annotations

import litellm

answer = litellm.completion(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "Name a hill in Portugal."}],
    api_key="sk-test",
    additional_drop_params=["parallel_tool_calls", "thinking"],
)
print(answer.choices[0].message.content)
