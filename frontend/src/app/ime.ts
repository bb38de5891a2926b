/**
 * While Japanese is being composed, Enter confirms the composition: it must neither choose an option nor send a form. Safari sends that
 * Enter after the composition's end, marked only by the key code 229.
 */
export function guardComposition(target: Window): void {
  target.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || event.keyCode === 229) event.stopPropagation();
    },
    { capture: true },
  );
}
