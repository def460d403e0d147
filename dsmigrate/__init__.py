"""dsmigrate: a migration linter and codemod for code that calls the DeepSeek API."""

__version__ = "0.1.0"
