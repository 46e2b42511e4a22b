// Names of events, by RFC 9562, version 5 (SHA-1): the same strategy gives the same names here and by command
// (report/plan/files.py), so that a calendar that takes both files has each day once. The browser's own SHA-1 answers
// late, and not on a page from a disk.

// The name of “urn:edi-handbook:strategy” among addresses.
const SPACE = [
  0xe9, 0xff, 0xd5, 0xf8, 0xaf, 0x9b, 0x5f, 0x38, 0xae, 0x24, 0x35, 0xb0, 0x5a, 0x1d, 0x6a, 0x5a,
];

const turn = (word, by) => (word << by) | (word >>> (32 - by));

const MIXES = [
  [0x5a827999, (b, c, d) => (b & c) | (~b & d)], [0x6ed9eba1, (b, c, d) => b ^ c ^ d],
  [0x8f1bbcdc, (b, c, d) => (b & c) | (b & d) | (c & d)], [0xca62c1d6, (b, c, d) => b ^ c ^ d],
];

const sha1 = (bytes) => {
  const blocks = Math.ceil((bytes.length + 9) / 64), padded = new Uint8Array(64 * blocks), view = new DataView(padded.buffer);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setUint32(64 * blocks - 4, 8 * bytes.length);
  const sum = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < blocks; block++) {
    const words = Array.from({ length: 16 }, (_, at) => view.getInt32(64 * block + 4 * at));
    for (let at = 16; at < 80; at++) words.push(turn(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 1));
    let [a, b, c, d, e] = sum;
    words.forEach((word, at) => {
      const [constant, mix] = MIXES[Math.floor(at / 20)];
      [a, b, c, d, e] = [(turn(a, 5) + mix(b, c, d) + e + constant + word) | 0, a, turn(b, 30), c, d];
    });
    [a, b, c, d, e].forEach((part, at) => { sum[at] = (sum[at] + part) | 0; });
  }
  return sum.map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
};

export const uuid = (...parts) => {
  const digits = [...sha1(new Uint8Array([...SPACE, ...new TextEncoder().encode(parts.join("\n"))])).slice(0, 32)];
  digits[12] = "5";
  digits[16] = ((parseInt(digits[16], 16) & 3) | 8).toString(16);
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]].map(([from, to]) => digits.slice(from, to).join("")).join("-");
};
