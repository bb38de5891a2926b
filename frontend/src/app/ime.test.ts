import { expect, test, vi } from "vitest";
import { guardComposition } from "./ime";

test("a key that belongs to a composition reaches no widget, others do", () => {
  guardComposition(window);
  const heard = vi.fn();
  document.body.addEventListener("keydown", heard);
  const press = (init: KeyboardEventInit) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
  press({ key: "Enter", isComposing: true });
  press({ key: "Enter", keyCode: 229 } as KeyboardEventInit);
  expect(heard).not.toHaveBeenCalled();
  press({ key: "Enter", keyCode: 13 } as KeyboardEventInit);
  expect(heard).toHaveBeenCalledOnce();
});
