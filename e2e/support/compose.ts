import type { Page } from "playwright-core";

const html = (desk: Buffer, phone: Buffer) => `<!doctype html>
<html lang="en">
<title>The console in a call, beside the customer's phone</title>
<style>
  body { margin: 0; width: max-content; display: flex; gap: 48px; align-items: center; padding: 48px;
    background: linear-gradient(135deg, #d9e6e4, #eef1ee 55%, #e4e0ee); }
  img { display: block; }
  .desk { border-radius: 12px; box-shadow: 0 0 0 1px #0f1f1d22, 0 24px 60px #0f1f1d33; }
  .phone { border-radius: 52px; box-shadow: 0 24px 60px #0f1f1d40; }
</style>
<img class="desk" src="data:image/png;base64,${desk.toString("base64")}" alt="the console">
<img class="phone" src="data:image/png;base64,${phone.toString("base64")}" alt="the phone">
</html>`;

/** Puts a picture of the console and one of the phone beside each other, and returns the whole as a PNG. */
export async function compose(page: Page, desk: Buffer, phone: Buffer): Promise<Buffer> {
  await page.setContent(html(desk, phone), { waitUntil: "load" });
  const body = page.locator("body");
  const { width, height } = (await body.boundingBox()) ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
  return body.screenshot({ type: "png" });
}
