// Which rows of a table fit what a reader chose. A row is an object of words by column; "" chooses all.

export const choices = (rows, column) => [...new Set(rows.map((row) => row[column]))].sort((a, b) => a.localeCompare(b, "en-GB"));

export const fits = (row, wanted) => Object.entries(wanted).every(([column, word]) => !word || row[column] === word);

export const said = (shown, all) => (shown === all ? `All ${all} actions are shown.` : `${shown} of ${all} actions ${shown === 1 ? "is" : "are"} shown.`);
