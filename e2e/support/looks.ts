import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import type { Person } from "./browser";

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const schemes = ["light", "dark"] as const;

/**
 * Looks at a page as it is, at both widths, light and dark, and says what is wrong: what axe calls serious or critical, and
 * what scrolls sideways. With RAMAL_LOOKS=folder each look is kept there as a picture.
 */
export async function look(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      const which = `${name}-${size.width}-${colorScheme}`;
      if (process.env.RAMAL_LOOKS) {
        await mkdir(process.env.RAMAL_LOOKS, { recursive: true });
        await page.screenshot({ path: join(process.env.RAMAL_LOOKS, `${which}.png`) });
      }
      // A scheme changes colours only: structure and widths are judged once.
      const found =
        colorScheme === "light"
          ? [...(await sideways(page)), ...(await serious(page))]
          : await serious(page, ["color-contrast"]);
      wrong.push(...found.map((what) => `${which}: ${what}`));
    }
  }
  await page.setViewportSize(sizes[0]);
  await page.emulateMedia({ colorScheme: "light" });
  return wrong;
}

/** Waits until fonts are there, pictures are loaded, and nothing that ends is still moving. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.fonts.status === "loaded" &&
      document
        .getAnimations()
        .every((a) => a.playState !== "running" || a.effect?.getTiming().iterations === Infinity),
  );
}

/** The elements that a person could scroll sideways. Boards are made to be. */
async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("html, body, body *")]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const scrolls =
          overflowX === "auto" || overflowX === "scroll" || element === document.documentElement;
        const meant = element.tagName === "PRE" || element.matches('[data-testid="deal-board"]');
        return scrolls && !meant && element.scrollWidth > element.clientWidth + 1;
      })
      .map(
        (element) =>
          `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
      ),
  );
}

/** What axe calls serious or critical, with the elements that have it. What an open menu or dialog shuts off is left out. */
async function serious(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
      { include: document, exclude: '[data-aria-hidden="true"]' },
      { resultTypes: ["violations"], iframes: false, preload: false, ...(runOnly ? { runOnly } : {}) },
    );
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, help, nodes }) =>
          `${id}: ${help}: ${nodes.map((n) => `${n.html} ${n.any[0]?.message ?? ""}`).join("; ")}`,
      );
  }, rules);
}

/** What went wrong in a page, but for the question who is signed in, which the server answers with 401 at first. */
export const troubles = ({ errors }: Person): string[] =>
  errors.filter((error) => !(error.includes("status of 401") && error.includes("/api/session")));
