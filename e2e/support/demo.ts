import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Sandbox } from "./sandbox";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binary = process.env.RAMAL ?? join(root, "bin", "ramal");

/** A running `ramal demo` with data of its own on ports of its own. */
export interface Demo {
  console: string;
  sandbox: Sandbox;
  pid: number;
  data: string;
  /** Sends SIGTERM and waits for the end; returns the exit code. */
  stop(): Promise<number | null>;
  /** Ends the process at once, as a crash does. The data stay. */
  kill(): Promise<void>;
  /** Forgets the data. */
  forget(): Promise<void>;
}

/** Starts `ramal demo` and waits until it takes calls. data: the folder of an earlier one that was killed. */
export async function startDemo(options: { data?: string; args?: string[] } = {}): Promise<Demo> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), "ramal-demo-")));
  const any = "127.0.0.1:0";
  const child = spawn(
    binary,
    ["demo", "--data", data, "--listen", any, "--sandbox-listen", any, "--media-listen", any, "--sandbox-media-listen", any, "--print-json", ...(options.args ?? [])],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  child.stderr.on("data", (chunk) => {
    log = (log + String(chunk)).slice(-20_000);
    if (process.env.RAMAL_E2E_LOG) process.stderr.write(chunk);
  });
  const ready = await new Promise<{ console: string; sandbox: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) resolve(JSON.parse(line));
    });
    child.once("exit", (code) => reject(new Error(`ramal demo ended with ${code}:\n${log}`)));
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return {
    console: ready.console,
    sandbox: new Sandbox(ready.sandbox),
    pid: child.pid as number,
    data,
    async stop() {
      end(child, "SIGTERM");
      return ended;
    },
    async kill() {
      end(child, "SIGKILL");
      await ended;
    },
    forget: () => rm(data, { recursive: true, force: true }),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}
