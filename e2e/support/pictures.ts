import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { root } from "./demo";

/** Takes a picture of a page at rest: no notices, and nothing under the mouse. */
export async function takePicture(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 899);
  return page.screenshot({ style: "[data-sonner-toaster] { visibility: hidden }" });
}

/**
 * Keeps a picture for the documents. They are made of what really goes on, so that they stay true: anew with
 * `npm run picture -w e2e`, and where one is not there.
 */
export async function keepPicture(name: string, picture: Buffer): Promise<void> {
  expect(picture.byteLength).toBeLessThan(600_000);
  const file = join(root, "docs", "images", `${name}.png`);
  if (process.env.RAMAL_PICTURE !== "1" && existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture);
}
