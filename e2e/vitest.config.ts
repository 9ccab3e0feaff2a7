import { defineConfig } from "vitest/config";

// One scenario after the other: each has a server and one or two browsers, and the machine may have two cores.
export default defineConfig({
  test: {
    include: ["scenarios/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    pool: "forks",
    reporters: ["verbose"],
  },
});
