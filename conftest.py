"""The top of the project for pytest: its own plugin comes by its entry point; the tests of the plugin need pytester."""

pytest_plugins = ["pytester"]
