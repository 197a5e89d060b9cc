import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Nothing these tests leave in their process reaches another file: one process takes many of them, and loads what they test once. */
const TOGETHER = [
  "test/{client,seeds}/**/*.test.{ts,tsx}",
  "test/server/{api,contract,core,intake,report}/**/*.test.ts",
];

export default defineConfig({
  root: "client",
  plugins: [react()],
  build: { outDir: "../dist", emptyOutDir: true, chunkSizeWarningLimit: 2500 },
  server: { proxy: { "/api": "http://127.0.0.1:8715" } },
  test: {
    root: import.meta.dirname,
    globalSetup: "test/e2e/run-folder.ts",
    testTimeout: 60_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "together", include: TOGETHER, isolate: false } },
      {
        extends: true,
        test: { name: "apart", include: ["test/**/*.test.{ts,tsx}"], exclude: TOGETHER },
      },
    ],
  },
});
