# expect: unchanged
import os

import httpx

API = "https://api.siliconflow.cn/v1/chat/completions"
payload = {
    "model": "deepseek-ai/DeepSeek-R1",
    "messages": [{"role": "user", "content": "How many legs has a spider?"}],
    "temperature": 0.6,
    "enable_thinking": True,
}
with httpx.Client(headers={"Authorization": f"Bearer {os.environ['SILICONFLOW_API_KEY']}"}) as http:
    print(http.post(API, json=payload).json()["choices"][0]["message"]["content"])
