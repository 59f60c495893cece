"""Runs a command in a real terminal and types at it: type-into.py [WAIT_FOR TYPE]... -- COMMAND...

Prints what the terminal showed; exits as the command did.
"""

import os
import pty
import select
import sys
import time

split = sys.argv.index("--")
steps = sys.argv[1:split]
command = sys.argv[split + 1 :]

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

shown = b""
read_up_to = 0
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux: the other end is closed.
            break
        if not data:
            break
        shown += data
    while len(steps) >= 2 and steps[0].encode() in shown[read_up_to:]:
        read_up_to = len(shown)
        time.sleep(0.1)  # A prompt draws itself before it listens.
        os.write(terminal, steps[1].encode().decode("unicode_escape").encode())
        steps = steps[2:]
else:
    os.kill(pid, 9)

sys.stdout.buffer.write(shown)
sys.stdout.flush()
status = os.waitpid(pid, 0)[1]
sys.exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 99)
