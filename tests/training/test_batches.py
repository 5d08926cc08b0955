"""The processes that make batches: they do not outlive the training that they work for."""

import signal
import subprocess
import sys
import time
from pathlib import Path

TRAINER = """
import time
import numpy as np
from invoice_desk.training.batches import Maker

def source(fonts, seed, size):
    while True:
        yield np.zeros(100_000, np.uint8)  # more than a pipe holds

if __name__ == "__main__":
    maker = Maker(source, (), seed=1, size=1, workers=1, epoch=0, batches=1_000)
    next(iter(maker))
    print(maker._processes[0].pid, flush=True)
    time.sleep(60)
"""


def is_there(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_a_maker_ends_when_its_training_was_killed(tmp_path: Path):
    script = tmp_path / "trainer.py"
    script.write_text(TRAINER, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as trainer:
        assert trainer.stdout is not None
        maker = int(trainer.stdout.readline())
        time.sleep(1.5)  # so that it has made as many as may wait
        trainer.send_signal(signal.SIGKILL)

    end = time.monotonic() + 30
    while is_there(maker) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_there(maker)
