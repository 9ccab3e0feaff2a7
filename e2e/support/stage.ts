import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type Person, type Voice, Voiced } from "./browser";
import { type Demo, startDemo } from "./demo";

/**
 * What one scenario file plays on: a demo of its own, and the people in front of it. It is set up before the first test
 * and taken down after the last; when something fails it says what the server logged and how the pages looked.
 */
export class Stage {
  #demo: Demo | undefined;
  #browsers: Voiced[] = [];
  #people: Person[] = [];

  get demo(): Demo {
    if (!this.#demo) throw new Error("the demo has not started");
    return this.#demo;
  }

  /** Starts a browser with a voice of its own and opens its first page. */
  async enter(voice: Voice, width?: number, height?: number): Promise<Person> {
    const browser = await Voiced.start(voice);
    this.#browsers.push(browser);
    return this.beside(browser, width, height);
  }

  /** Opens a page for somebody else in a browser that runs. */
  async beside(who: Voiced | Person, width?: number, height?: number): Promise<Person> {
    const browser = who instanceof Voiced ? who : this.#browsers[0];
    if (!browser) throw new Error("no browser runs");
    const person = await browser.person(width, height);
    this.#people.push(person);
    return person;
  }

  /** Kills the server and the sandbox as a crash does, and starts them again on the same data and addresses. */
  async crash(): Promise<void> {
    await this.demo.kill();
    this.#demo = await startDemo(this.demo);
  }

  async open(past: boolean): Promise<void> {
    this.#demo = await startDemo(undefined, past);
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    if (!this.#demo) return;
    const code = await this.#demo.stop();
    await rm(this.#demo.data, { recursive: true, force: true });
    expect(code, `exit code of the demo, which logged:\n${this.#demo.log()}`).toBe(0);
  }

  /** Prints what helps to understand a failure. */
  async explain(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "ramal-failed-"));
    const lines = [`The server logged:\n${this.#demo?.log() ?? "nothing, it never started"}`];
    for (const [i, { page, errors }] of this.#people.entries()) {
      const path = join(folder, `page-${i + 1}.png`);
      const taken = await page.screenshot({ path, timeout: 5000 }).then(
        () => path,
        () => "no picture",
      );
      lines.push(`${page.url()}: ${taken}`, ...errors.map((error) => `  ${error}`));
    }
    process.stderr.write(`${lines.join("\n")}\n`);
  }
}

/** Gives a scenario file its stage, with the demo's past where it is asked for. `prepare` runs once, before the first test. */
export function openStage(prepare: (stage: Stage) => Promise<void>, past = false): Stage {
  const stage = new Stage();
  beforeAll(async () => {
    try {
      await stage.open(past);
      await prepare(stage);
    } catch (error) {
      await stage.explain();
      throw error;
    }
  });
  let failed = false;
  // The tests of a file go on where the one before ended.
  beforeEach(({ skip }) => skip(failed, "a test before it failed"));
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    failed = true;
    await stage.explain();
  });
  afterAll(() => stage.close());
  return stage;
}
