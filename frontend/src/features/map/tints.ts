/** Which shade a count gets: equal shares of the counts that occur, so that one large number does not make all others pale. */
const SHADES = 4;

/** 0 for nothing, 1 (palest) to 4 for counts. */
export function shadeOf(counts: number[]): (count: number) => number {
  const known = [...new Set(counts.filter((count) => count > 0))].sort((a, b) => a - b);
  return (count) => {
    if (count <= 0) return 0;
    const below = known.filter((one) => one < count).length;
    return 1 + Math.floor((below * SHADES) / Math.max(known.length, 1));
  };
}
