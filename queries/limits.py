"""What a process that runs a query may use: memory beyond what it has, and time, kept by the system itself."""

from __future__ import annotations

import faulthandler
import os
import signal
from pathlib import Path

# Bytes that a query may take beyond what its process holds before it.
MEMORY = 4 << 30
# The system ends a child so many seconds later than its parent would, for the case that the parent is gone.
GRACE = 0.5
_PAGES = Path("/proc/self/statm")


def limit_memory(more: int) -> None:
    """Let this process take `more` bytes beyond what it has; where the system cannot keep that, nothing is limited.

    The engine ends the process where it gets no memory; that leaves neither a trace on the terminal nor a core file.
    """
    faulthandler.disable()
    try:
        pages = int(_PAGES.read_bytes().split()[0])
    except FileNotFoundError:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = pages * os.sysconf("SC_PAGE_SIZE") + more
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def limit_time(seconds: float | None) -> None:
    """Let the system end this process after so many seconds, even if its parent is gone; None takes that back.

    The alarm has no handler in Python, since the engine does not return to Python while it works.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds or 0)


def ended(code: int | None, memory: int) -> str:
    """Say in words why a process ended early.

    >>> ended(-6, 1 << 30)
    'the query needs more than 1 GiB of memory'
    """
    # 127 is the dynamic loader's, where it gets no memory for a library that is loaded late.
    if code is not None and -code in (-127, signal.SIGABRT, signal.SIGSEGV, getattr(signal, "SIGBUS", 0)):
        return f"the query needs more than {memory / (1 << 30):g} GiB of memory"
    return f"the process of the query ended early ({code})"
