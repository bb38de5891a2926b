/** The parts of a comparison, with what is long and the same cut down to what stands around the changes. */
export interface Part {
  value: string;
  added?: boolean;
  removed?: boolean;
}

const AROUND = 60;
const GAP = " … ";

export function shortened(parts: readonly Part[]): Part[] {
  return parts.map((part, place) => {
    if (part.added || part.removed || part.value.length <= 2 * AROUND + GAP.length) return part;
    const before = place > 0 ? part.value.slice(0, AROUND) : "";
    const after = place < parts.length - 1 ? part.value.slice(-AROUND) : "";
    return { ...part, value: `${before}${GAP}${after}`.trimStart() };
  });
}

export function isSame(parts: readonly Part[]): boolean {
  return parts.every((part) => !part.added && !part.removed);
}
