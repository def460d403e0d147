# expect: unchanged
# unsafe: may break
# exit: 1
# after: fails
# exit: 1
# after: fails
# What is put into the body here is left out again, and with it the thinking mode.
from __future__ import annotations

import litellm

answer = litellm.completion(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "Name a lake in Portugal."}],
    api_key="sk-test",
    additional_drop_params=["extra_body"],
)
print(answer.choices[0].message.content)
