/** ORCID iDs as people write them, and whether the last character is the right check digit (ISO 7064 11,2). */

/** The sixteen characters with hyphens, from what was typed or pasted; `null` if it is none. */
export function orcidOf(text: string): string | null {
  const characters = text
    .normalize("NFKC")
    .trim()
    .replace(/^https?:\/\/orcid\.org\//i, "")
    .replaceAll(/[-\s‐‑–—−ー]/g, "")
    .toUpperCase();
  if (!/^\d{15}[\dX]$/.test(characters)) return null;
  let total = 0;
  for (const digit of characters.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  if (characters[15] !== (check === 10 ? "X" : String(check))) return null;
  return characters.replaceAll(/(.{4})(?=.)/g, "$1-");
}
