# expect: fix
# mode: disabled, enabled
import os

from litellm import Router

router = Router(
    model_list=[
        {
            "model_name": "quick",
            "litellm_params": {
                "model": "deepseek/deepseek-chat",
                "api_key": os.environ["DEEPSEEK_API_KEY"],
            },
        },
        {
            "model_name": "slow",
            "litellm_params": {
                "model": "deepseek/deepseek-reasoner",
                "api_key": os.environ["DEEPSEEK_API_KEY"],
            },
        },
    ]
)
for name in ("quick", "slow"):
    reply = router.completion(model=name, messages=[{"role": "user", "content": f"Be {name}"}])
    print(reply.choices[0].message.content)
