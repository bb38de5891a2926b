/** The real program with the demo consortium, in a folder of its own that is deleted afterwards. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const checkout = resolve(import.meta.dirname, "../../..");
const program = resolve(
  process.env["ENISHI_PROGRAM"] ??
    join(checkout, process.env["CARGO_TARGET_DIR"] ?? "target", "debug/enishi"),
);
/** Loading the consortium takes half a minute of a debug build, more on a busy machine. */
const START_SECONDS = 300;

export interface Server {
  url: string;
  stop: () => Promise<void>;
}

export type Database = "sqlite" | "postgres";

export async function start(database: Database): Promise<Server> {
  if (!existsSync(program)) throw new Error(`${program} is missing: cargo build makes it`);
  const folder = mkdtempSync(join(tmpdir(), "enishi-e2e-"));
  symlinkSync(join(checkout, "config"), join(folder, "config"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const postgres = database === "postgres" ? createDatabase() : undefined;
  const log = join(folder, "server.log");
  const out = openSync(log, "w");
  const child = spawn(program, ["serve", "--demo"], {
    cwd: folder,
    stdio: ["ignore", out, out],
    env: {
      ...process.env,
      ENISHI_SERVER__ADDRESS: url.slice("http://".length),
      ENISHI_SERVER__PUBLIC_URL: url,
      // Passwords shall be checked, not slowly.
      ENISHI_AUTH__ARGON2_MEMORY_KIB: "64",
      ENISHI_AUTH__ARGON2_ITERATIONS: "1",
      ENISHI_AUTH__NETWORK_ATTEMPTS_PER_MINUTE: "10000",
      ...(postgres ? { ENISHI_DATABASE__URL: postgres.url } : {}),
    },
  });
  const stop = async () => {
    await end(child);
    postgres?.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function ready(url: string, child: ChildProcess, log: string): Promise<void> {
  const until = Date.now() + START_SECONDS * 1000;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((go) => setTimeout(go, 200));
  }
  throw new Error(`the server did not start:\n${readFileSync(log, "utf8").slice(-3000)}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((go) => child.once("exit", go));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await gone;
  clearTimeout(late);
}

/** `ENISHI_E2E_PORTS=8300-8330` keeps to a range; else the system chooses. */
async function freePort(): Promise<number> {
  const [first = 0, last = first] = (process.env["ENISHI_E2E_PORTS"] ?? "0").split("-").map(Number);
  for (let port = first; port <= last; port += 1) {
    const free = await listens(port);
    if (free) return free;
  }
  throw new Error(`no port is free in ${first}-${last}`);
}

function listens(port: number): Promise<number | undefined> {
  return new Promise((resolve_) => {
    const probe = createServer();
    probe.once("error", () => resolve_(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve_(typeof address === "object" ? address?.port : undefined));
    });
  });
}

/** A database of this run's own in the cluster that is offered, as for the Rust tests. */
function createDatabase(): { url: string; drop: () => void } {
  const admin = process.env["ENISHI_TEST_POSTGRES_URL"] ?? "";
  const name = `e2e_${randomBytes(8).toString("hex")}`;
  const url = admin.replace("postgres?", `${name}?`);
  if (url === admin) throw new Error("ENISHI_TEST_POSTGRES_URL must name the database postgres");
  const run = (sql: string) => execFileSync("psql", [admin, "--quiet", "--command", sql]);
  run(`CREATE DATABASE ${name}`);
  return { url, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
