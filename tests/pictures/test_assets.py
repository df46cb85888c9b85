"""What a build may read: nothing outside the project, nothing broken, nothing that runs or explodes."""

from __future__ import annotations

import io
import os
import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brochure.engine.loading import load
from brochure.pictures import assets
from brochure.pictures.assets import Asset, Assets
from brochure.pictures.flaws import Flaw
from brochure.vocabulary.limits import Limits
from brochure.vocabulary.problems import Severity
from brochure.vocabulary.shipped import STYLES

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10">{}</svg>'
SECRET = "the secret outside"
Told = list[tuple[str, Severity, str, str]]


def parts(flaw: Flaw) -> tuple[str, Severity, str, str]:
    return flaw.code, flaw.severity, flaw.message, flaw.hint


class Project:
    """A project in a folder, with content/page.md, an asset folder, and a secret beside the project."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        for name in ("content/img", "static"):
            (self.root / name).mkdir(parents=True)
        self.outside = folder / "outside.svg"
        self.outside.write_text(SVG.format(f"<title>{SECRET}</title>"))
        self.assets = Assets(self.root, ("static",), STYLES, edge=600)
        self.assets.allow(Limits(pixels=1, picture=1))
        self.told: Told = []

    def write(self, name: str, data: bytes | str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def find(self, reference: str, tones: tuple[str, str] | None = None) -> Asset | None:
        self.told = []
        page = self.root / "content" / "page.md"
        return self.assets.find(reference, page, lambda flaw: self.told.append(parts(flaw)), tones=tones)

    @property
    def codes(self) -> list[str]:
        return [code for code, *_ in self.told]

    @property
    def messages(self) -> list[str]:
        return [message for _, _, message, _ in self.told]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def raster(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert(mode).save(file, kind, **options)
    return file.getvalue()


OUTSIDE = [
    "../../outside.svg",
    "../../outside.png",
    "img/../../../outside.svg",
    "/../../outside.svg",
    "./../../outside.svg",
    "../../../../../../../../etc/passwd",
    "/../../../etc/passwd",
    "..\\..\\outside.svg",
    "\\\\host\\share\\x.svg",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file:outside.svg",
    "file://localhost/etc/passwd",
    "ftp://example.org/x.png",
    "///etc/passwd",
    "data:image/svg+xml;base64,AAAA",
    "data:image/svg+xml,<svg/>",
    "javascript:alert(1)",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "%2e%2e/%2e%2e/outside.svg",
    "..%2f..%2foutside.svg",
    "img/%00.svg",
    "img/x\0.svg",
    "img/x\n.svg",
    "resource://x",
    "asset:///fonts/x",
]


@pytest.mark.parametrize("reference", OUTSIDE)
def test_a_path_that_leaves_the_project_is_refused_unread(project: Project, reference: str) -> None:
    assert project.find(reference) is None
    assert project.told == [
        (
            "path-outside-project",
            Severity.ERROR,
            f"the picture '{reference}' lies outside the project; it was not read",
            "give a path inside the project, such as img/picture.png",
        )
    ]
    assert project.assets.inputs == []


@pytest.mark.parametrize("address", ["http://h.example/x.png", "HTTPS://h.example/x.png?w=9", "//h.example/x.png"])
def test_a_picture_on_the_web_is_a_warning_with_the_line_that_allows_it(project: Project, address: str) -> None:
    assert project.find(address) is None
    assert [(code, severity) for code, severity, *_ in project.told] == [("picture-remote", Severity.WARNING)]
    assert project.told[0][3].endswith("remote: [h.example]")
    project.assets.allow(Limits(), ("a.example",))
    assert project.find(address) is None
    assert project.told[0][3].endswith("remote: [a.example, h.example]")


def test_an_encoded_path_of_the_machine_is_refused(project: Project) -> None:
    assert project.find("%2Fetc%2Fpasswd") is None
    assert project.messages == ["the picture '%2Fetc%2Fpasswd' is no path of the project; it was not read"]


@pytest.mark.parametrize(
    ("file", "reference"),
    [
        ("img/the quay.png", "img/the%20quay.png"),
        ("img/the quay.png", "img/the quay.png"),
        ("img/100%25.png", "img/100%25.png"),
        ("img/100%.png", "img/100%25.png"),
        ("img/a.png", "img/a.png?v=2"),
        ("img/a.png", "/img/a.png?w=1200&fm=webp#top"),
        ("img/a#b.png", "img/a#b.png"),
        ("img/a b.png", "img/a%20b.png?v=3"),
        ("img/e\u0301quipe.png", "img/\u00e9quipe.png"),
        ("img/\u00e9quipe.png", "img/e\u0301quipe.png"),
        ("img/e\u0301quipe.png", "img/%C3%A9quipe.png"),
        ("e\u0301t\u00e9/a.png", "\u00e9t\u00e9/a.png"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(project: Project, file: str, reference: str) -> None:
    project.write(f"static/{file}", raster("PNG"))
    found = project.find(reference)
    assert found is not None
    assert (found.path, project.told) == (project.root / "static" / file, [])
    assert project.assets.served(found.url) is not None


@pytest.mark.parametrize(
    ("file", "reference", "meant"),
    [
        ("img/Photo.PNG", "img/photo.png", "img/Photo.PNG"),
        ("Img/a.png", "/img/A.png", "Img/a.png"),
        ("img/Photo.png", "img\\Photo.png", "img/Photo.png"),
        ("img/\u00c9t\u00e9.png", "img/e\u0301te\u0301.png", "img/\u00c9t\u00e9.png"),
    ],
)
def test_a_name_that_is_found_here_alone_is_told(project: Project, file: str, reference: str, meant: str) -> None:
    project.write(f"static/{file}", raster("PNG"))
    found = project.find(reference)
    assert found is not None
    assert [(code, severity) for code, severity, *_ in project.told] == [("picture-name", Severity.WARNING)]
    assert meant in project.told[0][3]


@pytest.mark.parametrize("name", [b"caf\xe9.png", b"caf\x82.png", b"caf\x8e.png"])
def test_a_name_that_is_no_utf8_is_found_and_told(project: Project, name: bytes) -> None:
    """As old archives hold names: in the code page of Windows, of DOS, of an old Mac."""
    project.write(f"static/{os.fsdecode(name)}", raster("PNG"))
    found = project.find("caf\u00e9.png")
    assert found is not None
    assert project.codes == ["picture-name"]
    assert project.assets.served(found.url) is not None
    "".join(project.messages).encode()


def test_a_slip_in_a_name_is_told_with_the_name_that_is_there(project: Project) -> None:
    project.write("static/img/harbour.png", raster("PNG"))
    assert project.find("img/habour.png") is None
    assert project.told[0][3].startswith("did you mean 'img/harbour.png'? it was sought in")


def test_no_folder_outside_is_listed(project: Project) -> None:
    (project.root / "content/leaks").symlink_to(project.outside.parent)
    assert project.find("leaks/OUTSIDE.svg") is None
    assert project.codes == ["picture-missing"]
    assert "outside.svg" not in project.told[0][3]


@pytest.mark.parametrize("link", ["img/leak.svg", "leaks/outside.svg"])
def test_a_link_that_leaves_the_project_is_refused_unread(project: Project, link: str) -> None:
    (project.root / "content/img/leak.svg").symlink_to(project.outside)
    (project.root / "content/leaks").symlink_to(project.outside.parent)
    assert project.find(link) is None
    assert project.messages == [f"the picture '{link}' leads out of the project; it was not read"]
    assert project.assets.inputs == []
    assert project.assets.absent[-1] == project.root / "content" / link


def test_a_link_inside_the_project_is_followed(project: Project) -> None:
    target = project.write("static/real.svg", SVG.format(""))
    (project.root / "content/img/alias.svg").symlink_to(target)
    assert project.find("img/alias.svg") is not None
    assert project.told == []


@pytest.mark.parametrize("reference", ["/none/x.png", "~/x.png", "img/x.png", "/img/x.png", "x" * 300 + ".png"])
def test_a_missing_picture_is_a_warning(project: Project, reference: str) -> None:
    assert project.find(reference) is None
    message = f"the picture '{reference}' was not found; drawn artwork takes its place"
    assert project.told == [("picture-missing", Severity.WARNING, message, "it was sought in: content/, static/")]


def test_what_was_sought_in_vain_is_known(project: Project) -> None:
    project.write("static/img/x.png", raster("PNG"))
    found = project.find("/img/x.png")
    assert found == Asset("file:///project/static/img/x.png", "png", 40, 20, project.root / "static/img/x.png")
    names = ["content/img/x.svg", "content/img/x.png", "static/img/x.svg"]
    assert project.assets.absent == [project.root / name for name in names]
    assert project.assets.inputs == [project.root / "static/img/x.png"]


@pytest.mark.parametrize("folder", ["assets/media", "static/media", "public", "src"])
def test_a_picture_is_found_where_tools_of_sites_keep_theirs(project: Project, folder: str) -> None:
    """Under its bare name."""
    project.write(f"{folder}/gauge.png", raster("PNG"))
    found = project.find("gauge.png")
    assert found is not None
    assert found.path == project.root / folder / "gauge.png"


def test_where_a_like_name_was_sought_is_known(project: Project) -> None:
    """Folders whose names were compared, be they there or not, none that a link leads to out of the project."""
    (project.root / "static" / "far").symlink_to(project.outside.parent)
    project.find("img/x.png")
    searched = [path.relative_to(project.root).as_posix() for path in project.assets.searched]
    assert searched[:5] == ["content/img", "static", "static/img", ".", "img"]
    project.find("far/x.png")
    assert project.outside.parent not in [path.resolve() for path in project.assets.searched]


def test_a_vector_picture_of_the_same_name_comes_first(project: Project) -> None:
    project.write("content/img/x.png", raster("PNG"))
    project.write("content/img/x.svg", SVG.format(""))
    found = project.find("img/x.png")
    assert found is not None
    assert (found.url, found.kind, found.width, found.height) == (
        "file:///project/content/img/x.svg",
        "svg",
        20,
        10,
    )


def test_a_path_may_go_up_inside_the_project(project: Project) -> None:
    project.write("static/x.svg", SVG.format(""))
    assert project.find("../static/x.svg") is not None
    assert project.told == []


def test_a_folder_is_no_picture(project: Project) -> None:
    assert project.find("img") is None
    assert project.messages == ["the picture 'img' is a folder or a device, not a file"]


def test_an_unreadable_file_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("content/x.png", raster("PNG"))

    def deny(path: Path, *_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(assets, "read", deny)
    assert project.find("x.png") is None
    assert project.messages == ["the picture 'content/x.png' cannot be read: Permission denied"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP"])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9])
def test_a_file_cut_off_anywhere_is_broken(project: Project, kind: str, share: float) -> None:
    data = raster(kind, (90, 70))
    project.write(f"content/x.{kind.lower()}", data[: int(len(data) * share)])
    assert project.find(f"x.{kind.lower()}") is None
    assert project.codes == ["picture-broken"]
    if not share:
        assert project.messages == [f"the picture 'content/x.{kind.lower()}' is empty"]


def test_a_damaged_png_is_broken(project: Project) -> None:
    data = bytearray(raster("PNG"))
    data[60] ^= 0xFF
    project.write("content/x.png", bytes(data))
    assert project.find("x.png") is None
    assert project.messages == ["the picture 'content/x.png' is damaged"]


def test_what_is_no_picture_is_broken(project: Project) -> None:
    project.write("content/x.png", b"%PDF-1.7 not a picture")
    assert project.find("x.png") is None
    assert project.messages == ["the picture 'content/x.png' is of no known type"]


def test_a_type_that_differs_from_the_name_is_a_warning(project: Project) -> None:
    project.write("content/x.png", raster("JPEG"))
    found = project.find("x.png")
    assert found is not None
    assert found.kind == "jpeg"
    assert project.told == [
        (
            "picture-type",
            Severity.WARNING,
            "the picture 'content/x.png' is a JPEG file by its content",
            "name it 'x.jpeg'",
        )
    ]


def test_a_drawing_named_as_a_raster_is_a_warning(project: Project) -> None:
    project.write("content/x.png", SVG.format(""))
    found = project.find("x.png")
    assert found is not None
    assert found.kind == "svg"
    assert project.messages == ["the picture 'content/x.png' is a SVG file by its content"]


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises more pixels than it holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def test_too_many_pixels_are_refused_undecoded(project: Project) -> None:
    project.write("content/x.png", bomb(100_000, 100_000))
    assert project.find("x.png") is None
    assert project.messages == [
        "the picture 'content/x.png' has 100000 x 100000 pixels; at most 1 million pixels are taken"
    ]
    assert project.codes == ["picture-too-large"]


def test_too_many_bytes_are_refused_unread(project: Project) -> None:
    project.write("content/x.png", raster("PNG", (90, 90)) + bytes(1_000_000))
    assert project.find("x.png") is None
    assert project.codes == ["picture-too-large"]


def test_a_photograph_keeps_its_bytes_but_not_its_exif(project: Project) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a place one would rather not tell"
    data = raster("JPEG", exif=exif)
    project.write("content/x.jpg", data)
    found = project.find("x.jpg")
    assert found is not None
    served = project.assets.served(found.url)
    assert served is not None
    assert b"rather not" in data
    assert b"rather not" not in served[1]
    assert Image.open(io.BytesIO(served[1])).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_a_photograph_is_turned_upright(project: Project) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    picture = Image.new("RGB", (60, 30), "white")
    picture.paste("black", (0, 0, 30, 30))
    picture.save(file, "JPEG", exif=exif, quality=95)
    project.write("content/x.jpg", file.getvalue())
    found = project.find("x.jpg")
    assert found is not None
    assert (found.width, found.height) == (30, 60)
    served = project.assets.served(found.url)
    assert served is not None
    upright = Image.open(io.BytesIO(served[1])).convert("L")
    assert [upright.crop((5, top, 25, top + 20)).getextrema() for top in (5, 35)] == [(0, 0), (255, 255)]


def test_a_picture_larger_than_any_print_is_shrunk(project: Project) -> None:
    project.write("content/x.jpg", raster("JPEG", (1200, 600)))
    found = project.find("x.jpg")
    assert found is not None
    assert (found.kind, found.width, found.height) == ("jpeg", 600, 300)


@pytest.mark.parametrize(
    ("kind", "mode", "becomes"),
    [
        ("WEBP", "RGB", "jpeg"),
        ("GIF", "P", "png"),
        ("TIFF", "CMYK", "png"),
        ("BMP", "RGB", "png"),
        ("PNG", "I;16", "png"),
    ],
)
def test_other_types_are_converted(project: Project, kind: str, mode: str, becomes: str) -> None:
    project.write(f"content/x.{kind.lower()}", raster(kind, mode=mode))
    found = project.find(f"x.{kind.lower()}")
    assert found is not None
    assert (found.kind, found.width, found.height) == (becomes, 40, 20)
    assert project.told == []


TONES = ("#14213d", "#fff8e0")


def toned(project: Project, name: str) -> Image.Image:
    """A picture of the project in the two tones."""
    found = project.find(name, TONES)
    assert found is not None
    served = project.assets.served(found.url)
    assert served is not None
    return Image.open(io.BytesIO(served[1]))


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "PNG"), ("L", "PNG"), ("CMYK", "TIFF"), ("RGB", "JPEG")])
def test_a_picture_in_two_tones_goes_from_the_one_to_the_other(project: Project, mode: str, kind: str) -> None:
    """Black becomes the ink, white the paper, grey what lies between them."""
    picture = Image.new("RGB", (90, 30), "white")
    picture.paste("black", (0, 0, 30, 30))
    picture.paste("#808080", (30, 0, 60, 30))
    file = io.BytesIO()
    picture.convert(mode).save(file, kind, quality=100)
    project.write(f"content/x.{kind.lower()}", file.getvalue())
    found = toned(project, f"x.{kind.lower()}").convert("RGB")
    for x, wanted in ((15, (0x14, 0x21, 0x3D)), (45, (0x8A, 0x8D, 0x8F)), (75, (0xFF, 0xF8, 0xE0))):
        there = found.getpixel((x, 15))
        assert isinstance(there, tuple)
        assert max(abs(a - b) for a, b in zip(there, wanted, strict=True)) <= 3, (x, there)


def test_what_is_clear_in_a_picture_is_paper_in_two_tones(project: Project) -> None:
    """Nothing stays that one could see through."""
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    project.write("content/x.png", file.getvalue())
    picture = toned(project, "x.png")
    assert (picture.mode, picture.getpixel((4, 4))) == ("RGB", (0xFF, 0xF8, 0xE0))


def test_one_picture_stands_in_its_own_colours_and_in_two_tones(project: Project) -> None:
    """Each has an address of its own, and other tones have another."""
    project.write("content/img/x.png", raster("PNG"))
    addresses = [project.find("img/x.png", tones) for tones in (None, TONES, ("#000000", "#ffffff"), TONES)]
    assert [found.url.removeprefix("file:///project/") for found in addresses if found] == [
        "content/img/x.png",
        "-/14213d-fff8e0/content/img/x.png",
        "-/000000-ffffff/content/img/x.png",
        "-/14213d-fff8e0/content/img/x.png",
    ]
    assert project.told == []


def test_a_drawing_keeps_its_colours(project: Project) -> None:
    """That is told, at every use; in its own colours there is nothing to tell."""
    project.write("content/x.svg", SVG.format(""))
    for _ in range(2):
        assert project.find("x.svg", TONES) is not None
        assert project.codes == ["duotone-ignored"]
    assert project.find("x.svg") is not None
    assert project.codes == []


def test_a_problem_is_told_at_every_use(project: Project) -> None:
    project.write("content/x.png", b"")
    for _ in range(2):
        assert project.find("x.png") is None
        assert project.codes == ["picture-broken"]


def test_only_what_is_registered_is_served(project: Project) -> None:
    url = project.assets.keep("ring", SVG.format(""))
    assert url == "file:///project/-/ring.svg"
    load()
    from brochure.engine.boxes import Fetcher

    fetcher = Fetcher(project.assets)
    assert fetcher(url).read() == SVG.format("").encode()
    assert not fetcher(url).url.startswith("file:")
    for other in ("file:///etc/passwd", "http://example.org/", "file:///project/content/page.md", "data:text/css,a"):
        with pytest.raises(PermissionError, match="not an asset of this brochure"):
            fetcher(other)


@settings(max_examples=60, deadline=None)
@given(st.text() | st.text("./\\%~ax:", max_size=12))
def test_no_reference_whatever_raises_or_reads_outside(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.getbasetemp()
    assets = Assets(root / "none", ("static", "../x"), STYLES)
    told: Told = []
    assert assets.find(text, root / "none" / "page.md", lambda flaw: told.append(parts(flaw))) is None
    # An address of the web is told as one.
    web = [["picture-remote"]] if re.match(r"\s*(https?:)?//", text, re.IGNORECASE) else []
    assert [code for code, *_ in told] in (["path-outside-project"], ["picture-missing"], *web)
    assert assets.inputs == []
    assert all(path.is_relative_to(assets.root) for path in assets.absent)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]), st.data())
def test_no_damage_whatever_raises(tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject) -> None:
    project = Project(tmp_path_factory.mktemp("damage"))
    whole = bytearray(raster(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    project.write("content/x.png", bytes(whole))
    found = project.find("x.png")
    if found is None:
        assert set(project.codes) & {"picture-broken", "picture-too-large"}
        return
    served = project.assets.served(found.url)
    assert served is not None
    with Image.open(io.BytesIO(served[1])) as image:
        assert image.size == (found.width, found.height)


@pytest.mark.parametrize("adobe", [True, False])
def test_inks_are_shown_on_a_screen_as_an_offset_press_prints_them(project: Project, adobe: bool) -> None:
    """Of a JPEG without a profile, whichever way its samples count; the press keeps it as it is."""
    file = io.BytesIO()
    Image.new("CMYK", (40, 20), (0, 204, 204, 0)).save(file, "JPEG", quality=100)
    data = file.getvalue()
    if not adobe:
        start = data.index(b"\xff\xee")
        plain = io.BytesIO()
        Image.new("CMYK", (40, 20), (255, 51, 51, 255)).save(plain, "JPEG", quality=100)
        data = plain.getvalue()
        start = data.index(b"\xff\xee")
        data = data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]
    project.write("content/x.jpg", data)
    found = project.find("x.jpg")
    assert found is not None
    served = project.assets.served(found.url)
    assert served is not None
    with Image.open(io.BytesIO(served[1])) as shown:
        assert shown.mode == "RGB"
        seen = shown.getpixel((20, 10))
    # What FOGRA39 makes of 80 % magenta and yellow.
    assert seen == pytest.approx((234, 84, 58), abs=6)


def test_an_icon_that_changed_is_redrawn_anew(project: Project) -> None:
    """The preview builds again and again with the same assets."""
    colours, brand = ("#111111", "#22cc88"), ("#14213d", "#ff5a3c")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path fill="#000000" d="{}"/></svg>'
    path = project.write("static/a.svg", drawing.format("M0 0h4v4z"))
    for line in ("M0 0h4v4z", "M0 0h2v2z"):
        path.write_text(drawing.format(line), encoding="utf-8")
        project.assets.begin_again([path])
        asset = project.find("a.svg")
        assert asset is not None
        served = project.assets.served(project.assets.redrawn(asset.url, colours, brand))
        assert served is not None
        assert line.encode() in served[1]
