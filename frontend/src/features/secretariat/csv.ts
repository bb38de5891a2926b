/** Tables as files for spreadsheets. Nothing in them is ever taken for a formula. */

export type Cell = string | number;

/** A text that a spreadsheet could take for a formula gets an apostrophe in front. */
function safe(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = /^[\s\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(safe).join(",")}\r\n`).join("");
}

/** With a mark at its beginning, by which spreadsheets know its letters. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", toCsv(rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
