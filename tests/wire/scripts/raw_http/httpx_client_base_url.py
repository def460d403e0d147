# expect: fix
# mode: disabled
import os

import httpx


def main() -> None:
    with httpx.Client(
        base_url="https://api.deepseek.com",
        headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
        timeout=60,
    ) as client:
        for text in ("first", "second"):
            payload = {"model": "deepseek-chat", "messages": [{"role": "user", "content": text}]}
            data = client.post("/chat/completions", json=payload).json()
            print(data["choices"][0]["message"]["content"], data["usage"]["completion_tokens"])


if __name__ == "__main__":
    main()
