import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Sandbox } from "./sandbox";

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binary = process.env.RAMAL ?? join(root, "bin", "ramal");

/** A running `ramal demo` with data of its own on ports of its own. */
export interface Demo {
  console: string;
  sandbox: Sandbox;
  data: string;
  /** The newest lines that it logged. */
  log(): string;
  /** Sends SIGTERM and waits for the end; returns the exit code. */
  stop(): Promise<number | null>;
  /** Ends the process at once, as a crash does. The data stay. */
  kill(): Promise<void>;
}

/**
 * Starts `ramal demo` and waits until it takes calls: with a few people only, or as people see it, with its past. With `before`, it is
 * that demo again: its data, its addresses.
 */
export async function startDemo(before?: Demo, past = false): Promise<Demo> {
  const data = before?.data ?? (await mkdtemp(join(tmpdir(), "ramal-demo-")));
  const any = "127.0.0.1:0";
  const host = (url?: string) => (url ? new URL(url).host : any);
  const child = spawn(
    binary,
    [
      "demo",
      ...(past ? [] : ["--bare"]),
      `--data=${data}`,
      `--listen=${host(before?.console)}`,
      `--sandbox-listen=${host(before?.sandbox.url)}`,
      `--media-listen=${any}`,
      `--sandbox-media-listen=${any}`,
      "--print-json",
      `--log-level=${process.env.RAMAL_LOG_LEVEL ?? "info"}`,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  child.stderr.on("data", (chunk) => {
    log = (log + String(chunk)).slice(-20_000);
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = await new Promise<{ console: string; sandbox: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) resolve(JSON.parse(line));
    });
    child.once("error", (error) =>
      reject(new Error(`${binary} does not start. Run: make build`, { cause: error })),
    );
    void ended.then((code) => reject(new Error(`ramal demo ended with ${code}:\n${log}`)));
  });
  return {
    console: ready.console,
    sandbox: new Sandbox(ready.sandbox),
    data,
    log: () => log.split("\n").slice(-40).join("\n"),
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
