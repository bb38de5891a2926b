// How much a browser loads, by the manifest of the last build, compressed. Ends with 1 if a page costs more than it may.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KIB = 1024;
/** KiB: scripts before the first page is there, what one page adds to them, and all styles. */
const MOST = { first: 130, page: 80, styles: 10 };
/** Pages on which strangers arrive, with what those load for strangers besides their own chunk. */
const DOORS = { "/": ["src/features/home/landing.tsx"], "/sign-in": [] };

/** Parts that opening their page does not load: only when two people write at once. */
const LATER = ["src/features/mine/form/conflict-dialog.tsx"];

const frontend = join(import.meta.dirname, "..");
const dist = join(frontend, "dist");
const manifest = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8"));
const sizes = new Map();
const faults = [];

function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / KIB);
  return sizes.get(file);
}

/** A chunk, with what it imports statically. */
function closure(name, found = new Set()) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`the manifest has no ${name}`);
  if (found.has(name)) return found;
  found.add(name);
  for (const other of chunk.imports ?? []) closure(other, found);
  return found;
}

function weigh(names) {
  const files = new Set([...names].map((name) => manifest[name].file));
  return [...files].reduce((sum, file) => sum + size(file), 0);
}

/** Routes and the files of their pages, as src/app/routes.tsx says. */
function routes() {
  const source = readFileSync(join(frontend, "src", "app", "routes.tsx"), "utf8");
  const found = [...source.matchAll(/page\(\s*\w+,\s*"([^"]+)",\s*\(\) => import\("@\/([^"]+)"\)/g)];
  const all = source.match(/=> import\("/g) ?? [];
  if (found.length === 0 || found.length !== all.length)
    throw new Error(`of ${all.length} pages in routes.tsx ${found.length} could be read`);
  return found.map(([, path, file]) => ({ path, chunk: `src/${file}.tsx` }));
}

/** What chunks add to the first script. */
function added(...chunks) {
  const names = new Set();
  for (const chunk of chunks) closure(chunk, names);
  return weigh([...names].filter((name) => !entry.has(name)));
}

/** A page with the largest of what it loads by itself: it may be one thing for strangers, another for members. */
function page(chunk) {
  const parts = (manifest[chunk].dynamicImports ?? []).filter((part) => !LATER.includes(part));
  return Math.max(...[[], ...parts].map((part) => added(chunk, ...[part].flat())));
}

function check(what, kib, most) {
  if (kib > most) faults.push(`${what}: ${kib.toFixed(1)} KiB, more than ${most}`);
}

const entry = closure("index.html");
const common = weigh(entry);
console.log(`${common.toFixed(1).padStart(7)} KiB  before any page`);
for (const { path, chunk } of routes()) {
  const more = page(chunk);
  console.log(`${more.toFixed(1).padStart(7)} KiB  ${path}`);
  check(path, more, MOST.page);
  const parts = DOORS[path];
  if (!parts) continue;
  const first = common + added(chunk, ...parts);
  console.log(`${first.toFixed(1).padStart(7)} KiB  first load of ${path}`);
  check(`first load of ${path}`, first, MOST.first);
}
const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
const styles = files.filter((name) => name.endsWith(".css")).reduce((sum, name) => sum + size(name), 0);
console.log(`${styles.toFixed(1).padStart(7)} KiB  styles`);
check("styles", styles, MOST.styles);
for (const name of files) if (/\.(woff2?|ttf|otf)$/.test(name)) faults.push(`${name}: a web font`);
for (const fault of faults) console.error(`budget: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
