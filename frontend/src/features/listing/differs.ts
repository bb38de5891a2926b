/** Whether seeds side by side differ in a field: the order of codes does not count. */
export function differs(values: unknown[]): boolean {
  return new Set(values.map(written)).size > 1;
}

function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.length === 0 ? "" : JSON.stringify(value.map(written).sort());
  if (typeof value === "object") {
    const filled = Object.entries(value).filter(([, one]) => written(one) !== "");
    return filled.length === 0 ? "" : JSON.stringify(filled.sort(([a], [b]) => a.localeCompare(b)));
  }
  return JSON.stringify(value);
}
