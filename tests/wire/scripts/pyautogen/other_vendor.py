# expect: unchanged
import os

from autogen import OpenAIWrapper

client = OpenAIWrapper(
    config_list=[
        {
            "model": "deepseek-chat",
            "api_key": os.environ["SILICONFLOW_API_KEY"],
            "base_url": "https://api.siliconflow.cn/v1",
            "price": [0, 0],
        }
    ]
)
print(client.create(messages=[{"role": "user", "content": "Say hello."}], cache_seed=None).choices[0].message.content)
