// What the page makes of each file on standard input, as JSON, for Python to read: tests/yours.

import { Buffer } from "node:buffer";
import process from "node:process";

import { blocks, titleOf } from "../../edi_handbook/yours/front/blocks.js";
import { docx } from "../../edi_handbook/yours/front/docx.js";
import { fromFile, toFile } from "../../edi_handbook/yours/front/file.js";
import { calendar, risks } from "../../edi_handbook/yours/front/lists.js";
import { faults, sentence } from "../../edi_handbook/yours/front/rules.js";

let given = "";
for await (const part of process.stdin.setEncoding("utf8")) given += part;
const { today, files } = JSON.parse(given);

const made = files.map((text) => {
  const { problem, strategy, left, note } = fromFile(text);
  if (problem) return { problem };
  const found = faults(strategy, today), file = toFile(strategy);
  const said = found.map((fault) => ({ ...fault, words: sentence(fault.words) }));
  if (found.length) return { left, note, file, faults: said };
  for (const aim of strategy.objectives) aim.law = "An outcome to watch.";
  const word = docx(titleOf(strategy), blocks(strategy), strategy.made);
  return { left, note, file, faults: [], docx: Buffer.from(word).toString("base64"), ics: calendar(strategy), csv: risks(strategy, today) };
});

process.stdout.write(JSON.stringify(made));
