"""What the file says of itself: the printing condition, the standard, the dates (ISO 15930-4 and ISO 15930-7, 6)."""

from __future__ import annotations

import hashlib
import uuid

import pikepdf
from pikepdf import Name

from brochure.press.order import Order
from brochure.vocabulary.conditions import CONDITIONS, REGISTRY

_PDFX = "http://www.npes.org/pdfx/ns/id/"
_XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
_VERSIONS = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003"}
PDF_VERSIONS = {"x-4": "1.6", "x-1a": "1.4"}
# What is only for the screen, or for the readers of one.
_SCREEN = (
    "/AcroForm", "/Dests", "/MarkInfo", "/Names", "/OpenAction", "/Outlines", "/PageMode", "/StructTreeRoot",
)  # fmt: skip


def declare(document: pikepdf.Pdf, order: Order) -> None:
    """Write the output intent and the metadata; Info and XMP say the same."""
    for key in _SCREEN:
        if key in document.Root:
            del document.Root[key]
    document.Root.OutputIntents = pikepdf.Array([_output_intent(document, order)])
    _info(document, order)
    _metadata(document, order)


def _output_intent(document: pikepdf.Pdf, order: Order) -> pikepdf.Dictionary:
    condition = order.settings.condition
    profile = document.make_stream(order.profile.data)
    profile.N, profile.Alternate = 4, Name.DeviceCMYK
    intent = pikepdf.Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=condition,
        Info=order.profile.description or condition,
        DestOutputProfile=profile,
    )
    if condition in CONDITIONS:
        intent.OutputCondition = CONDITIONS[condition]
        intent.RegistryName = REGISTRY
    return document.make_indirect(intent)


def _info(document: pikepdf.Pdf, order: Order) -> None:
    stamp = f"D:{order.date.replace('-', '')}000000Z"
    info = document.docinfo
    for key in list(info.keys()):
        if key not in ("/Author", "/Creator", "/Producer"):
            del info[key]
    info["/Title"] = order.title
    info["/CreationDate"] = info["/ModDate"] = stamp
    info["/Trapped"] = Name("/False")
    if order.flat:
        info["/GTS_PDFXVersion"] = _VERSIONS["x-1a"]


def _metadata(document: pikepdf.Pdf, order: Order) -> None:
    """Write the XMP packet anew; PDF/X-4 takes its version from there alone (ISO 15930-7, 6.3)."""
    if "/Metadata" in document.Root:
        del document.Root["/Metadata"]
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        packet.register_xml_namespace(_PDFX, "pdfxid")
        packet.register_xml_namespace(_XMP_MM, "xmpMM")
        packet[f"{{{_PDFX}}}GTS_PDFXVersion"] = _VERSIONS[order.settings.standard]
        packet["dc:format"] = "application/pdf"
        packet["dc:title"] = order.title
        if order.author:
            packet["dc:creator"] = [order.author]
        if order.language:
            packet["dc:language"] = {order.language}
        packet["pdf:Trapped"] = "False"
        packet["pdf:Producer"] = str(document.docinfo.get("/Producer", ""))
        packet["xmp:CreatorTool"] = order.generator
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            packet[key] = f"{order.date}T00:00:00Z"
        packet["xmpMM:DocumentID"] = f"uuid:{_document_id(document, order)}"
        packet["xmpMM:RenditionClass"] = "default"
        packet["xmpMM:VersionID"] = "1"


def _document_id(document: pikepdf.Pdf, order: Order) -> uuid.UUID:
    """Give an identifier that follows from the pages and the settings alone."""
    digest = hashlib.sha256(repr(order.settings).encode())
    for page in document.pages:
        contents = page.Contents
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            digest.update(part.read_raw_bytes())
    return uuid.uuid5(uuid.NAMESPACE_URL, digest.hexdigest())
