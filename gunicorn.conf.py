"""How gunicorn serves the panel: two processes of four threads, on this machine's own address only.

A reverse proxy stands in front wherever other machines may reach it.
"""

import gc
import os
from pathlib import Path

wsgi_app = "app:create_app()"
# The application is made once; the processes share its memory until one of them writes to a page of it.
preload_app = True
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 30
# A worker's heartbeat is a file: on a busy disk it may stall, in memory it does not.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Nothing but the process's own signals steers it.
control_socket_disable = True
# Addresses carry row numbers and filters: no text file says who read what.
accesslog = None


def when_ready(_server: object) -> None:
    """Leave what there is by now out of every later search for garbage, which would write to all of it."""
    gc.collect()
    gc.freeze()
