import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { root } from "./demo";

const binary = process.env.RAMAL ?? join(root, "bin", "ramal");

/** A running `ramal serve` with nothing in it but one administrator. */
export interface Bare {
  console: string;
  /** Ends it and forgets its data; returns the exit code. */
  stop(): Promise<number | null>;
}

/** Starts a server from nothing that may speak to a sandbox on this machine. */
export async function startBare(email: string, password: string): Promise<Bare> {
  const data = await mkdtemp(join(tmpdir(), "ramal-serve-"));
  const added = promisify(execFile)(binary, [
    "user",
    "add",
    email,
    "--name=Beatriz Nunes",
    `--data=${data}`,
    "--password-stdin",
  ]);
  added.child.stdin?.end(`${password}\n`);
  await added;
  const any = "127.0.0.1:0";
  const child = spawn(
    binary,
    [
      "serve",
      `--data=${data}`,
      `--listen=${any}`,
      `--media-listen=${any}`,
      "--allow-private-graph",
      "--print-json",
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = await new Promise<{ console: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on(
      "line",
      (line) => line.startsWith("{") && resolve(JSON.parse(line)),
    );
    child.once("error", reject);
    void ended.then((code) => reject(new Error(`ramal serve ended with ${code}`)));
  });
  return {
    console: ready.console,
    async stop() {
      child.kill("SIGTERM");
      const code = await ended;
      await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}
