# expect: unchanged
import os

import litellm

router = litellm.Router(
    model_list=[
        {
            "model_name": "deepseek-chat",
            "litellm_params": {
                "model": "openrouter/deepseek/deepseek-chat",
                "api_key": os.environ["OPENROUTER_API_KEY"],
            },
        }
    ]
)
reply = router.completion(model="deepseek-chat", messages=[{"role": "user", "content": "Hello"}])
print(reply.choices[0].message.content)
