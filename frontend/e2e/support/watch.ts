/** Listens to pages, and tells of everything that should not have happened in them. */
import type { BrowserContext, Page } from "@playwright/test";

export class Watch {
  private readonly found: string[] = [];
  private readonly expected: { status: number; path: RegExp }[] = [];
  private cut: string | undefined;

  /** Names a refusal that belongs to the test. */
  expects(status: number, path: RegExp): void {
    this.expected.push({ status, path });
  }

  /** Names how the test cuts requests off. */
  expectsCut(cause: string): void {
    this.cut = cause;
  }

  async follow(context: BrowserContext): Promise<void> {
    // A violation of the policy is an error of the console in any case; its place is in the event only.
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    context.on("page", (page) => this.hear(page));
  }

  /** What was found since the last time. */
  take(): string[] {
    return this.found.splice(0);
  }

  private hear(page: Page): void {
    const where = () => new URL(page.url()).pathname;
    page.on("console", (message) => {
      // Refused requests are judged by their answer, below.
      if (/^Failed to load resource/.test(message.text())) return;
      if (message.type() === "error" || message.type() === "warning")
        this.found.push(`${where()}: console ${message.type()}: ${message.text().slice(0, 400)}`);
    });
    page.on("pageerror", (error) =>
      this.found.push(`${where()}: ${String(error.stack ?? error).slice(0, 600)}`),
    );
    page.on("crash", () => this.found.push(`${where()}: the page crashed`));
    page.on("requestfailed", (request) => {
      const cause = request.failure()?.errorText ?? "";
      // The page went on before the answer came.
      if (cause === "net::ERR_ABORTED" || cause === this.cut) return;
      this.found.push(`${where()}: ${request.method()} ${request.url()}: ${cause}`);
    });
    page.on("response", (answer) => {
      if (answer.status() < 400) return;
      const path = new URL(answer.url()).pathname;
      if (this.expected.some((one) => one.status === answer.status() && one.path.test(path))) return;
      this.found.push(`${where()}: ${answer.request().method()} ${path}: ${answer.status()}`);
    });
  }
}
