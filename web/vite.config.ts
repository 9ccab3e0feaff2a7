import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../internal/web/dist");

/** The folder is embedded by Go and must exist in a fresh checkout: .keep is tracked, so it is put back after vite emptied the folder. */
function keepFile(): Plugin {
  return {
    name: "keep-file",
    apply: "build",
    closeBundle() {
      if (!existsSync(`${out}/.keep`)) writeFileSync(`${out}/.keep`, "");
    },
  };
}

const server = process.env.RAMAL_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  root: here("."),
  plugins: [react(), tailwind(), keepFile()],
  resolve: { alias: { "@": here("./src") } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    // The content security policy allows no data: scripts and the polyfill is not needed by the browsers we support.
    modulePreload: { polyfill: false },
    rollupOptions: { input: { console: here("index.html"), docs: here("api-docs.html") } },
  },
  server: { proxy: { "/api": { target: server, ws: true } } },
  test: {
    environment: "jsdom",
    setupFiles: [here("./src/test/setup.ts")],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
