"""What a build may read: the pictures of the content, and what is drawn or shipped; all else is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlsplit

from brochure.load.text import read_text
from brochure.pictures import names, rasters, vectors
from brochure.pictures.edges import edge_of, rows_of
from brochure.pictures.extents import sides_of
from brochure.pictures.flaws import STAND_IN, Flaw, Unusable
from brochure.pictures.inked import recoloured, redrawn
from brochure.pictures.rasters import Tones
from brochure.store.reading import read
from brochure.vocabulary.limits import DEFAULT, Limits, hint, told
from brochure.vocabulary.patterns import compiled
from brochure.vocabulary.problems import BrochureError, Place, Problem, Severity, name_of
from brochure.vocabulary.records import dataclass
from brochure.vocabulary.speech import Said
from brochure.vocabulary.suggest import did_you_mean

_MB = 1_000_000
BASE_URL = "file:///project/"
Report = Callable[[Flaw], None]

# Where websites have what their addresses call /NAME, besides the folders of the project.
_OF_SITES = ("public", "src", "source", "docs", "assets/media", "static/media")
_POINTER = b"version https://git-lfs."
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}
_ENDINGS = {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff"}
# An address of the web, with its scheme or, as websites write it, without.
_REMOTE = compiled(r"(?:https?:)?//[\w\[]", re.IGNORECASE)
# A leading slash means the project, as on a website; these are folders of machines (FHS 3.0, 3.2; macOS) all the same.
_MACHINE = compiled(r"/(bin|boot|dev|etc|home|mnt|opt|private|proc|root|run|sbin|srv|sys|tmp|usr|var|Users|Volumes)/")
# A scheme, a network path or a control character: no path of a project.
_FOREIGN = compiled(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|.*[\x00-\x1f\x7f]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that may be placed.

    `url` is what the HTML names, the same on every machine; `kind` is "svg", "png" or "jpeg"; width and height are in
    pixels (CSS pixels for "svg"), as displayed.
    """

    url: str
    kind: str
    width: float
    height: float
    path: Path


_Judged = tuple[Asset | None, tuple[Flaw, ...]]
_Located = tuple[Path | None, tuple[Flaw, ...]]


class Assets:
    """The pictures, drawings and fonts of one build.

    `root` is the project's folder, `folders` its asset folders below it, `shipped` the folder of the styles.
    `edge` is the longest edge of a raster picture, in pixels, that is worth keeping.
    `inputs` are the files read, `absent` those sought in vain or refused, `searched` the folders whose names were
    compared with one that was not found as it is written, all in the order of the search.
    """

    def __init__(self, root: Path, folders: tuple[str, ...], shipped: Path, edge: int = rasters.EDGE) -> None:
        self.root = root.absolute()
        self.folders = folders
        self.shipped = shipped
        self.edge = edge
        self.limits = DEFAULT
        self.remote: tuple[str, ...] = ()
        self.own = False
        self.inputs: list[Path] = []
        self.absent: list[Path] = []
        self.searched: list[Path] = []
        self._real_root = self.root.resolve()
        self._served: dict[str, tuple[str, bytes | Path]] = {}
        self._edges: dict[str, str] = {}
        self._drawn_of: dict[str, bytes] = {}
        self._sides: dict[str, tuple[float, float]] = {}
        self._judged: dict[tuple[Path, Tones | None], _Judged] = {}
        self._fetched: dict[tuple[str, Tones | None], _Judged] = {}

    def allow(self, limits: Limits, remote: tuple[str, ...] = (), own: bool = False) -> None:
        """Set what is taken, and the machines from which pictures may be fetched.

        Those for the press keep their `own` colours, with their profile; on a screen all are shown in sRGB.
        """
        if (limits, remote, own) != (self.limits, self.remote, self.own):
            self._judged.clear()
            self._fetched.clear()
        self.limits, self.remote, self.own = limits, remote, own

    def find(
        self, reference: str, beside: Path, problem_at: Report, instead: Said = STAND_IN, tones: Tones | None = None
    ) -> Asset | None:
        """Find a picture of the content; None where it is missing or refused, which `problem_at` is told.

        `reference` is sought beside the content file `beside`, then in the asset folders; at each place a vector file
        of the same stem is preferred. `instead` says what comes of one that is missing. A picture of pixels may be
        asked for in two `tones`.
        """
        if (held := vectors.decode(reference)) is not None:
            asset, flaws = self._held_within(held[1], tones)
        elif _REMOTE.match(reference):
            address = reference if ":" in reference.partition("//")[0] else f"https:{reference}"
            if (address, tones) not in self._fetched:
                self._fetched[address, tones] = self._fetch(address, tones)
            asset, flaws = self._fetched[address, tones]
        else:
            asset, flaws = self._find(reference, beside, instead, tones)
        for found in flaws:
            problem_at(
                replace(
                    found,
                    message=found.message.of(instead=instead) if "instead" in found.message.fields else found.message,
                )
            )
        return asset

    def _held_within(self, data: bytes, tones: Tones | None) -> _Judged:
        """Take a picture that stands in the text itself, as some programs export them."""
        name = sha256(data).hexdigest()[:16]
        try:
            made = Asset(f"{BASE_URL}{_apart(tones, self.own)}-/text/{name}", "", 0, 0, Path(name))
            return self._admitted(made, "in the text", data, tones)
        except Unusable as refused:
            return None, (refused.flaw,)

    def _find(self, reference: str, beside: Path, instead: Said, tones: Tones | None) -> _Judged:
        path, told = self._locate(reference, beside, instead)
        if path is None:
            return None, told
        self._note(self.inputs, path)
        if (path, tones) not in self._judged:
            self._judged[path, tones] = self._judge(path, tones)
        asset, flaws = self._judged[path, tones]
        return asset, (*told, *flaws)

    def text(self, reference: str, beside: Path) -> str:
        """Give the text of a file of the content, sought as its pictures are. Raises BrochureError."""
        path, flaws = self._locate(reference, beside, Said("it is left out"))
        if path is None:
            told = [(_AS_FILE[flaw.message.template].of(**flaw.message.fields), flaw.hint) for flaw in flaws]
            raise BrochureError(
                [Problem("file-missing", Severity.ERROR, said, Place(reference), hint) for said, hint in told]
            )
        self._note(self.inputs, path)
        return read_text(path, reference, self.limits, self.root, blank=True).text

    def keep(self, name: str, svg: str) -> str:
        """Register a drawing of the build's own; gives the stable address under which the engine finds it."""
        return self._serve(f"{BASE_URL}-/{quote(name)}.svg", _MEDIA["svg"], svg.encode())

    def exchange(self, address: str, svg: str) -> None:
        """Register another drawing under the address of one."""
        self._serve(address, _MEDIA["svg"], svg.encode())

    def redrawn(self, url: str, colours: tuple[str, str], brand: tuple[str, str]) -> str:
        """Give the address of an icon of one colour, or of the `brand`'s two, in other `colours`; "" for any other."""
        return self._made(url, colours, lambda kind, data: redrawn(kind, data, *colours, brand))

    def recoloured(self, url: str, colours: tuple[str, ...], instead: Mapping[str, str]) -> str:
        """Give the address of a drawing in other `colours`, each `instead` of one of its own; "" where it has more."""
        return self._made(url, colours, lambda kind, data: recoloured(data, instead) if kind == "svg" else None)

    def _made(self, url: str, colours: tuple[str, ...], draw: Callable[[str, bytes], bytes | None]) -> str:
        """Give the address of what is drawn of a picture in other colours; "" where nothing is."""
        made = f"{BASE_URL}{_apart(colours, False)}{url.removeprefix(BASE_URL)}"
        media, data = self.served(url) or ("", b"")
        # A file may be another one by the next build.
        if self._drawn_of.get(made, b"") != data:
            self._drawn_of[made] = data
            self._served.pop(made, None)
            kind = next(kind for kind, name in _MEDIA.items() if name == media)
            drawn = draw(kind, data)
            if drawn is not None:
                self._serve(made, media, drawn)
        return made if made in self._served else ""

    def rim(self, url: str) -> str:
        """Give the colour of the edge of a picture, "" where its ground shows there, or where it is not known."""
        if url not in self._edges:
            entry = self.served(url)
            self._edges[url] = edge_of(*entry) if entry else ""
        return self._edges[url]

    def sides(self, url: str) -> tuple[float, float]:
        """Give what is clear at the left and right of an icon in its square, as parts of its width."""
        if url not in self._sides:
            entry = self.served(url)
            self._sides[url] = sides_of(*entry) if entry else (0.0, 0.0)
        return self._sides[url]

    def rows(self, url: str, strip: tuple[float, float, float, float], count: int) -> tuple[tuple[int, int, int], ...]:
        """Give the colours of so many rows of a strip of a picture, from its head on; () for a drawing."""
        entry = self.served(url)
        return rows_of(*entry, strip, count) if entry else ()

    def serve_font(self, path: Path) -> str:
        """Register a font file, shipped or the project's own; gives its address."""
        own = path.is_relative_to(self.root) and not path.is_relative_to(self.shipped)
        name = f"own/{path.relative_to(self.root).as_posix()}" if own else path.name
        return self._serve(f"file:///fonts/{quote(name)}", "font/ttf", path)

    def shipped_font(self, url: str) -> Path | None:
        """Give the font file of an address where it is a shipped one, which stays as it is."""
        body = self._served.get(url, ("", b""))[1]
        return body if isinstance(body, Path) and body.is_relative_to(self.shipped) else None

    def served(self, url: str) -> tuple[str, bytes] | None:
        """Give media type and bytes of a registered address, or of a raster in a data: URI; None for any other."""
        if url.startswith("data:"):
            return vectors.decode(url) if len(url) < self.limits.picture * _MB else None
        entry = self._served.get(url)
        if entry is None:
            return None
        kind, body = entry
        return kind, body.read_bytes() if isinstance(body, Path) else body

    def begin_again(self, changed: Collection[Path]) -> None:
        """Start another build with the same assets: all files but those that changed count as read and judged."""
        self.inputs.clear()
        self.absent.clear()
        self.searched.clear()
        self._judged = {key: judged for key, judged in self._judged.items() if key[0] not in changed}

    def all_served(self) -> dict[str, bytes]:
        """Give the bytes of every registered address."""
        return {url: body.read_bytes() if isinstance(body, Path) else body for url, (_, body) in self._served.items()}

    def _serve(self, url: str, media: str, body: bytes | Path) -> str:
        self._served[url] = (media, body)
        self._edges.pop(url, None)
        self._sides.pop(url, None)
        return url

    def _locate(self, reference: str, beside: Path, instead: Said) -> _Located:
        """Give the file, and what is wrong; only names are looked at here, no file is opened."""
        spelt = list(names.spellings(reference)) or [reference]
        if any(_FOREIGN.match(name) or not self._inside(beside.parent, name) for name in spelt):
            return self._within(spelt[-1], reference, beside)
        for candidate in self._candidates(spelt, beside):
            if self._exists(candidate):
                return self._held(candidate, reference, _backslashes(reference, candidate.name))
        if any(map(_MACHINE.match, spelt)):
            return None, (_outside(reference, Said("is no path of the project")),)
        return self._likened(spelt[-1], reference, beside, instead)

    def _within(self, plain: str, reference: str, beside: Path) -> _Located:
        """Find in the project what a path leads out of it for: under the rest of the path, or under its name."""
        steps = os.path.normpath(plain).split("/")
        rest = "/".join(step for step in steps if step != "..")
        climbs = steps[0] == ".." and ".." not in steps[steps.count("..") :] and not _FOREIGN.match(plain)
        for candidate in self._candidates([rest, steps[-1]], beside) if climbs and rest else ():
            if self._exists(candidate):
                name = candidate.relative_to(self.root).as_posix()
                message = Said(
                    "the picture '{reference}' lies outside the project; '{name}' is taken for it",
                    reference=reference,
                    name=name,
                )
                flaw = Flaw(
                    "picture-name", Severity.WARNING, message, Said("name it by its path from the content file")
                )
                return self._held(candidate, reference, (flaw,))
        return None, (_outside(reference, Said("lies outside the project")),)

    def _exists(self, candidate: Path) -> bool:
        try:
            if candidate.exists():
                return True
        except (OSError, RuntimeError, ValueError):
            pass
        self._note(self.absent, candidate)
        return False

    def _held(self, path: Path, reference: str, flaws: tuple[Flaw, ...] = ()) -> _Located:
        """Give what there is at a path where it is a file of the project, which links may not leave."""
        real = path.resolve()
        within = real.is_relative_to(self._real_root)
        if within and real.is_file():
            return path, flaws
        # As long as it stands there, no PDF that does without it is up to date.
        self._note(self.absent, path)
        if not within:
            return None, (_outside(reference, Said("leads out of the project")),)
        message = Said("the picture '{reference}' is a folder or a device, not a file", reference=reference)
        return None, (Flaw("picture-broken", Severity.ERROR, message, Said("name the file itself")),)

    def _likened(self, plain: str, reference: str, beside: Path, instead: Said) -> _Located:
        """Find a file whose name differs in its case or its code points; tell of a name that nothing is like."""
        near: list[str] = []
        look = partial(self._note, self.searched)
        for base in self._bases(beside):
            path = names.likened(base, plain, self._real_root, look)
            if path is None or not path.is_relative_to(self.root) or not self._exists(path):
                near += names.beside(_normal(base, plain), self._real_root, look)
                continue
            meant = names.written(Path(os.path.relpath(path, base)).as_posix())
            if names.same(meant, plain.lstrip("/")):
                return self._held(path, reference, _backslashes(reference, path.name))
            message = Said(
                "the picture '{reference}' is called '{meant}'; on another system it would not be found",
                reference=reference,
                meant=meant,
            )
            hint = Said("did you mean '{meant}'? it is taken", meant=meant)
            return self._held(path, reference, (Flaw("picture-name", Severity.WARNING, message, hint),))
        folder, _, name = plain.rpartition("/")
        meant = did_you_mean(name, near) or ""
        places = ", ".join(dict.fromkeys(self._place(base) for base in self._named(beside)))
        hint = Said("it was sought in: {places}", places=places)
        if meant:
            guess = f"{folder}{'/' if folder else ''}{meant}"
            hint = Said("did you mean '{guess}'? it was sought in: {places}", guess=guess, places=places)
        message = Said("the picture '{reference}' was not found; {instead}", reference=reference, instead=instead)
        return None, (Flaw("picture-missing", Severity.WARNING, message, hint),)

    def _inside(self, base: Path, reference: str) -> bool:
        return _normal(base, reference).is_relative_to(self.root)

    def _bases(self, beside: Path) -> Iterator[Path]:
        yield from self._named(beside)
        yield self.root
        # A site may be a folder of the project.
        for base in dict.fromkeys((self.root, beside.parent.absolute())):
            yield from (base / folder for folder in _OF_SITES)

    def _named(self, beside: Path) -> Iterator[Path]:
        yield beside.parent.absolute()
        for folder in self.folders:
            yield _normal(self.root, folder)

    def _candidates(self, spelt: list[str], beside: Path) -> Iterator[Path]:
        seen: set[Path] = set()
        for base in self._bases(beside):
            for path in (_normal(base, name) for name in spelt):
                for candidate in (path.with_suffix(".svg") if path.name else path, path):
                    if candidate.is_relative_to(self.root) and candidate not in seen:
                        seen.add(candidate)
                        yield candidate

    def _place(self, base: Path) -> str:
        return f"{base.relative_to(self.root).as_posix()}/" if base.is_relative_to(self.root) else base.name

    def _judge(self, path: Path, tones: Tones | None) -> _Judged:
        """Read a file and check it."""
        own = path.relative_to(self.root).as_posix()
        name = names.written(own)
        try:
            data = self._bytes(path, name)
            url = f"{BASE_URL}{_apart(tones, self.own)}{quote(os.fsencode(own))}"
            return self._admitted(Asset(url, "", 0, 0, path), name, data, tones)
        except Unusable as refused:
            return None, (refused.flaw,)
        except OSError as error:
            message = Said("the picture '{name}' cannot be read: {error}", name=name, error=error.strerror or error)
            return None, (Flaw("picture-broken", Severity.ERROR, message, Said("check the rights of the file")),)

    def _fetch(self, address: str, tones: Tones | None) -> _Judged:
        """Fetch a picture from a machine of the list, and check it."""
        from brochure.pictures.remote import fetch

        try:
            data = fetch(address, self.remote, self.limits)
            url = f"{BASE_URL}{_apart(tones, self.own)}-/remote/{quote(address, safe='')}"
            return self._admitted(Asset(url, "", 0, 0, Path(urlsplit(address).path.lstrip("/"))), address, data, tones)
        except Unusable as refused:
            return None, (refused.flaw,)

    def _admitted(self, asset: Asset, name: str, data: bytes, tones: Tones | None) -> _Judged:
        """Check the bytes of a picture and serve them at its address."""
        asset, media, body, flaws = self._read(asset, name, data, tones)
        self._serve(asset.url, media, body)
        return asset, tuple(flaws)

    def _read(self, asset: Asset, name: str, data: bytes, tones: Tones | None) -> tuple[Asset, str, bytes, list[Flaw]]:
        kind = rasters.sniff(data)
        asset = replace(asset, kind=kind or "svg")
        path = asset.path
        flaws: list[Flaw] = []
        said = path.suffix.lower().lstrip(".")
        if kind is None and data.startswith(_POINTER):
            message = Said("the picture '{name}' is kept elsewhere: this file but points to it (Git LFS)", name=name)
            raise Unusable("picture-broken", message, Said("fetch it: git lfs pull"))
        if kind is None and not _looks_like_xml(data):
            raise Unusable(
                "picture-broken",
                Said("the picture '{name}' is of no known type", name=name),
                Said("use SVG, PNG, JPEG, WebP or AVIF"),
            )
        if said and _ENDINGS.get(said, said) != asset.kind:
            message = Said("the picture '{name}' is a {kind} file by its content", name=name, kind=asset.kind.upper())
            flaws.append(
                Flaw(
                    "picture-type",
                    Severity.WARNING,
                    message,
                    Said("name it '{stem}.{kind}'", stem=path.stem, kind=asset.kind),
                )
            )
        if kind is None:
            self._admit(name, len(data), "svg")
            vector = vectors.check(name, data, self.limits, name_of(path) if path.is_relative_to(self.root) else "")
            data = vector.data
            flaws.extend(vector.flaws)
            if tones:
                message = Said("the picture '{name}' is a drawing: it keeps its own colours", name=name)
                hint = Said("leave out 'duotone', or name a picture of pixels")
                flaws.append(Flaw("duotone-ignored", Severity.WARNING, message, hint))
            return replace(asset, width=vector.width, height=vector.height), _MEDIA["svg"], data, flaws
        raster = rasters.prepare(name, data, self.limits, self.edge, tones, self.own)
        ready = replace(asset, kind=raster.kind, width=raster.width, height=raster.height)
        return ready, _MEDIA[raster.kind], raster.data, flaws

    def _bytes(self, path: Path, name: str) -> bytes:
        size = path.stat().st_size
        self._admit(name, size, "picture")
        if not size:
            raise Unusable(
                "picture-broken",
                Said("the picture '{name}' is empty", name=name),
                Said("export it again from its source"),
            )
        return read(path, size, self._real_root)

    def _admit(self, name: str, size: int, limit: str) -> None:
        if size > getattr(self.limits, limit) * _MB:
            message = Said(
                "the picture '{name}' has {size:.1f} MB; at most {limit} are taken",
                name=name,
                size=size / _MB,
                limit=told(self.limits, limit),
            )
            raise Unusable("picture-too-large", message, hint(limit, Said("save it smaller")))

    @staticmethod
    def _note(where: list[Path], path: Path) -> None:
        if path not in where:
            where.append(path)


# What is told of a picture, of a file that is none.
_AS_FILE = {
    said.template.replace("the file", "the picture"): said
    for said in (
        Said("the file '{reference}' lies outside the project; '{name}' is taken for it"),
        Said("the file '{reference}' is a folder or a device, not a file"),
        Said("the file '{reference}' is called '{meant}'; on another system it would not be found"),
        Said("the file '{reference}' was not found; {instead}"),
        Said("the file '{shown}' {what}; it was not read"),
        Said("the file '{reference}' is named with backslashes; on the web and on other systems it is not found"),
    )
}


def _apart(tones: Tones | tuple[str, ...] | None, own: bool) -> str:
    """Give the folder of pictures in two tones, or with their own profiles, where they have an address of their own."""
    toned = "-".join(str(tone).lstrip("#") for tone in tones) if tones else "own" if own else ""
    return f"-/{toned}/" if toned else ""


def _normal(base: Path, reference: str) -> Path:
    """Join and resolve `..` by name alone; a leading slash means the base, as on a website."""
    return Path(os.path.normpath(base.absolute() / reference.lstrip("/")))


def _outside(reference: str, what: Said) -> Flaw:
    shown = reference if len(reference) <= 80 else reference[:80] + "…"
    return Flaw(
        "path-outside-project",
        Severity.ERROR,
        Said("the picture '{shown}' {what}; it was not read", shown=shown, what=what),
        Said("give a path inside the project, such as img/picture.png"),
    )


def _backslashes(reference: str, name: str) -> tuple[Flaw, ...]:
    """Tell of a path with backslashes, which only Windows takes for a path."""
    if "\\" not in reference or "\\" in name:
        return ()
    message = Said(
        "the picture '{reference}' is named with backslashes; on the web and on other systems it is not found",
        reference=reference,
    )
    return (
        Flaw("picture-name", Severity.WARNING, message, Said("write {path}", path=reference.replace(chr(92), "/"))),
    )


def _looks_like_xml(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff")
