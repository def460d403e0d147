# expect: fix
# mode: disabled
import os

from openai import OpenAI


class ReviewBot:
    """Reviews a diff and remembers what it said."""

    def __init__(self, api_key=None):
        self.model = "deepseek-chat"
        self.client = OpenAI(
            api_key=api_key or os.environ["DEEPSEEK_API_KEY"],
            base_url="https://api.deepseek.com/v1",
            timeout=30,
        )
        self.history = [{"role": "system", "content": "You review diffs. Be brief."}]

    def review(self, diff):
        self.history.append({"role": "user", "content": diff})
        completion = self.client.chat.completions.create(
            model=self.model,
            messages=self.history,
            temperature=0.2,
            max_tokens=400,
        )
        answer = completion.choices[0].message.content
        self.history.append({"role": "assistant", "content": answer})
        return answer


bot = ReviewBot()
print(bot.review("- a = 1\n+ a = 2"))
print(bot.review("- b = 1\n+ b = 3"))
print(len(bot.history), "messages")
