/** Mail domains as they are typed: one a line, or with commas and spaces between. */

export function parseDomains(text: string): string[] {
  const found = text
    .split(/[\s,、，;]+/)
    .map((one) => one.trim().replace(/^@/, "").toLowerCase())
    .filter(Boolean);
  return [...new Set(found)];
}
