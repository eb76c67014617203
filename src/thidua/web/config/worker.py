"""The site as each worker of `thidua web start` loads it: only the server it belongs to ends it.

A Ctrl-C goes to every process of the terminal at once. A worker that got it beside the server's own
SIGTERM could take the second signal while it was still handling the first, and then waited for itself.
And a worker begins as a copy of the server, whose handlers would swallow a SIGTERM while the site loads.
"""

import gc
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
signal.signal(signal.SIGTERM, signal.SIG_DFL)

from thidua.web.config.wsgi import application  # noqa: E402 - loaded with the signals in order

gc.collect()
gc.freeze()  # what the site is made of stays: looking through it again and again for garbage costs 5 % of a save

__all__ = ["application"]
