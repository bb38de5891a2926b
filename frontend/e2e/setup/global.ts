/** Before all tests: the servers that the chosen projects need. `ENISHI_E2E_URL` takes one that runs already. */

import { rmSync } from "node:fs";
import type { FullConfig } from "@playwright/test";
import { Api, type Schemas } from "../support/api.ts";
import { REPORT } from "../support/journey.ts";
import { people } from "../support/people.ts";
import { type Database, type Server, start } from "./server.ts";

const variable: Record<Database, string> = {
  sqlite: "ENISHI_E2E_URL",
  postgres: "ENISHI_E2E_POSTGRES_URL",
};

export default async function prepare(config: FullConfig): Promise<() => Promise<void>> {
  rmSync(REPORT, { force: true });
  const chosen = new Set(chosenProjects(config).map((name) => (name === "postgres" ? "postgres" : "sqlite")));
  const servers: Server[] = [];
  const stop = async () => {
    for (const server of servers) await server.stop();
  };
  for (const database of ["sqlite", "postgres"] as const) {
    const name = variable[database];
    if (!chosen.has(database) || process.env[name]) continue;
    try {
      const server = await start(database);
      servers.push(server);
      process.env[name] = server.url;
      await settled(server.url);
    } catch (error) {
      await stop();
      throw error;
    }
  }
  return stop;
}

/** Playwright does not tell which projects were asked for. */
function chosenProjects(config: FullConfig): string[] {
  const all = config.projects.map(({ name }) => name);
  const asked = process.argv.flatMap((argument, place) => {
    const [flag, value] = argument.split("=");
    return flag === "--project" ? [value ?? process.argv[place + 1] ?? ""] : [];
  });
  return asked.length > 0 ? all.filter((name) => asked.includes(name)) : all;
}

/** The consortium is indexed, matched and told of: from here on only the tests change anything. */
async function settled(url: string): Promise<void> {
  const secretariat = await Api.signIn(url, people.secretariat);
  const until = Date.now() + 180_000;
  while (Date.now() < until) {
    const { tasks, mails } = await secretariat.get<Schemas["QueueOverview"]>("/operations/queue");
    const open = [tasks["ready"], tasks["leased"], mails["queued"], mails["sending"]];
    if (open.every((count) => !count)) return;
    await new Promise((go) => setTimeout(go, 300));
  }
  throw new Error("the demo consortium's work does not come to an end");
}
