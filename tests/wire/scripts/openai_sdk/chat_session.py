# expect: fix
# mode: disabled
import os

from openai import OpenAI


class ChatSession:
    MODEL = "deepseek-chat"
    MAX_HISTORY = 4

    def __init__(self, system_prompt="You are kind."):
        self.messages = [{"role": "system", "content": system_prompt}]
        self.client = OpenAI(api_key=os.getenv("DEEPSEEK_API_KEY"), base_url="https://api.deepseek.com")
        self.tokens = 0

    def send(self, text):
        self.messages.append({"role": "user", "content": text})
        response = self.client.chat.completions.create(model=self.MODEL, messages=self._window())
        self.tokens += response.usage.total_tokens
        reply = response.choices[0].message.content
        self.messages.append({"role": "assistant", "content": reply})
        return reply

    def _window(self):
        return self.messages[:1] + self.messages[1:][-self.MAX_HISTORY:]


def main():
    session = ChatSession()
    for text in ("Hello", "How are you?", "What did I say first?"):
        print(">", text)
        print(session.send(text))
    print("total tokens:", session.tokens)


main()
