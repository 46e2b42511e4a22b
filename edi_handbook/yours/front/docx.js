// A Word file, written here: headings that are headings, header rows that repeat, British English, a title. Word needs no
// more parts than these. The repository's own check of Word files reads what comes of it.

import { zip } from "./zip.js";

const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OPEN = "http://schemas.openxmlformats.org";
const W = `xmlns:w="${OPEN}/wordprocessingml/2006/main"`;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WIDTH = 9638; // twentieths of a point: an A4 sheet less two margins of 2 cm

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

const run = (text) => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

const paragraph = (style, text) =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${text.split("\n").map(run).join("<w:r><w:br/></w:r>")}</w:p>`;

// A column is as wide as its longest cell asks for, within bounds.
const widths = (rows) => {
  const wanted = rows[0].map((_, at) => Math.min(60, Math.max(14, ...rows.map((row) => row[at].length))));
  const sum = wanted.reduce((a, b) => a + b);
  return wanted.map((one) => Math.floor((WIDTH * one) / sum));
};

const table = ({ caption, header, rows }) => {
  const wide = widths([header, ...rows]);
  const cell = (style) => (text, at) => `<w:tc><w:tcPr><w:tcW w:w="${wide[at]}" w:type="dxa"/></w:tcPr>${paragraph(style, text)}</w:tc>`;
  const row = (cells, style, more) => `<w:tr><w:trPr><w:cantSplit/>${more}</w:trPr>${cells.map(cell(style)).join("")}</w:tr>`;
  return `${paragraph("Caption", caption)}<w:tbl><w:tblPr><w:tblStyle w:val="Ours"/><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>`
    + `<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="${escaped(caption)}"/></w:tblPr>`
    + "<w:tblGrid>" + wide.map((one) => `<w:gridCol w:w="${one}"/>`).join("") + "</w:tblGrid>"
    + row(header, "Head", "<w:tblHeader/>") + rows.map((cells) => row(cells, "Cell", "")).join("") + "</w:tbl>";
};

const style = (id, called, { type = "paragraph", paragraphs = "", letters = "", more = "", base = "Normal" } = {}) =>
  `<w:style w:type="${type}" w:styleId="${id}"${base ? "" : ' w:default="1"'}><w:name w:val="${called}"/>`
  + (base && type === "paragraph" ? `<w:basedOn w:val="${base}"/>` : "") + "<w:qFormat/>"
  + (paragraphs && `<w:pPr>${paragraphs}</w:pPr>`) + (letters && `<w:rPr>${letters}</w:rPr>`) + more + "</w:style>";

const space = (before, after) => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const size = (points) => `<w:sz w:val="${2 * points}"/><w:szCs w:val="${2 * points}"/>`;
const BOLD = "<w:b/><w:bCs/>", INK = '<w:color w:val="0A3A54"/>', KEEP = "<w:keepNext/><w:keepLines/>";
const head = (level, points) =>
  style("Heading" + level, "heading " + level, { paragraphs: `${KEEP}${space(points * 14, 80)}<w:outlineLvl w:val="${level - 1}"/>`, letters: BOLD + INK + size(points) });
const edge = (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>`;

const STYLES = `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>${size(11)}`
  + `<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`
  + style("Normal", "Normal", { base: "" })
  + style("Title", "Title", { paragraphs: KEEP + space(0, 200), letters: BOLD + INK + size(24) })
  + head(1, 18) + head(2, 15) + head(3, 12)
  + style("Caption", "caption", { paragraphs: KEEP + space(120, 80), letters: BOLD + size(10) })
  + style("Cell", "Table text", { paragraphs: space(40, 40), letters: size(10) })
  + style("Head", "Table head", { base: "Cell", paragraphs: KEEP, letters: BOLD })
  + style("Ours", "Strategy table", { type: "table", more: `<w:tblPr><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).join("")}</w:tblBorders>`
    + '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>' })
  + "</w:styles>";

const relations = (...pairs) =>
  `${XML}<Relationships xmlns="${OPEN}/package/2006/relationships">` + pairs.map(([type, target], at) => `<Relationship Id="r${at + 1}" Type="${type}" Target="${target}"/>`).join("") + "</Relationships>";

const override = (part, type) => `<Override PartName="/${part}" ContentType="${type}"/>`;

// The bytes of the file. `blocks`: as blocks.js makes them; `day`: as 2027-03-31.
export const docx = (title, blocks, day) => {
  const body = blocks.map((block) => {
    if (block.kind === "table") return table(block);
    return paragraph(block.kind === "heading" ? "Heading" + block.level : "Normal", block.text);
  });
  const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';
  const moment = (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:${name}>`;
  return zip({
    "[Content_Types].xml": `${XML}<Types xmlns="${OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + '<Default Extension="xml" ContentType="application/xml"/>' + override("word/document.xml", MAIN + ".document.main+xml") + override("word/styles.xml", MAIN + ".styles+xml")
      + override("word/settings.xml", MAIN + ".settings+xml") + override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + "</Types>",
    "_rels/.rels": relations([`${OPEN}/officeDocument/2006/relationships/officeDocument`, "word/document.xml"], [`${OPEN}/package/2006/relationships/metadata/core-properties`, "docProps/core.xml"]),
    "docProps/core.xml": `${XML}<cp:coreProperties xmlns:cp="${OPEN}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
      + `<dc:title>${escaped(title)}</dc:title><dc:language>en-GB</dc:language>${moment("created")}${moment("modified")}</cp:coreProperties>`,
    "word/_rels/document.xml.rels": relations([`${OPEN}/officeDocument/2006/relationships/styles`, "styles.xml"], [`${OPEN}/officeDocument/2006/relationships/settings`, "settings.xml"]),
    "word/document.xml": `${XML}<w:document ${W}><w:body>${paragraph("Title", title)}${body.join("")}${page}</w:body></w:document>`,
    "word/settings.xml": `${XML}<w:settings ${W}><w:themeFontLang w:val="en-GB"/></w:settings>`,
    "word/styles.xml": STYLES,
  }, day);
};
