"""The engine's promises: silence, stable bytes, folios, plain words where it fails."""

from __future__ import annotations

import hashlib
import io
import os
import shlex
import subprocess
import sys
import zlib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from brochure.engine import loading
from brochure.engine.engine import Engine
from brochure.engine.fonts import Face
from brochure.engine.laid import About, Laid, Setting
from brochure.pictures.assets import Assets
from brochure.vocabulary.problems import BrochureError, Exit
from brochure.vocabulary.shipped import FONTS, STYLES
from tests.engine.conftest import ABOUT, CSS, page, section, words
from tests.pdfreader.reading import Reading

ROOT = Path(__file__).parents[2]
_UNWANTED = frozenset(("PIL.ImageCms", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "ssl", "statistics"))


@pytest.mark.parametrize("first", [1, 2, 3, 4, 9])
def test_pages_bear_their_folio_and_lie_on_their_side(engine: Engine, first: int) -> None:
    sides = "@page:left{margin-left:20mm}@page:right{margin-left:11mm}"
    sheet = engine.open(page(f"<p>{words(150)}</p>", f"<style>{sides}</style>"))
    laid = sheet.lay(Setting(first_page=first))
    part = section("essai", (None, ""))
    found = Reading(engine.bind([(part, laid)], ABOUT, True))
    folios = [int(text.split()[-1]) for text in found.texts()]
    assert folios == [fact.number for fact in laid.facts] == list(range(first, first + len(folios)))
    assert found.labels() == [str(folio) for folio in folios]
    lefts = [round(single._page_box.margin_left / 96 * 25.4) for single in laid.pages]
    assert lefts == [11 if folio % 2 else 20 for folio in folios]


def test_the_pdf_says_what_it_is(engine: Engine) -> None:
    about = About("Un titre & <deux>", "fr", "L’auteur", "2026-11-01", "make-brochure 1")
    laid = engine.open(page("<h1>Titre</h1>")).lay(Setting())
    pdf = Reading(engine.bind([(section("a"), laid)], about, True)).pdf
    info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    assert info == {
        "/Title": "Un titre & <deux>",
        "/Author": "L’auteur",
        "/Creator": "make-brochure 1",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20261101",
        "/ModDate": "D:20261101",
    }
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Un titre & <deux>"
        assert metadata["dc:creator"] == ["L’auteur"]
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2026-11-01"
    assert str(pdf.Root.Lang) == "fr"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert all(single.obj.Tabs == "/S" for single in pdf.pages)
    assert pdf.pdf_version == "1.7"


def test_the_fonts_are_the_shipped_ones_embedded(engine: Engine) -> None:
    laid = engine.open(page("<h1>Titre</h1><p>Texte <b>gras</b> <i>penché</i></p>")).lay(Setting())
    pdf = Reading(engine.bind([(section("a"), laid)], ABOUT, True)).pdf
    fonts = pdf.pages[0].obj.Resources.Font
    assert {str(font.BaseFont).split("+")[1] for font in fonts.values()} == {
        "Brochure-Display-Bold",
        "Brochure-Text",
        "Brochure-Text-Italic",
        "Brochure-Text-Semi-Bold",
    }
    assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values())


BUILD = """
import hashlib, sys
from pathlib import Path
from brochure.pictures.assets import Assets
from brochure.engine.engine import Engine
from brochure.engine.laid import Setting
from brochure.vocabulary.shipped import STYLES
from tests.engine.conftest import ABOUT, CSS, page, section
root = Path(sys.argv[1])
assets = Assets(root, (), STYLES)
engine = Engine(assets, CSS)
picture = assets.find("x.png", root / "a.md", print)
body = f'<h1>Titre</h1><p lang="en">Text <a href="#b">b</a></p><img src="{picture.url}" alt="Point"><h2 id="b">B</h2>'
laid = engine.open(page(body)).lay(Setting())
print(hashlib.sha256(engine.bind([(section("a"), laid)], ABOUT, True)).hexdigest(), engine.log)
"""


def test_the_bytes_depend_on_the_content_alone(tmp_path: Path) -> None:
    from tests.pictures.test_assets import raster

    picture = raster("PNG", mode="RGBA")
    said = set()
    for number, (zone, locale) in enumerate([("UTC", "C"), ("Asia/Tokyo", "C.UTF-8")]):
        folder = tmp_path / ("x" * (number + 1))
        folder.mkdir()
        (folder / "x.png").write_bytes(picture)
        settings = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(folder)],
            env={"PATH": os.environ["PATH"], "HOME": str(folder), **settings},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        said.add(done.stdout)
    assert len(said) == 1
    assert said.pop().endswith(" []\n")


def test_pictures_are_shared_between_sections(engine: Engine, assets: Assets) -> None:
    from tests.pictures.test_assets import raster

    (assets.root / "x.jpg").write_bytes(raster("JPEG"))
    picture = assets.find("x.jpg", assets.root / "a.md", print)
    assert picture is not None
    laid = [engine.open(page(f'<img src="{picture.url}" alt="a">')).lay(Setting()) for _ in range(2)]
    pdf = Reading(engine.bind([(section("a"), part) for part in laid], ABOUT, True)).pdf
    images = {image.objgen for single in pdf.pages for image in single.obj.Resources.XObject.values()}
    assert len(images) == 1


def test_what_the_engine_says_is_kept_and_not_printed(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    engine.open(page('<p style="colour:red">a</p><img src="file:///etc/passwd" alt="b">')).lay(Setting())
    assert len(engine.log) == 2
    assert engine.log[0].startswith("WARNING: Ignored `colour:red`")
    assert engine.log[1].startswith("ERROR: Failed to load image at 'file:///etc/passwd'")
    engine.log.clear()
    assert capfd.readouterr() == ("", "")


VARIABLES = """
@page { size: A6; margin: 10mm }
:root { --u: 10mm; --twice: calc(2 * var(--u)); --least: 7; --most: 12;
  --text: calc((var(--least) + var(--size) * (var(--most) - var(--least))) * 1pt) }
body, p { margin: 0 }
p { font-size: var(--text); line-height: 2 }
.a { height: calc(3 * var(--u)); background: #eee }
.b { height: var(--twice); background: #eee }
.odd { colour: red }
"""


@pytest.mark.parametrize(
    ("body", "head", "height"),
    [
        ('<div class="a"></div>', "", 30),
        ('<div class="a" style="--u:15mm"></div>', "", 45),
        ('<div style="--u : 15mm"><div class="a"></div></div>', "", 45),
        # What the root has worked out is inherited as it is, and only the root's own variable is another.
        ('<div class="b" style="--u:15mm"></div>', "", 20),
        ('<div class="a"></div><div class="b"></div>', "<style>:root{--u:15mm}</style>", 75),
        ('<div class="a"></div>', "<style>.a{--u:15mm}</style>", 45),
    ],
)
def test_a_document_may_set_the_variables_of_the_stylesheet(assets: Assets, body: str, head: str, height: int) -> None:
    """On an element or in a style of its own, as in any browser; what is wrong in the stylesheet is said once."""
    engine = Engine(assets, VARIABLES)
    (fact,) = engine.open(page(body, head)).lay(Setting()).facts
    engine.close()
    assert fact.lowest == pytest.approx((10 + height) * 72 / 25.4, abs=0.05)
    assert len(engine.log) == 1
    assert "colour: red" in engine.log[0]


@pytest.mark.parametrize(("size", "height"), [(0.0, 7), (0.5, 13.5), (1.0, 20)])
def test_a_document_may_set_the_sizes_of_text(assets: Assets, size: float, height: float) -> None:
    """Between the bounds that it names, the text is fitted as ever; and a second document has those of all."""
    engine = Engine(assets, VARIABLES)
    own = engine.open(page("<p>a</p>", "<style>html{--most:20}</style>"))
    fitted, others = (sheet.lay(Setting(size)).facts[0] for sheet in (own, engine.open(page("<p>a</p>"))))
    engine.close()
    assert fitted.lowest - fitted.area_top == pytest.approx(2 * height, abs=0.05)
    assert others.lowest - others.area_top == pytest.approx(2 * (7 + 5 * size), abs=0.05)


def test_a_crash_is_told_in_plain_words_and_its_page_kept(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = engine.open(page("<p>a</p>"))

    def crash(**_: object) -> None:
        raise AssertionError("no such thing")

    monkeypatch.setattr(sheet.tree, "render", crash)
    with pytest.raises(BrochureError) as caught:
        sheet.lay(Setting())
    (problem,) = caught.value.problems
    assert caught.value.exit_code is Exit.ENGINE
    assert problem.code == "engine-failed"
    assert problem.message == "the layout engine failed with AssertionError: no such thing"
    kept = Path(problem.place.file)
    assert problem.hint == f"the page was kept in {kept}; please report it with this file"
    assert kept.read_text(encoding="utf-8") == sheet.html
    kept.unlink()


APT = "install its libraries with: sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PIP = f"install its packages with: {sys.executable} -m pip install --force-reinstall "


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (OSError("cannot load library 'libpango-1.0-0': no such file\nmore"), APT),
        (ModuleNotFoundError("No module named 'webfoo'", name="webfoo"), f"{PIP}webfoo"),
        (ImportError("cannot import name 'x' from 'webfoo.y'", name="webfoo.y"), f"{PIP}webfoo"),
    ],
)
def test_what_is_missing_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch, error: Exception, hint: str) -> None:
    """A library of the system by the system's means, a package of Python by those of Python."""

    def missing() -> None:
        raise error

    monkeypatch.setattr(loading, "_document", missing)
    monkeypatch.setattr(loading, "_forget", lambda: None)
    monkeypatch.delitem(sys.modules, "weasyprint.document", raising=False)
    with pytest.raises(BrochureError) as caught:
        loading.load()
    (problem,) = caught.value.problems
    assert caught.value.exit_code is Exit.ENGINE
    assert problem.code == "engine-missing"
    assert problem.message == f"the layout engine cannot be loaded: {str(error).splitlines()[0]}"
    assert problem.hint == hint


BARE = """
import sys
from brochure.engine import loading
from brochure.vocabulary.problems import BrochureError
sys.modules[sys.argv[1]] = None
try:
    loading.load()
except BrochureError as error:
    print(error.problems[0].hint)
"""


@pytest.mark.parametrize(("module", "package"), [("PIL", "pillow"), ("pydyf", "pydyf"), ("weasyprint", "weasyprint")])
def test_a_missing_package_is_named_as_it_is_installed(module: str, package: str) -> None:
    """Where Python itself finds it missing, in a new process; in the versions that the tool asks for."""
    told = subprocess.run([sys.executable, "-c", BARE, module], capture_output=True, text=True, cwd=ROOT, check=True)
    line = told.stdout.strip()
    assert line.startswith(PIP + package) or line.startswith(f"{PIP}'{package}")
    assert shlex.split(line)[-1] in {package, *(metadata.requires("make-brochure") or ())}


def test_modules_put_off_are_there_when_they_are_called() -> None:
    with loading._put_off():
        import fontTools.subset as later  # type: ignore[import-untyped]
        from fontTools.ttLib import ttFont, woff2  # type: ignore[import-untyped]
        from PIL.ImageCms import ImageCmsProfile, createProfile
    assert "Options" in repr(later.Options())
    assert isinstance(sys.modules["fontTools.subset"].Options, type)
    with pytest.raises(Exception, match="sfntVersion"):
        woff2.decompress(io.BytesIO(b"no font at all, but forty-eight bytes that are" + bytes(9)), io.BytesIO())
    assert ImageCmsProfile(createProfile("sRGB")).tobytes()[36:40] == b"acsp"
    assert ttFont.getTableClass("glyf").__name__ == "table__g_l_y_f"


LATER = """
from brochure.engine import loading
loading.load()
import http.client
import weasyprint.pdf.fonts as fonts
try:
    fonts.TTFont(__file__)
except fonts.TTLibError as error:
    print(error)
print(http.client.ssl.CERT_REQUIRED == http.client.HTTPSConnection("example.org")._context.verify_mode)
"""


def test_lists_of_kinds_of_files_are_read_by_who_asks_for_them() -> None:
    """The engine's table is that of Python, and costs no reading; afterwards the machine's lists are there as ever."""
    told = subprocess.run(
        [sys.executable, "-c", KINDS],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert told.stdout.split() == ["0", "image/png", "image/png", "1"]


KINDS = """
import mimetypes, sys
read, mimetypes.knownfiles[:] = [], [sys.executable]
mimetypes.MimeTypes.readfp = lambda *values: read.append(1)
from brochure.engine.loading import load
load()
from weasyprint.pdf.anchors import MIMETYPES
print(len(read), MIMETYPES.guess_type("a.png")[0], mimetypes.guess_type("a.png")[0], len(read))
"""


def test_exceptions_and_constants_of_modules_put_off_are_the_real_ones(tmp_path: Path) -> None:
    """The engine catches what the reader of fonts raises; who asks the web afterwards verifies as ever."""
    (tmp_path / "later.py").write_text(LATER)
    told = subprocess.run(
        [sys.executable, tmp_path / "later.py"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert told.stdout.splitlines() == ["Not a TrueType or OpenType font (bad sfntVersion)", "True"]


def test_a_build_loads_nothing_that_it_seldom_needs() -> None:
    """In a process that loads what a worker does: each of these takes as long as a paragraph."""
    code = (
        f"import sys; from brochure.tasks import prepare; prepare('build'); print({set(_UNWANTED)} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "set()\n"


def test_fonts_are_cut_without_the_library_for_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint.pdf.fonts

    laid = engine.open(page("<h1>Titre</h1>")).lay(Setting())
    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    found = Reading(engine.bind([(section("a"), laid)], ABOUT, True))
    assert "Titre" in found.texts()[0]
    assert all("fontTools" in line for line in engine.log)
    engine.log.clear()


def test_the_fonts_of_the_machine_are_out_of_sight(engine: Engine) -> None:
    engine.open(page('<p style="font-family:DejaVu Sans">a 漢</p>')).lay(Setting())
    laid = engine.open(page('<p style="font-family:DejaVu Sans">a</p>')).lay(Setting())
    pdf = Reading(engine.bind([(section("a"), laid)], ABOUT, True)).pdf
    names = [str(font.BaseFont) for font in pdf.pages[0].obj.Resources.Font.values()]
    assert not [name for name in names if "DejaVu" in name]


def test_shipped_fonts_are_read_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written of them; a file that serves two families is written for the second one, as are others' own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    own = tmp_path / "own.ttf"
    own.write_bytes((FONTS / "Geologica_700Bold.ttf").read_bytes())
    shipped = FONTS / "Geologica_500Medium.ttf"
    faces = [Face("One", shipped, 500, False), Face("Two", shipped, 500, False), Face("Own", own, 700, False)]
    made = Engine(Assets(tmp_path, (), STYLES), "", faces)
    assert len([path for path in (tmp_path / "temporary").rglob("*") if path.is_file()]) == 2
    made.restyle("")
    laid = made.open(page("".join(f'<p style="font-family:{face.family}">Titre</p>' for face in faces))).lay(Setting())
    pdf = Reading(made.bind([(section("a"), laid)], ABOUT, True)).pdf
    names = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].obj.Resources.Font.values()}
    assert names == {"One-Medium", "Two-Medium", "Own-Bold"}
    assert made.log == []
    made.close()


def test_streams_are_packed_once(engine: Engine, lay: Callable[..., Laid], monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the identifier of a PDF is made of all of them."""
    packed: list[int] = []
    pack = zlib.compressobj
    monkeypatch.setattr(zlib, "compressobj", lambda level: (packed.append(level), pack(level=level))[1])
    pdf = engine.bind([(section("a"), lay("<h1>Titre</h1>"))], ABOUT, True)
    assert len(packed) == pdf.count(b"/FlateDecode")


def test_closing_leaves_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = Engine(Assets(tmp_path, (), STYLES), CSS)
    assert list(tmp_path.iterdir()) != []
    made.close()
    assert list(tmp_path.iterdir()) == []


def test_layouts_are_counted(engine: Engine, lay: Callable[..., Laid]) -> None:
    lay("<p>a</p>")
    lay("<p>b</p>")
    assert engine.layouts == 2


def test_hash_is_stable_within_a_process(engine: Engine) -> None:
    laid = engine.open(page("<h1>Titre</h1>")).lay(Setting())
    digests = {hashlib.sha256(engine.bind([(section("a"), laid)], ABOUT, True)).digest() for _ in range(2)}
    assert len(digests) == 1
