import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Where the server runs while the app is developed with `npm run dev`. */
const server = process.env["ENISHI_SERVER"] ?? "http://127.0.0.1:8080";

/**
 * What every page needs is evaluated file by file, each in a task of its own, between which a phone hears its user; and the browser is told
 * to compile it whole while it arrives, beside the main thread (explicit compile hints of V8), not function by function when it is called.
 */
function firstScripts(): Plugin {
  return {
    name: "first-scripts",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        const preload = /<link rel="modulepreload" crossorigin href="([^"]+)">/g;
        const entry = html.match(/\n *<script type="module"[^\n]*/)?.[0] ?? "";
        const scripts = html
          .replace(entry, "")
          .replace(preload, '<script type="module" crossorigin src="$1"></script>');
        // They run in the order in which they stand, and the first one of all imports the others.
        return scripts.replace(/\n *<link rel="stylesheet"/, `${entry}$&`);
      },
    },
    generateBundle(_, bundle) {
      const first = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry);
      const names = first?.type === "chunk" ? [first.fileName, ...first.imports] : [];
      for (const name of names) {
        const file = bundle[name];
        if (file?.type === "chunk") file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    { ...optimizeLocales.vite({ locales: ["ja-JP", "en-US"] }), enforce: "pre" },
    firstScripts(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "baseline-widely-available",
    // Nothing is inlined: the policy of the server allows no data: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What is loaded with what, for scripts/budget.mjs.
    manifest: true,
    reportCompressedSize: false,
    // Many small files cost a phone more than what some pages do not need of one.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: "react",
              test: /rolldown\/runtime|node_modules\/(react|react-dom|scheduler|use-sync-external-store)\//,
            },
            { name: "router", test: /node_modules\/(@tanstack|openapi-)/ },
            {
              name: "kit",
              test: /src\/(ui\/(icons|button|states|page|badges|dialog|toast|media)|i18n\/(locale|messages|format)|api\/(problem|session|client))\.|vite\/preload-helper/,
            },
            {
              name: "hits",
              test: /src\/features\/(listing\/(comparison|visits|compare-toggle)|search\/(hash|question|words|hit-parts|hit-card|chips|use-hash-state|save-file|last-search|texts|shortcuts|use-search|neighbours)\.)/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { host: "127.0.0.1", proxy: { "/api": server, "/mailbox": server, "/api-docs": server } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
  },
});
