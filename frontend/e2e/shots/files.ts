/** Where pictures lie. */

import { resolve } from "node:path";
import type { PageUnderTest, Reader } from "../pages/routes.ts";

export const SHOTS = resolve(import.meta.dirname, "../../shots");

export function fileOf(one: PageUnderTest, reader: Reader, language: string, project: string): string {
  const page = `${one.route} ${one.state ?? ""}`.replaceAll(/[^a-z]+/gi, "-").replaceAll(/^-|-$/g, "");
  return `${language}-${project}/${reader}-${page || "home"}.png`;
}
