/** The mark drawn large: two cords of several threads, as of a 水引, that come from both sides and become one tie. */

const CORD =
  "M-1600 356H-40C90 356 168 330 236 232 286 160 318 64 404 64c62 0 104 44 104 98 0 66-60 108-140 108-8 0-15 0-22-1";

/** Each pass leaves a thread at either side of the one before. */
const PASSES: [width: number, isThread: boolean][] = [
  [22, true],
  [18, false],
  [14, true],
  [10, false],
  [6, true],
  [2, false],
];

function Cord({ colour }: { colour: string }) {
  return PASSES.map(([width, isThread]) => (
    <path key={width} d={CORD} stroke={isThread ? colour : "var(--color-paper)"} strokeWidth={width} />
  ));
}

export function Strands({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 640 400"
      fill="none"
      aria-hidden="true"
      focusable="false"
      className={`overflow-visible ${className ?? ""}`}
      preserveAspectRatio="xMidYMid slice"
    >
      <defs>
        <clipPath id="strands-over">
          <rect x="290" y="60" width="60" height="110" />
        </clipPath>
      </defs>
      <Cord colour="#c2402a" />
      <g transform="translate(640 0) scale(-1 1)">
        <Cord colour="#16305c" />
      </g>
      {/* At the upper crossing the red cord lies above: so the two are tied, not laid over each other. */}
      <g clipPath="url(#strands-over)">
        <Cord colour="#c2402a" />
      </g>
    </svg>
  );
}
