"""How gunicorn serves the portal; WEB_CONCURRENCY sets the number of workers."""

import os

bind = "0.0.0.0:8000"  # inside a container; only the proxy reaches it
workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * (os.cpu_count() or 1) + 1)
worker_class = "sync"  # the image code's library seeds a global generator: one request a process
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- the heartbeat file, in memory
timeout = 30
graceful_timeout = 25
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
# No access log: an address may hold the token of a mailed link.
accesslog = None
errorlog = "-"
