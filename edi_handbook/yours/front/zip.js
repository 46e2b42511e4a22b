// A zip of stored files, which a Word file is: no compression, so nothing to load for it.

const TABLE = Array.from({ length: 256 }, (_, at) => {
  let sum = at;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  return sum;
});

const crc32 = (bytes) => ~bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

// Little-endian numbers: [value, how many bytes].
const numbers = (...pairs) => pairs.flatMap(([value, size]) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255));

const joined = (parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};

// `files`: {name: text}. `day`: as 2027-03-31.
export const zip = (files, day) => {
  const encoder = new TextEncoder();
  const [year, month, date] = day.split("-").map(Number);
  const stamp = ((year - 1980) << 9) | (month << 5) | date;
  const local = [], central = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = encoder.encode(name), bytes = encoder.encode(text), size = bytes.length;
    // Version 2.0, names in UTF-8, stored, no time; then sum, sizes, the length of the name, and nothing extra.
    const head = numbers([20, 2], [0x0800, 2], [0, 2], [0, 2], [stamp, 2], [crc32(bytes), 4], [size, 4], [size, 4], [path.length, 2], [0, 2]);
    local.push(numbers([0x04034b50, 4]), head, path, bytes);
    central.push(numbers([0x02014b50, 4], [20, 2]), head, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), path);
    at += 4 + head.length + path.length + size;
  }
  const list = joined(central), count = Object.keys(files).length;
  return joined([...local, list, numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [list.length, 4], [at, 4], [0, 2])]);
};
