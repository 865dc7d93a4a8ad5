"""The parts of a workbook that are the same in every file, or nearly: looks, names of sheets, page set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from forms.file_shapes import NUMBERS, Shape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OF_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"

FORMATS = ("#,##0", '#,##0\\ "₫"', "0.##%", "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "#,##0.##")
"""Numbers 164 and up; what stands in STYLES of forms/pen_excel.py points at the looks below."""

LOOKS = (0, 0, 49, 170, 165, 1, 166, 167, 168, 169)
"""Formats of the looks: plain, the row's number, text, number, money, year, per cent, day, moment, hour."""

HEADING, KEY = 10, 11
"""The looks of a heading, and of a word beside which something stands."""

FONT = "Times New Roman"
PLAIN = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
BOLD = (
    '<xf numFmtId="49" fontId="1" fillId="{}" borderId="{}" xfId="0" applyFont="1" applyFill="1" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
)
FILLS = (
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF5"/></patternFill></fill></fills>'
)
BORDERS = '<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"/></border></borders>'

WIDTHS = {Shape.TEXT: 24, Shape.TITLE: 34, Shape.LABELS: 34, Shape.MONEY: 16, Shape.MOMENT: 18}
USUAL_WIDTH, NUMBERING_WIDTH = 14, 7


def styles() -> str:
    """Write the looks of cells."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(each)}/>'
        for place, each in enumerate(FORMATS)
    )
    plain = "".join(PLAIN.format(each) for each in LOOKS)
    fonts = "".join(f'<font>{bold}<sz val="11"/><name val="{FONT}"/></font>' for bold in ("", "<b/>"))
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        f'<fonts count="2">{fonts}</fonts>{FILLS}{BORDERS}'
        f'<cellStyleXfs count="1">{PLAIN.format(0)}</cellStyleXfs>'
        f'<cellXfs count="{len(LOOKS) + 2}">{plain}{BOLD.format(2, 1)}{BOLD.format(0, 0)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def text_cell(text: str, look: int = 2) -> str:
    """Write a cell of text in the form that is never a formula."""
    return f'<c s="{look}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def row(cells: Iterable[str]) -> str:
    """Write a row of cells."""
    return f"<row>{''.join(cells)}</row>"


def columns(shapes: Sequence[Shape], *, hidden_last: bool) -> str:
    """Write the widths of a list's columns after its numbering; the last may be hidden."""
    widths = [NUMBERING_WIDTH, *(WIDTHS.get(shape, USUAL_WIDTH) for shape in shapes)]
    hidden = len(widths) if hidden_last else 0
    written = [
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"'
        + (' hidden="1"/>' if place == hidden else "/>")
        for place, width in enumerate(widths, 1)
    ]
    return f"<cols>{''.join(written)}</cols>"


def sheet_head(cols: str, *, frozen: bool, shown: bool) -> str:
    """Begin a sheet; `frozen` keeps its first row in sight, `shown` is the one that opens."""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    selected = ' tabSelected="1"' if shown else ""
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"{selected}>{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/>{cols}<sheetData>'
    )


def sheet_tail(footer: str, *, landscape: bool) -> str:
    """End a sheet: A4, as wide as the paper, with a line at the foot of every page."""
    way = "landscape" if landscape else "portrait"
    return (
        '</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{way}" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{escape(footer)}</oddFooter></headerFooter></worksheet>"
    )


def content_types(count: int) -> str:
    """Name the parts of a workbook of so many sheets."""
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{place}.xml" ContentType="{OF_SHEETS}.worksheet+xml"/>'
        for place in range(1, count + 1)
    )
    return (
        f'{XML}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{OF_SHEETS}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{OF_SHEETS}.styles+xml"/></Types>'
    )


def root_relations() -> str:
    """Say where the workbook is."""
    return (
        f'{XML}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )


def book_relations(count: int) -> str:
    """Say where the sheets and the looks are."""
    sheets = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, count + 1)
    )
    return (
        f'{XML}<Relationships xmlns="{RELATIONS}">{sheets}<Relationship Id="rId{count + 1}" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )


def book(titles: Sequence[str]) -> str:
    """List the sheets, each but the last with headings that are repeated on every page."""
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{place}" r:id="rId{place}"/>'
        for place, title in enumerate(titles, 1)
    )
    repeated = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"{escape(quoted(title))}!$1:$1</definedName>"
        for place, title in enumerate(titles[:-1])
    )
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{repeated}</definedNames></workbook>"
    )


def quoted(title: str) -> str:
    """Name a sheet within a reference."""
    return "'" + title.replace("'", "''") + "'"


__all__ = [
    "HEADING", "KEY", "NUMBERS", "book", "book_relations", "columns", "content_types", "root_relations",
    "row", "sheet_head", "sheet_tail", "styles", "text_cell",
]  # fmt: skip
