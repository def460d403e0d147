"""The plain frozen records that every other floor speaks in; no logic about DeepSeek, languages or files."""
