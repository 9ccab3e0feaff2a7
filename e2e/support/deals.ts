import type { Locator, Page } from "playwright-core";

/** A stage of the board. */
export const column = (page: Page, name: string): Locator =>
  page.locator(`[data-testid="stage"][data-stage="${name}"]`);
/** A card in a stage. */
export const card = (page: Page, name: string, title: string): Locator =>
  column(page, name).getByTestId("deal-card").filter({ hasText: title });

/** Makes a deal with somebody from the board. */
export async function makeDeal(page: Page, title: string, contact: string, value: string): Promise<void> {
  await page.getByTestId("new-deal").click();
  await page.getByTestId("deal-title").fill(title);
  await page.getByTestId("deal-contact").click();
  await page.getByTestId("deal-contact-search").fill(contact.split(" ")[0] ?? "");
  await page.getByRole("option", { name: contact }).click();
  await page.getByTestId("deal-value").fill(value);
  await page.getByTestId("save").click();
  await page.getByRole("heading", { level: 2, name: title }).waitFor();
  await page.getByTestId("close-deal").click();
  await page.getByTestId("deal-detail").waitFor({ state: "detached" });
}
