// A peer in a process of its own: `node node_engine.cjs NAME FOLDER MODULES`. Orders and answers as in python_engine.py.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [name, folder, modules] = process.argv.slice(2);
const load = (module) => require(require.resolve(module, { paths: [modules] }));
const template = fs.readFileSync(path.join(folder, `${name}.docx`));

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const paragraph = (text, style) =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;
const each = (texts, style) => texts.map((text) => paragraph(text, style)).join("");
const row = (cells, style = "TableText", header = "") =>
  `<w:tr><w:trPr><w:cantSplit/>${header}</w:trPr>` +
  cells.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="4706" w:type="dxa"/></w:tcPr>${paragraph(cell, style)}</w:tc>`).join("") +
  "</w:tr>";
const table = (rows) =>
  '<w:tbl><w:tblPr><w:tblStyle w:val="RecordTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0420" ' +
  'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption ' +
  'w:val="Passengers a year"/></w:tblPr><w:tblGrid><w:gridCol w:w="4706"/><w:gridCol w:w="4706"/></w:tblGrid>' +
  row(rows[0], "TableHeading", "<w:tblHeader/>") + rows.slice(1).map((cells) => row(cells)).join("") + "</w:tbl>";

// The long answers as Word's XML.
function inXml(said) {
  const xml = {};
  for (const [field, texts] of Object.entries(said.paragraphs)) xml[field] = each(texts, "BodyText");
  xml.reasons += each(said.bullets, "ListBullet") + paragraph(said.caption, "Caption") + table(said.rows);
  xml.decision = paragraph(said.facts.introduction, "BodyText") + each(said.clauses, "DecisionClause");
  for (const fact of ["title", "alternatives"]) xml[fact] = paragraph(said.facts[fact], "BodyText");
  return xml;
}

// The long answers as lists to loop over; `one` makes what the engine calls an item.
function inLists(said, one) {
  const lists = { clauses: said.clauses.map(one), bullets: said.bullets.map(one), caption: said.caption };
  for (const [field, texts] of Object.entries(said.paragraphs)) lists[field] = texts.map(one);
  lists.rows = said.rows.slice(1).map(([year, count]) => ({ year, count }));
  return lists;
}

const ENGINES = {
  "docxtemplater-loops": (said) => docxtemplater({ ...said.facts, ...inLists(said, (text) => text) }),
  "docxtemplater-xml": (said) => docxtemplater({ ...said.facts, ...inXml(said) }),
  "easy-template-x-loops": (said) => easyTemplate({ ...said.facts, ...inLists(said, (text) => ({ text })) }),
  "easy-template-x-xml": (said) => {
    const raw = Object.entries(inXml(said)).map(([field, xml]) => [field, { _type: "rawXml", xml, replaceParagraph: true }]);
    return easyTemplate({ ...said.facts, ...Object.fromEntries(raw) });
  },
};

function docxtemplater(data) {
  const Docxtemplater = load("docxtemplater");
  const PizZip = load("pizzip");
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  document.render(data);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

let handler;
function easyTemplate(data) {
  handler ??= new (load("easy-template-x").TemplateHandler)();
  return handler.process(template, data);
}

async function main() {
  const records = {};
  for await (const order of readline.createInterface({ input: process.stdin })) {
    const [size, count, file] = order.split(" ");
    records[size] ??= JSON.parse(fs.readFileSync(path.join(folder, `record-${size}.json`), "utf-8"));
    const taken = [];
    let content;
    for (let done = 0; done < Number(count); done++) {
      const begin = performance.now();
      content = await ENGINES[name](records[size]);
      taken.push(performance.now() - begin);
    }
    if (file) fs.writeFileSync(file, content);
    console.log(JSON.stringify(taken));
  }
}

main();
