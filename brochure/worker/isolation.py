"""What a worker gives up, by the means of the kernel: Linux alone has them (landlock(7), seccomp(2)).

It can then read the project and what the tool is made of, write in one folder of its own, and neither start a program
nor, where nothing is fetched from the web, reach any machine.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from brochure.store import cache
from brochure.vocabulary.shipped import STYLES, TEMPLATES

# prctl(2)
_PDEATHSIG, _NO_NEW_PRIVS, _SECCOMP, _FILTER = 1, 38, 22, 2
# landlock(7): the same numbers on every machine; rights of the first version, and what later ones added.
_CREATE, _ADD, _RESTRICT, _ASK_VERSION, _BENEATH = 444, 445, 446, 1, 1
_READ_FILE, _READ_FOLDER, _WRITE_FILE, _TRUNCATE = 1 << 2, 1 << 3, 1 << 1, 1 << 14
# To read, write, make and remove plain files and folders: no links, pipes, sockets or devices.
_FILES = 0b1_1011_1110
_FIRST, _REFER, _IOCTL = (1 << 13) - 1, 1 << 13, 1 << 15
_SIGNALS_AND_SOCKETS = 3
# What the tool is made of, and what the system says of itself; for the web, its names and certificates.
_SYSTEM = (
    *("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/usr/share/fonts"),
    *("/usr/local/share/fonts", "/System/Library/Fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types"),
    *("/etc/fonts", "/proc/self", "/dev/urandom", "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/gai.conf"),
    *(
        "/etc/nsswitch.conf",
        "/etc/services",
        "/etc/ssl/certs",
        "/etc/ssl/openssl.cnf",
        "/etc/pki",
        "/etc/ca-certificates",
    ),
    *("/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/run/systemd/resolve"),
)
_OWN_FONTS = (".fonts", ".local/share/fonts")
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
# seccomp(2) and <linux/bpf_common.h>: load a word, compare it, answer.
_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
_NUMBER, _MACHINE, _THIRD = 0, 4, 32
_FOREIGN_CALLS = 0x40000000
# The machines whose calls are known: what <linux/audit.h> calls them, calls by their numbers there.
_PROGRAMS, _WEB = "programs", "web"
_CALLS: Mapping[str, tuple[int, Mapping[str, tuple[int, ...]], int]] = {
    "x86_64": (
        0xC000003E,
        {
            _PROGRAMS: (
                *(57, 58, 59, 322, 62, 200, 129, 297, 424, 434, 438, 101, 310, 311, 440),
                *(165, 166, 155, 161, 272, 308, 321, 298, 323, 250, 248, 249, 425, 426, 427, 175, 313, 176, 246, 320),
                *(169, 167, 168, 90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199),
                *(160, 141, 135, 154, 172, 173, 163, 164, 227, 170, 171, 179, 304),
            ),
            _WEB: (41, 53, 42, 43, 288, 49, 50),
        },
        302,
    ),
    "aarch64": (
        0xC00000B7,
        {
            _PROGRAMS: (
                *(221, 281, 129, 130, 138, 240, 424, 434, 438, 117, 270, 271, 440),
                *(40, 39, 41, 51, 97, 268, 280, 241, 282, 219, 217, 218, 425, 426, 427, 105, 273, 106, 104, 294),
                *(
                    142,
                    224,
                    225,
                    52,
                    53,
                    452,
                    54,
                    55,
                    88,
                    5,
                    6,
                    7,
                    14,
                    15,
                    16,
                    164,
                    140,
                    92,
                    89,
                    170,
                    112,
                    161,
                    162,
                    60,
                    265,
                ),
            ),
            _WEB: (198, 199, 200, 201, 202, 203, 242),
        },
        261,
    ),
}


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def hold(reads: Iterable[Path], folder: Path) -> tuple[str, ...]:
    """Give up what no work needs, for good; gives the means that this system lacks.

    `reads` are the folders and files to be read besides those of the tool, `folder` is where it may write.
    """
    if sys.platform != "linux":
        return ("Landlock", "seccomp")
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0):
        return ("no new privileges", "Landlock", "seccomp")
    lacking = () if _fence(kernel, [*_own(), *reads], folder) else ("Landlock",)
    return lacking if _refuse(kernel, _PROGRAMS) else (*lacking, "seccomp")


def leave_the_web() -> None:
    """Make no connection any more, for good, where the system has the means."""
    if sys.platform == "linux":
        _refuse(ctypes.CDLL(None, use_errno=True), _WEB)


def _own() -> list[Path]:
    """Give what the tool itself is read from."""
    home = Path.home()
    found = [sys.prefix, sys.base_prefix, *sys.path, str(Path(__file__).parents[1]), str(TEMPLATES), str(STYLES)]
    found += [cache.place() or "", *_SYSTEM, *(str(home / name) for name in _OWN_FONTS)]
    found += [os.environ.get(name, "") for name in _CERTIFICATES]
    return [Path(os.path.realpath(path)) for path in dict.fromkeys(found) if path]


def _fence(kernel: ctypes.CDLL, reads: Iterable[Path], folder: Path) -> bool:
    """Hold this process to files and folders; tells whether the kernel can."""
    version = kernel.syscall(_CREATE, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    later = (_REFER if version > 1 else 0) | (_TRUNCATE if version > 2 else 0)
    writing, handled = _FILES | later, _FIRST | later | (_IOCTL if version > 4 else 0)
    rules = struct.pack("=QQQ", handled, 0, _SIGNALS_AND_SOCKETS if version > 5 else 0)
    ruleset = kernel.syscall(_CREATE, rules, len(rules) if version > 5 else 8, 0)
    if ruleset < 0:
        return False
    try:
        for path in reads:
            _permit(kernel, ruleset, path, _READ_FILE | _READ_FOLDER)
        _permit(kernel, ruleset, folder, writing)
        _permit(kernel, ruleset, Path(os.devnull), _READ_FILE | _WRITE_FILE)
        return bool(kernel.syscall(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _permit(kernel: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Permit something below a path; one that is not there needs no permission."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not path.is_dir():
            rights &= _READ_FILE | _WRITE_FILE
        kernel.syscall(_ADD, ruleset, _BENEATH, struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)


def _refuse(kernel: ctypes.CDLL, what: str) -> bool:
    """Have the kernel refuse calls of a kind; tells whether it can, and the machine is a known one."""
    known = _CALLS.get(os.uname().machine)
    if known is None:
        return False
    machine, calls, limits = known
    steps = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, machine), (_ANSWER, 0, 0, _REFUSE), (_LOAD, 0, 0, _NUMBER)]
    steps += [(_AT_LEAST, 0, 1, _FOREIGN_CALLS), (_ANSWER, 0, 0, _REFUSE)]
    for number in calls[what]:
        steps += [(_EQUAL, 0, 1, number), (_ANSWER, 0, 0, _REFUSE)]
    # Limits may be asked for, not set.
    steps += [(_EQUAL, 0, 5, limits), (_LOAD, 0, 0, _THIRD), (_EQUAL, 0, 2, 0), (_LOAD, 0, 0, _THIRD + 4)]
    steps += [(_EQUAL, 1, 0, 0), (_ANSWER, 0, 0, _REFUSE), (_ANSWER, 0, 0, _ALLOW)]
    body = b"".join(struct.pack("=HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(body, len(body))
    program = struct.pack("@HP", len(steps), ctypes.addressof(kept))
    return bool(kernel.prctl(_SECCOMP, _FILTER, program, 0, 0) == 0)
