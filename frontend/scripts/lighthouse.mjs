// Lighthouse, three runs of each page, the medians. It is no dependency of the project: npx fetches the version below.
//   npm run lighthouse                        the pages below, of the server at http://127.0.0.1:8080 (make run)
//   npm run lighthouse -- company:/seeds      one page as one reader; "-" is nobody, $id one of the reader's listings
//   ENISHI_URL=http://… RUNS=5 PRESET=desktop npm run lighthouse
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";

const LIGHTHOUSE = "lighthouse@12.8.2";
const PASSWORD = "enishi-demo-2026";
const people = {
  researcher: "h.mizuki@tsukuyomi-u.example",
  company: "k.shinonome@akebono-pharma.example",
  liaison: "k.enikawa@liaison-office.example",
  secretariat: "m.hiiragi@secretariat.example",
};
const url = process.env.ENISHI_URL ?? "http://127.0.0.1:8080";
const runs = Number(process.env.RUNS ?? 3);
const presets = process.env.PRESET ? [process.env.PRESET] : ["mobile", "desktop"];
const asked = process.argv.slice(2);
const targets = asked.length
  ? asked
  : [
      "-:/",
      "-:/sign-in",
      "company:/seeds",
      "researcher:/mine",
      "researcher:/mine/$id/edit",
      "liaison:/reviews",
    ];

const run = promisify(execFile);
const chrome = process.env.CHROMIUM ?? "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "enishi-lighthouse-"));
const port = await freePort();
const context = await chromium.launchPersistentContext(folder, {
  ...(existsSync(chrome) ? { executablePath: chrome } : {}),
  args: [`--remote-debugging-port=${port}`, "--no-sandbox", "--disable-gpu", "--disable-quic"],
});

function freePort() {
  return new Promise((found) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** A refresh cookie works once: each run signs in anew. Gives the access token. */
async function signIn(reader) {
  await context.clearCookies();
  if (reader === "-") return "";
  const answer = await fetch(`${url}/api/v1/auth/sessions`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: people[reader] ?? reader, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${reader} cannot sign in: ${answer.status}`);
  const cookies = answer.headers.getSetCookie().map((line) => {
    const [pair] = line.split(";");
    const cut = pair.indexOf("=");
    return { name: pair.slice(0, cut), value: pair.slice(cut + 1), httpOnly: /;\s*HttpOnly/i.test(line) };
  });
  await context.addCookies(cookies.map((one) => ({ ...one, url, sameSite: "Strict" })));
  return (await answer.json()).access_token;
}

async function addressOf(path, token) {
  if (!path.includes("$id")) return url + path;
  const headers = { Authorization: `Bearer ${token}` };
  const { items } = await (await fetch(`${url}/api/v1/listings/mine?limit=1`, { headers })).json();
  return url + path.replace("$id", items[0].id);
}

async function measure(reader, path, preset) {
  const address = await addressOf(path, await signIn(reader));
  const { stdout } = await run(
    "npx",
    [
      "--yes",
      LIGHTHOUSE,
      address,
      `--port=${port}`,
      "--disable-storage-reset",
      "--output=json",
      "--quiet",
      "--only-categories=performance,accessibility,best-practices",
      ...(preset === "desktop" ? ["--preset=desktop"] : []),
    ],
    { maxBuffer: 1 << 28 },
  );
  const { categories, audits } = JSON.parse(stdout);
  const points = (name) => Math.round(categories[name].score * 100);
  return {
    performance: points("performance"),
    accessibility: points("accessibility"),
    "best practices": points("best-practices"),
    "FCP s": audits["first-contentful-paint"].numericValue / 1000,
    "LCP s": audits["largest-contentful-paint"].numericValue / 1000,
    "TTI s": audits.interactive.numericValue / 1000,
    "TBT ms": audits["total-blocking-time"].numericValue,
    CLS: audits["cumulative-layout-shift"].numericValue,
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

try {
  const table = {};
  for (const preset of presets)
    for (const target of targets) {
      const cut = target.indexOf(":");
      const taken = [];
      for (let one = 0; one < runs; one += 1)
        taken.push(await measure(target.slice(0, cut), target.slice(cut + 1), preset));
      const names = Object.keys(taken[0]);
      table[`${preset} ${target}`] = Object.fromEntries(
        names.map((name) => [name, Number(median(taken.map((one) => one[name])).toFixed(3))]),
      );
      console.log(`${preset} ${target}`, table[`${preset} ${target}`]);
    }
  console.table(table);
} finally {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
}
