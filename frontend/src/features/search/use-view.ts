/** Cards or a table: as the address says, else as it was chosen last in this browser. */
import { useState } from "react";

export type View = "cards" | "table";
const KEPT = "enishi.search.view";

function read(): View {
  try {
    return localStorage.getItem(KEPT) === "table" ? "table" : "cards";
  } catch {
    return "cards";
  }
}

export function useView(inAddress: string | undefined): [View, (view: View) => void] {
  const [kept, setKept] = useState(read);
  const view: View = inAddress === "table" || inAddress === "cards" ? inAddress : kept;
  return [
    view,
    (next) => {
      setKept(next);
      try {
        localStorage.setItem(KEPT, next);
      } catch {
        // Without storage it lasts as long as the page.
      }
    },
  ];
}
