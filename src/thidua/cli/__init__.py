"""The command `thidua`: thin commands over the libraries; `thidua web` wraps the Django product."""

from thidua.cli._main import main

__all__ = ["main"]
