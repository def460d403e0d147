# expect: fix
# mode: disabled
import os

from any_llm import AnyLLM, LLMProvider

llm = AnyLLM.create(LLMProvider.DEEPSEEK, api_key=os.environ["DEEPSEEK_API_KEY"])
for topic in ("rain", "snow"):
    answer = llm.completion(
        model="deepseek-chat",
        messages=[{"role": "user", "content": f"One line about {topic}."}],
        temperature=0.8,
    )
    print(answer.choices[0].message.content)
