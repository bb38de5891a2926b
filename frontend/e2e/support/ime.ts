/** Japanese input as the browser gets it from the system, through the developer tools. */
import type { CDPSession, Locator, Page } from "@playwright/test";

/** The key code that browsers give to every key of a composition. */
const COMPOSING = 229;

export class Ime {
  private readonly page: Page;
  private readonly devtools: CDPSession;

  private constructor(page: Page, devtools: CDPSession) {
    this.page = page;
    this.devtools = devtools;
  }

  static async of(page: Page): Promise<Ime> {
    return new Ime(page, await page.context().newCDPSession(page));
  }

  /** Letters that are not confirmed yet. */
  async compose(field: Locator, text: string): Promise<void> {
    await field.focus();
    await this.key("rawKeyDown");
    await this.devtools.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    await this.key("keyUp");
  }

  /** The Enter that confirms a composition, as Chrome and Firefox send it: the key first, then the end of the composition. */
  async confirm(text: string): Promise<void> {
    await this.key("rawKeyDown", "Enter");
    await this.devtools.send("Input.insertText", { text });
    await this.key("keyUp", "Enter");
  }

  /** The same as Safari sends it: the composition has ended when the key comes. */
  async confirmLikeSafari(text: string): Promise<void> {
    await this.devtools.send("Input.insertText", { text });
    await this.key("rawKeyDown", "Enter");
    await this.key("keyUp", "Enter");
  }

  /** Enter while the composition goes on. */
  async enter(): Promise<void> {
    await this.key("rawKeyDown", "Enter");
    await this.key("keyUp", "Enter");
    // Whatever the key caused has happened after two frames.
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  private async key(type: "rawKeyDown" | "keyUp", key = "Process"): Promise<void> {
    await this.devtools.send("Input.dispatchKeyEvent", {
      type,
      key,
      code: key === "Process" ? "KeyA" : key,
      windowsVirtualKeyCode: COMPOSING,
    });
  }
}
