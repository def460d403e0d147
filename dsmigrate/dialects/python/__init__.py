"""Python, read with libcst: lifts requests out of a module and turns intents into edits of it."""
