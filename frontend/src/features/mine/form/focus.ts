/** Leads to a field by its path in the API, also where only the group around it can be found. */
import { fieldId } from "@/ui/field";

const INPUTS = "input:not([type=hidden]), textarea, select";
const WIDGETS = `${INPUTS}, button`;

function widgetOf(path: string): HTMLElement | undefined {
  const place = document.getElementById(fieldId(path));
  if (!place) return undefined;
  if (place.matches(WIDGETS)) return place;
  const inside = (widgets: string) =>
    [...place.querySelectorAll<HTMLElement>(widgets)].find(
      (one) => !one.closest("legend") && one.offsetParent !== null,
    );
  return inside(INPUTS) ?? inside(WIDGETS) ?? place;
}

/** The path itself, then what is around it: `content.evidence.0.result`, `content.evidence.0`, `content.evidence`. */
export function pathsAround(path: string): string[] {
  const parts = path.split(".");
  return parts
    .map((_, place) => parts.slice(0, parts.length - place).join("."))
    .filter((one) => one !== "content");
}

/** True once the field was there to be focused. */
export function focusField(path: string): boolean {
  for (const around of pathsAround(path)) {
    const widget = widgetOf(around);
    if (!widget) continue;
    widget.scrollIntoView({ block: "center" });
    widget.focus({ preventScroll: true });
    return true;
  }
  return false;
}

/** The same, once the section that holds the field is drawn. */
export function focusFieldSoon(path: string, tries = 180): void {
  requestAnimationFrame(() => {
    if (!focusField(path) && tries > 0) focusFieldSoon(path, tries - 1);
  });
}
