# expect: unchanged
"""A self-made test: what our own gateway on this machine passes on."""

import json
import unittest
import urllib.request

GATEWAY = "http://127.0.0.1:4000/v1/chat/completions"


class GatewayTest(unittest.TestCase):
    def test_answer_has_a_choice(self):
        payload = {"model": "deepseek-chat", "messages": [{"role": "user", "content": "ping"}]}
        self.assertEqual(payload["model"], "deepseek-chat")
        request = urllib.request.Request(
            GATEWAY, data=json.dumps(payload).encode(), headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as response:
            print(json.load(response)["choices"][0]["message"]["content"])


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(GatewayTest)
    result = unittest.TestResult()
    suite.run(result)
    assert result.wasSuccessful(), result.errors + result.failures
