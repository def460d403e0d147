# expect: fix
# mode: disabled
# Some providers refuse a user; the list of what is left out says nothing of the thinking mode.
from __future__ import annotations

import litellm

LEFT_OUT = ["user", "logit_bias"]

answer = litellm.completion(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "Name a river in Portugal."}],
    user="reader-7",
    api_key="sk-test",
    additional_drop_params=LEFT_OUT,
)
print(answer.choices[0].message.content)
