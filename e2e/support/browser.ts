import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { writeTone } from "./tone";

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/** What a browser of a scenario is like. */
export interface Voice {
  /** The tone that its microphone gives; undefined: it has a microphone that the person refuses. */
  hertz?: number;
  width?: number;
  height?: number;
  dark?: boolean;
}

/** One person's browser: a process of its own, because Chromium's microphone is one for each process. */
export interface Person {
  context: BrowserContext;
  page: Page;
  /** What the page wrote to its console as errors; a scenario that expects none can say so. */
  errors: string[];
  close(): Promise<void>;
}

/** Starts a browser whose microphone gives a tone. */
export async function openBrowser(voice: Voice): Promise<Person> {
  const home = await mkdtemp(join(tmpdir(), "ramal-e2e-"));
  const args = [...quiet];
  if (voice.hertz !== undefined) {
    const wav = join(home, "voice.wav");
    await writeTone(wav, voice.hertz);
    args.push("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-audio-capture=${wav}`);
  } else {
    args.push("--use-fake-device-for-media-stream", "--deny-permission-prompts");
  }
  const context = await chromium.launchPersistentContext(join(home, "profile"), {
    executablePath,
    headless: true,
    args,
    viewport: { width: voice.width ?? 1440, height: voice.height ?? 900 },
    colorScheme: voice.dark ? "dark" : "light",
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/Sao_Paulo",
  });
  context.setDefaultTimeout(15_000);
  // Tests measure tones: what a browser does to clean speech would take them away.
  await context.addInitScript(() => localStorage.setItem("ramal.rawAudio", "1"));
  const page = context.pages()[0] ?? (await context.newPage());
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return {
    context,
    page,
    errors,
    async close() {
      await context.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
