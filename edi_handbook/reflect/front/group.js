// What a participant gives to a group debrief: ticks, each with the wording that it answers; own words only if asked for.
// `edi_handbook/debrief/codes.py` reads the code. The sum at its end tells a damaged code from a whole one. It hides
// nothing: whoever has the code can read it, and the page says so.

import { isEmpty } from "../../front/record.js";

const WRITTEN = ["text", "plan"];

const hex = (number, digits) => number.toString(16).padStart(digits, "0");

// Tells the same person's second copy from another person's; made anew at each load, so it links nothing to anybody.
export const pseudonym = () => [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => hex(byte, 2)).join("");

const crc32 = (text) => {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return hex(~sum >>> 0, 8);
};

const base64 = (text) =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// The items that a group may have. What was done to the reader is never among them.
export const forGroup = (items, words) =>
  items.filter((item) => item.track !== "me" && (words || !WRITTEN.includes(item.kind)) && !isEmpty(item.read()));

export const asCode = (name, person, items) => {
  const given = Object.fromEntries(items.map((item) => [`${item.id}:${item.wording}`, item.read()]));
  const body = `${name}.${base64(JSON.stringify({ person, answers: given }))}`;
  return `EDI1.${body}.${crc32(body)}`;
};
