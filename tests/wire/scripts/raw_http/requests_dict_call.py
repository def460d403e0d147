# expect: fix
# mode: disabled
import os

import requests

session = requests.session()
session.headers["Authorization"] = "Bearer %s" % os.environ["DEEPSEEK_API_KEY"]

for number, question in enumerate(["Who?", "Where?"], 1):
    body = dict(
        model="deepseek-chat",
        messages=[dict(role="user", content=question)],
        temperature=0,
    )
    answer = session.post("https://api.deepseek.com/chat/completions", json=body).json()
    print(number, answer["choices"][0]["message"]["content"])
