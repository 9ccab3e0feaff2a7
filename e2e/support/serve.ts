import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { root } from "./demo";

const binary = process.env.RAMAL ?? join(root, "bin", "ramal");

/** A running `ramal serve` with nothing in it, or one administrator. */
export interface Bare {
  console: string;
  /** The code of the set-up page; "" when there is nothing to set up. */
  setupCode: string;
  /** Runs another command of ramal on the same data, as the server's owner does. */
  command(...args: string[]): Promise<void>;
  /** Ends it and forgets its data; returns the exit code. */
  stop(): Promise<number | null>;
}

/** Starts a server from nothing that may speak to a sandbox on this machine. Without an administrator it is to be set up. */
export async function startBare(email = "", password = ""): Promise<Bare> {
  const data = await mkdtemp(join(tmpdir(), "ramal-serve-"));
  const run = async (args: string[], input = "") => {
    const done = promisify(execFile)(binary, [...args, `--data=${data}`]);
    done.child.stdin?.end(input);
    await done;
  };
  if (email) await run(["user", "add", email, "--name=Beatriz Nunes", "--password-stdin"], `${password}\n`);
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
  const ready = await new Promise<{ console: string; setupCode?: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on(
      "line",
      (line) => line.startsWith("{") && resolve(JSON.parse(line)),
    );
    child.once("error", reject);
    void ended.then((code) => reject(new Error(`ramal serve ended with ${code}`)));
  });
  return {
    console: ready.console,
    setupCode: ready.setupCode ?? "",
    command: (...args) => run(args),
    async stop() {
      child.kill("SIGTERM");
      const code = await ended;
      await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}
