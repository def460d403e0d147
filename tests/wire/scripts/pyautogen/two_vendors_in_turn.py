# expect: fix
# mode: disabled
# Another vendor's settings stand behind DeepSeek's, and are none of the migration's business.
import os

from autogen import OpenAIWrapper

client = OpenAIWrapper(
    config_list=[
        {
            "model": "deepseek-chat",
            "api_key": os.environ["DEEPSEEK_API_KEY"],
            "base_url": "https://api.deepseek.com",
            "extra_body": {"user_id": "demo"},
            "price": [0, 0],
        },
        {
            "model": "openai/gpt-4o-mini",
            "api_key": os.environ["OPENROUTER_API_KEY"],
            "base_url": "https://openrouter.ai/api/v1",
            "price": [0, 0],
        },
    ],
)
response = client.create(messages=[{"role": "user", "content": "Say hello."}], cache_seed=None)
print(response.choices[0].message.content)
