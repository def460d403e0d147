# expect: unchanged
import os

import requests

# A job queue of our own: the worker that takes the job decides what the name means to it.
job = {"queue": "llm", "payload": {"model": "deepseek-chat", "messages": [{"role": "user", "content": "Later"}]}}
reply = requests.post(
    "https://jobs.example.com/api/v2/jobs", json=job, headers={"X-Token": os.environ["LLM_API_KEY"]}, timeout=30
)
print(reply.status_code)
