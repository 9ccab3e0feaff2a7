import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { patience } from "./patience";
import { writeTone } from "./tone";

const executablePath = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  "--use-fake-device-for-media-stream",
];

/** The tone of a microphone, or that the person refuses the browser's question for it. */
export type Voice = { hertz: number } | "refused";

/** A browser process: all its pages hear the same microphone, because Chromium has one for each process. */
export class Voiced {
  private constructor(
    private readonly browser: Browser,
    private readonly home: string,
  ) {}

  /** Starts a browser. */
  static async start(voice: Voice): Promise<Voiced> {
    const home = await mkdtemp(join(tmpdir(), "ramal-e2e-"));
    const args = [...quiet];
    if (voice === "refused") {
      args.push("--deny-permission-prompts");
    } else {
      const wav = join(home, "voice.wav");
      await writeTone(wav, voice.hertz);
      args.push("--use-fake-ui-for-media-stream", `--use-file-for-fake-audio-capture=${wav}`);
    }
    return new Voiced(await chromium.launch({ executablePath, headless: true, args }), home);
  }

  /** Opens a page for one more person, with cookies and storage of their own. */
  async person(width = 1440, height = 900): Promise<Person> {
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: "light",
      reducedMotion: "reduce",
      locale: "en-US",
      timezoneId: "America/Sao_Paulo",
    });
    context.setDefaultTimeout(patience);
    // Tests measure tones: what a browser does to clean speech would take them away.
    await context.addInitScript(() => localStorage.setItem("ramal.rawAudio", "1"));
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
    });
    return { page, errors };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.home, { recursive: true, force: true });
  }
}

/** One person's page. */
export interface Person {
  page: Page;
  /** What the page threw, and what it wrote to the browser's console as errors. */
  errors: string[];
}
