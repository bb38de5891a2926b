/** The few icons, drawn with one stroke width. Decorative: the words beside them carry the meaning. */
const paths = {
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 5 5",
  bell: "M6 16V11a6 6 0 1 1 12 0v5l2 2H4l2-2Zm4 5h4",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "m6 6 12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.500L19 7",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  down: "m6 9 6 6 6-6",
  up: "m6 15 6-6 6 6",
  right: "m9 6 6 6-6 6",
  left: "m15 6-6 6 6 6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-2.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
  edit: "m4 20 1-4L16 5l3 3L8 19l-4 1Z",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  download: "M12 4v11m-4.5-4.500L12 15l4.5-4.500M5 20h14",
  warning: "M12 4 2.5 20h19L12 4Zm0 6v4.500m0 2.500v.5",
  info: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 8v6m0-10v.5",
  user: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 21c.5-4.5 4-6.5 8-6.500s7.5 2 8 6.5",
  home: "m4 11 8-7 8 7v9h-5v-6H9v6H4v-9Z",
  list: "M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01",
  chart: "M4 20V10m6 10V4m6 16v-7m4 7H2",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 4v5l3.5 2.5",
  tie: "M3 17c5 0 6-3 8-7 1.5-3 3-5 6-5 2 0 3.5 1.5 3.5 3.500S18.5 12.5 16 12.500M21 17c-5 0-6-3-8-7C11.5 7 10 5 7 5 5 5 3.5 6.5 3.5 8.500S5.5 12.5 8 12.5",
  star: "m12 4 2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.800L12 4Z",
  file: "M6 3h8l4 4v14H6V3Zm8 0v4h4",
  building: "M5 21V4h9v17M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2",
  book: "M5 4h6a2 2 0 0 1 2 2v14a2 2 0 0 0-2-1.500H5V4Zm14 0h-4a2 2 0 0 0-2 2v14a2 2 0 0 1 2-1.500h4V4Z",
  scale: "M12 4v16M7 20h10M4 8h16M4 8l-2 6h5L4 8Zm16 0-3 6h5l-2-6",
  mail: "M3 6h18v12H3zM3 7l9 7 9-7",
  globe: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-9 9h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${className ?? ""}`}
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark: two strands that become one tie. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="3.2"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
      className="shrink-0"
    >
      <path
        stroke="#c2402a"
        d="M3 21.500c5.2 0 7-3.2 9.2-7.400C14 10.6 15.6 6.5 19.6 6.500c3 0 4.9 2.3 4.9 5 0 3.4-3 5.6-7 5.6"
      />
      <path
        stroke="#16305c"
        d="M29 21.500c-5.2 0-7-3.2-9.2-7.400C18 10.6 16.4 6.5 12.4 6.500c-3 0-4.9 2.3-4.9 5 0 3.4 3 5.6 7 5.6"
      />
      <path stroke="#16305c" strokeOpacity=".28" strokeWidth="2" d="M5 27h22" />
    </svg>
  );
}
