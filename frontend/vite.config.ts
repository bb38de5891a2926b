import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where the server runs while the app is developed with `npm run dev`. */
const server = process.env["ENISHI_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    { ...optimizeLocales.vite({ locales: ["ja-JP", "en-US"] }), enforce: "pre" },
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
