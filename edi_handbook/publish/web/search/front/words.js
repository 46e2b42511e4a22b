// The form in which a word is searched for.

// A question is asked in whole sentences; these words say nothing of what it is about.
const STOP = new Set(("a about am an and any are as at be been but by can did do does for from had has have he her him "
  + "his how i if in into is it its just made make me my of on or our she should so than that the their them then there they this "
  + "to up us was we were what when where which who whom why will with would you your").split(" "));
// One form for what differs between British and American spelling, and between forms of a word.
const ENDINGS = [
  [/['’]s$/, ""], [/isation/, "ization"], [/is(e|ed|es|ing|er|ers)$/, "iz$1"], [/ys(e|ed|es|ing)$/, "yz$1"],
  [/our(s|ed|ing|ful|al|able)?$/, "or$1"], [/ogue(s?)$/, "og$1"], [/amme(s?)$/, "am$1"], [/(.[^aeious])re(s?)$/, "$1er$2"],
  [/ence(s?)$/, "ens$1"], [/ense(s?)$/, "ens$1"], [/ll(ed|ing|er|or)$/, "l$1"], [/ae(?=[a-z]{4})/, "e"],
  [/i(es|ed)$/, "y"], [/(ss|x|ch|sh)es$/, "$1"], [/([^su])s$/, "$1"],
  [/(.{4})(ing|ed|ment|er|or|ion)$/, "$1"], [/(.{3,})e$/, "$1"],
];

const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
export const spelt = (word) => ENDINGS.reduce((rest, [from, to]) => rest.replace(from, to), plain(word));
// Null for a word that says nothing.
export const form = (word) => (STOP.has(plain(word)) ? null : spelt(word));
