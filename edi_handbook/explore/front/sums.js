// The explorers' arithmetic: the twin of explorers.py, word for word. Each returns [[name, sentence], ...].
// `rules` are the numbers of the rules, explorers.RULES: Python has them, and writes them into the page.

// Half up on the decimal that a reader sees: 1.005 is 1.01, whatever its binary form.
const number = (value, decimals) => {
  if (value === Infinity) return "no upper limit";
  const text = String(value);
  const rounded = text.includes("e-") ? 0 : Number(Math.round(Number(text + "e" + decimals)) + "e-" + decimals);
  const [whole, part] = rounded.toFixed(decimals).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? "." + part : "");
};
const ratio = (value) => number(value, 2);
const percent = (value, decimals = 1) => number(value, decimals) + "%";
const count = (value) => number(value, 0);
const interval = (low, high) => (high === Infinity ? `${ratio(low)} or more` : `${ratio(low)} to ${ratio(high)}`);

// Score statistic for rate 1 = theta x rate 2 (Koopman 1984; Miettinen and Nurminen 1985, without their correction).
const score = (a, n, b, m, theta) => {
  const whole = (n + m) * theta, middle = n * theta + a + m + b * theta;
  const rate2 = (middle - Math.sqrt(Math.max(0, middle * middle - 4 * whole * (a + b)))) / (2 * whole);
  const rate1 = Math.min(1, theta * rate2);
  const spread = Math.sqrt((rate1 * (1 - rate1)) / n + (theta * theta * rate2 * (1 - rate2)) / m);
  const gap = a / n - (theta * b) / m;
  return gap === 0 && spread === 0 ? 0 : gap / spread;
};

// The statistic falls as theta grows: halve the bracket until it is narrower than any printed digit.
const solve = (a, n, b, m, wanted) => {
  let low = -15, high = 15;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (score(a, n, b, m, Math.exp(middle)) > wanted) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
};

// {value, low, high, method} of rate a/n over rate b/m, as workforce.ratios.relative_likelihood.
export const relativeLikelihood = (a, n, b, m, { z, katzFrom }) => {
  const value = b > 0 ? a / n / (b / m) : NaN;
  if (Math.min(a, n - a, b, m - b) >= katzFrom) {
    const away = z * Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m);
    return { value, low: Math.exp(Math.log(value) - away), high: Math.exp(Math.log(value) + away), method: "katz" };
  }
  if (a + b === 0) return { value, low: NaN, high: NaN, method: "" };
  return {
    value, method: "koopman",
    low: a === 0 ? 0 : solve(a, n, b, m, z),
    high: b === 0 ? Infinity : solve(a, n, b, m, -z),
  };
};

const METHODS = { katz: "Katz's log method", koopman: "Koopman's score method, for small counts" };

const impossible = (v) =>
  v.part1 > v.whole1 || v.part2 > v.whole2 ? [["Check the counts", "More people are appointed than shortlisted in a group."]] : null;

const rate = (name, part, whole) => `${name}: ${count(part)} of ${count(whole)} (${percent((100 * part) / whole)}).`;

const words = (low, high) =>
  low > 1 ? "White people were appointed more often. Chance alone is an unlikely explanation."
    : high < 1 ? "BME people were appointed more often. Chance alone is an unlikely explanation."
      : "These counts do not show which group was appointed more often. That is not proof that the process is fair.";

const sayRelativeLikelihood = (v, rules) => {
  const { rangeLow, rangeHigh, fewestEvents } = rules;
  const problem = impossible(v);
  if (problem) return problem;
  const made = [["Share appointed", `${rate("White", v.part1, v.whole1)} ${rate("BME", v.part2, v.whole2)}`]];
  if (v.part2 === 0)
    return [...made, ["Relative likelihood", "None: nobody in the BME group was appointed, so there is no rate to divide by."]];
  const { value, low, high, method } = relativeLikelihood(v.part1, v.whole1, v.part2, v.whole2, rules);
  const place = value > rangeHigh ? "Above" : value < rangeLow ? "Below" : "Inside";
  return [
    ...made,
    ["Relative likelihood, white over BME", `${ratio(value)}.`],
    ["95% interval", `${interval(low, high)}, by ${METHODS[method]}.`],
    [`The range ${interval(rangeLow, rangeHigh)}`, `${place} it. The range is a rule of thumb about size, not a test of chance.`],
    ["What may be said", words(low, high)],
    ["May it be published?", Math.min(v.part1, v.part2) < fewestEvents
      ? `No: a group has fewer than ${fewestEvents} appointments.`
      : `Yes, as far as size goes: both groups have ${fewestEvents} appointments or more.`],
  ];
};

const sayOneMore = (v, rules) => {
  const problem = impossible(v);
  if (problem) return problem;
  const line = (more1, more2) => {
    if (v.part1 + more1 > v.whole1 || v.part2 + more2 > v.whole2) return "Not possible: everyone in the group is appointed.";
    const found = relativeLikelihood(v.part1 + more1, v.whole1, v.part2 + more2, v.whole2, rules);
    if (Number.isNaN(found.value)) return "No ratio: nobody in the BME group was appointed.";
    return `${ratio(found.value)} (95% interval ${interval(found.low, found.high)}).`;
  };
  const short = Math.max(0, -Math.floor((v.part2 * v.whole1 - v.part1 * v.whole2) / v.whole1));
  return [
    ["As it is", line(0, 0)],
    ["With one more BME person appointed", line(0, 1)],
    ["With one more white person appointed", line(1, 0)],
    ["The gap in people", short === 0
      ? "None: the rate of the BME group is no lower."
      : `${count(short)} more BME ${short === 1 ? "person" : "people"} appointed would make the rates equal, or pass the white rate by less than one person.`],
  ];
};

const sayCompounding = (v) => {
  const total = v.ratio ** v.steps, start = v.share / 100;
  return [
    ["Over all steps", `${ratio(v.ratio)} at each of ${v.steps} is ${ratio(total)} in all.`],
    ["Share at the start", `${percent(v.share)} of staff are from an ethnic minority.`],
    ["Share after the last step", `${percent((100 * start) / (start + (1 - start) * total))}.`],
  ];
};

const shown = (value, { smallestShown, roundTo }) =>
  value > 0 && value < smallestShown ? "[c]" : count(Math.floor((2 * value + roundTo) / (2 * roundTo)) * roundTo);

const sayGiveaway = (v, rules) => {
  if (v.count > v.whole) return [["Check the counts", "The count is larger than the group."]];
  const print = (one) => percent((100 * one) / v.whole, v.decimals);
  const fits = [], printed = print(v.count), rest = v.whole - v.count;
  for (let one = 0; one <= v.whole; one++) if (print(one) === printed) fits.push(one);
  return [
    ["The percentage as printed", `${printed} of ${count(v.whole)}.`],
    ["Counts that fit it", fits.length === 1
      ? `Only one: ${count(v.count)}. Whoever knows the size of the group can work it out.`
      : `${count(fits.length)}, from ${count(fits[0])} to ${count(fits.at(-1))}.`],
    ["If the total and the rest are shown", rest > 0 && rest < rules.smallestShown ? `The rest are ${count(rest)}: a small number too. Both have to be hidden.`
      : v.count > 0 && v.count < rules.smallestShown ? "The total less the rest gives the count away. Hide the rest as well."
        : "Neither the count nor the rest is small."],
    ["The count under this handbook's rule", shown(v.count, rules)],
  ];
};

export const SAY = {
  "relative-likelihood": sayRelativeLikelihood,
  "one-more-appointment": sayOneMore,
  compounding: sayCompounding,
  "when-a-count-gives-someone-away": sayGiveaway,
};
