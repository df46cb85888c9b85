"""Do what a page of the manual says, in an empty folder, as its reader would."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from tests.docs.reading import ROOT, SHELL, Block, Step, steps

# Commands that are run as they stand.
PLAIN = ("make-brochure", "python", "cd", "mkdir", "cp", "echo", "export")
_SIZE = re.compile(r"\d+ Ki[Bo]")


class Reader:
    """Somebody who follows a page: a folder of their own, where they are in it, and the language of their system."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.home = self.here = folder
        self.code = 0
        # What a login shell would have, and the command and the package of this checkout in front.
        own = {
            "PYTHONPATH": str(ROOT),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": os.environ.get("HOME", str(folder)),
        }
        spoken = {"LANG": f"{language}.UTF-8", "LC_CTYPE": "C.UTF-8"} if language != "en" else {"LC_ALL": "C.UTF-8"}
        self._environment = own | spoken | {"XDG_CACHE_HOME": str(folder.parent / "cache")}

    def follow(self, block: Block) -> None:
        """Do what a block, or a mark, says."""
        if block.kind in SHELL:
            for step in steps(block):
                self._hold(step)
            return
        verb, _, rest = block.mark.partition(": ")
        if verb in MARKS:
            MARKS[verb](self, rest, block.text)

    def _hold(self, step: Step) -> None:
        told = self.take(step.command)
        if step.answer is not None:
            assert even(told) == even(step.answer), f"{step.command}\nrun: python -m tests.docs.answers"

    def take(self, command: str) -> str:
        """Do what a line says, and give what was answered; an exit code that the page does not tell is a fault."""
        unanswered = self.code and not command.startswith("echo $?")
        assert not unanswered, f"{command}: the command before ended with {self.code}, the page does not say so"
        return (self._alternative(command) or self._run)(command)

    def _alternative(self, command: str) -> Callable[[str], str] | None:
        name = next((name for name in ALTERNATIVES if re.match(rf"{name}\b(?!-)", command)), None)
        if name is not None:
            return lambda line: ALTERNATIVES[name](self, line)
        assert command.split()[0] in PLAIN, f"no test knows what to do with: {command}"
        return None

    def _run(self, command: str) -> str:
        """Run a line in bash, which keeps the folder and the exit code for the next one."""
        script = f'(exit {self.code})\n{command}\ncode=$?\npwd >"{self.home}/../here"\nexit $code'
        done = self.call(["bash", "-c", script])
        self.here = Path((self.home.parent / "here").read_text(encoding="utf-8").strip())
        self.code = done.returncode
        return done.stdout

    def call(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a program here, both its outputs together."""
        return subprocess.run(
            command,
            cwd=self.here,
            env=self._environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
        )

    def preview(self, command: str) -> str:
        """Start the preview without a browser on any port, wait until it listens, end it as Ctrl-C does."""
        words = [*shlex.split(command), "--no-open", "--port", "0"]
        with subprocess.Popen(
            words, cwd=self.here, env=self._environment, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as running:
            assert running.stderr is not None
            said = running.stderr.readline()
            running.send_signal(signal.SIGINT)
            assert running.wait(30) == 130
        assert "http://127.0.0.1:" in said
        return said

    def make(self, command: str) -> str:
        """Ask make what it would do: the target is there, and so is all it is made from."""
        words = shlex.split(command)
        done = self.call([words[0], "--dry-run", f"--directory={ROOT}", *words[1:]])
        assert done.returncode == 0, done.stdout
        return ""

    def alone(self, command: str) -> str:
        """Make copies on this machine where the page has others do it, which tests/merge tries."""
        return self._run(re.sub(r"\\n\s*|--dask \S+|--out s3:\S+", " ", command))

    def write(self, name: str, text: str) -> None:
        """Write a file that the page shows whole."""
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, where: str, text: str) -> None:
        """Add lines to a file: at its end, or after the first line that begins with what stands in quotes."""
        found = re.fullmatch(r'(\S+)(?: after "(.+)")?', where)
        assert found, where
        path = self.here / found[1]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        starts = [number for number, line in enumerate(lines, 1) if found[2] and line.startswith(found[2])]
        assert starts or not found[2], f"{found[1]} has no line that begins with {found[2]}"
        at = starts[0] if starts else len(lines)
        path.write_text("".join([*lines[:at], text, *lines[at:]]), encoding="utf-8")

    def renew(self, where: str, text: str) -> None:
        """Put lines in place of a key at the end of a file: `PATH from "KEY"`."""
        found = re.fullmatch(r'(\S+) from "(.+)"', where)
        assert found, where
        path = self.here / found[1]
        kept, mark, _ = path.read_text(encoding="utf-8").partition(f"\n{found[2]}")
        assert mark, f"{found[1]} has no line that begins with {found[2]}"
        path.write_text(f"{kept}\n{text}", encoding="utf-8")

    def picture(self, where: str, _: str) -> None:
        """Put a picture where the reader has one of their own: `PATH WIDTHxHEIGHT`, in pixels."""
        name, size = where.split()
        width, height = map(int, size.split("x"))
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.linear_gradient("L").resize((width, height)).convert("RGB").save(path)

    def font(self, where: str, _: str) -> None:
        """Put a font where the reader has one of their own: one of those shipped here."""
        path = self.here / where
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "styles" / "fonts" / "SourceSans3_600SemiBold.ttf", path)

    def start(self, command: str, _: str) -> None:
        """Be in a project already, as most pages take for granted."""
        self._run(command)
        assert not self.code


def even(text: str) -> str:
    """Take away what differs from machine to machine: sizes of files."""
    return _SIZE.sub("0 KiB", text).strip()


# Commands that are not run as they stand, and what is done instead.
ALTERNATIVES: Mapping[str, Callable[[Reader, str], str]] = {
    "make-brochure preview": Reader.preview,
    "make": Reader.make,
    r"make-brochure merge .*(--dask|s3)": Reader.alone,
}
MARKS: Mapping[str, Callable[[Reader, str, str], None]] = {
    "file": Reader.write,
    "add": Reader.add,
    "renew": Reader.renew,
    "picture": Reader.picture,
    "font": Reader.font,
    "start": Reader.start,
}
