"""`python -m tools.document_templates`: write the .docx template of each format profile from its data.

The templates are committed: an office may open one in Word and change how its styles look. Run this after a change of
`profiles.yaml`; a test compares the styles of the committed files with the data.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from thidua.documents import profiles
from thidua.documents._docx import STYLE_NAMES, TEMPLATES, style_id
from thidua.documents._profiles import Profile, Style

FONT = "Times New Roman"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
NO_LINES = "".join(
    f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
WATERMARK = (
    "<w:r {ns}><w:rPr><w:noProof/></w:rPr><w:pict>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="watermark{n}" type="#_x0000_t136" alt="" style="position:absolute;margin-left:0;margin-top:0;'
    "width:400pt;height:90pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
    '" fillcolor="#d9d9d9" stroked="f"><v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;'
    'font-weight:bold" '
    'string="{{{{ watermark }}}}"/></v:shape></w:pict></w:r>'
)
DRAWING = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def write(profile: Profile, path: Path) -> None:
    """The template of one profile."""
    document = Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _styles(document, profile)
    _page(document, profile)
    _head(document, profile)
    for tag in ("titles", "body"):
        paragraph = document.add_paragraph(f"{{{{p {tag} }}}}", style=STYLE_NAMES["text"])
        paragraph.paragraph_format.space_after = None
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "{{ title }}", ""
    document.save(str(path))


def _styles(document: Any, profile: Profile) -> None:
    normal = document.styles["Normal"]
    _font(normal, Style(size=14))
    for key, name in STYLE_NAMES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = normal, True
        style.element.set(qn("w:styleId"), style_id(key))
        _font(style, profile.styles[key])
        _paragraph(style, profile.styles[key])
        if key.startswith("heading_"):
            level = int(key[-1]) - 1
            style.element.get_or_add_pPr().append(
                parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>')
            )
    for key, name, bold, italic in (
        ("TdStrong", "TD Nhấn mạnh", True, False),
        ("TdGap", "TD Chỗ điền", False, True),
    ):
        character = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        character.element.set(qn("w:styleId"), key)
        character.font.bold, character.font.italic = bold or None, italic or None
    for key, name, lines, side in (
        ("TdColumns", "TD Khung", NO_LINES, 40),
        ("TdTable", "TD Bảng", LINES, 80),
    ):
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
                '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
                f'<w:tblPr><w:tblInd w:w="{side}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
                f'<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
                f'<w:bottom w:w="30" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
            )
        )


def _font(style: Any, values: Style) -> None:
    style.font.name, style.font.size = FONT, Pt(values.size)
    fonts = style.element.rPr.rFonts
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), FONT)
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(attribute), None)
    style.font.bold, style.font.italic = values.bold or None, values.italic or None
    style.font.underline = values.underline or None
    language = parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN"/>')
    style.element.rPr.append(language)


def _paragraph(style: Any, values: Style) -> None:
    layout = style.paragraph_format
    layout.alignment = ALIGN[values.align]
    layout.space_before, layout.space_after = Pt(values.before), Pt(values.after)
    layout.first_line_indent, layout.left_indent = Mm(values.indent), Mm(values.left)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY if values.exact else WD_LINE_SPACING.MULTIPLE
    layout.line_spacing = Pt(values.line) if values.exact else float(values.line)
    layout.keep_with_next = values.keep or None
    layout.widow_control = True


def _page(document: Any, profile: Profile) -> None:
    section, page = document.sections[0], profile.page
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
    section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
    section.header_distance, section.footer_distance = Mm(page["number_from_edge"]), Mm(10)
    section.different_first_page_header_footer = not page["number_on_first"]
    first, other = section.first_page_header, section.header
    for n, header in enumerate((first, other)):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = document.styles[STYLE_NAMES["page_number"]]
        if header is other:
            for kind in ("begin", None, "end"):
                inner = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else "<w:instrText>PAGE</w:instrText>"
                paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))  # noqa: SLF001 - python-docx has no fields
        for text in ("{%p if watermark %}", "", "{%p endif %}"):
            extra = header.add_paragraph(text, style=document.styles[STYLE_NAMES["page_number"]])
            if not text:
                extra._p.append(parse_xml(WATERMARK.format(ns=DRAWING, n=n)))  # noqa: SLF001


def _head(document: Any, profile: Profile) -> None:
    """The header block: what stands left and right comes as lines with their style; the table is the template's."""
    whole = profile.text_width()
    parts = (profile.rules["left_width"], 1 - profile.rules["left_width"])
    table = document.add_table(rows=2, cols=2)
    table.style = document.styles["TD Khung"]
    table.autofit = False
    for row, names in enumerate((("head_left", "head_right"), ("below_left", "below_right"))):
        for column, name in enumerate(names):
            cell = table.cell(row, column)
            cell.width = Mm(whole * parts[column])
            cell.paragraphs[0].style = document.styles[STYLE_NAMES["place"]]
            cell.paragraphs[0].text = f"{{{{p {name} }}}}"
    for column, part in enumerate(parts):
        table.columns[column].width = Mm(whole * part)


def main() -> None:
    """All templates."""
    TEMPLATES.mkdir(exist_ok=True)
    for profile in profiles():
        write(profile, TEMPLATES / f"{profile.id}.docx")


if __name__ == "__main__":
    main()
