import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import { alice, ana, signIn, speak, write } from "../support/people";
import { openStage } from "../support/stage";

// Import and export: fifty thousand contacts come in from a file with bad rows, while a colleague serves in Portuguese and the server
// dies on the way. The refused rows are downloaded and counted; an export that is imported changes nothing; an import is stopped.

let admin: Person;
let paula: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  await stage.demo.sandbox.write(ana, "Bom dia");
  admin = await stage.enter("refused");
  paula = await stage.beside(admin);
  await signIn(admin.page, stage.demo, alice);
  await signIn(paula.page, stage.demo);
  await speak(paula.page, "Português (Brasil)");
});

const rows = 50_000;
const file = "clientes.csv";

/** A file as Excel saves it in Brazil: of a hundred rows one has no number that can be read, and one repeats the first row's. */
function contacts(): Buffer {
  const lines = ["Nome;WhatsApp;Etiquetas;Observação"];
  for (let i = 0; i < rows; i++) {
    const number = { 5: "sem número", 7: "+55 11 92000-0000" }[i % 100];
    const own = `+55 11 9${2000 + Math.floor(i / 10_000)}-${String(i % 10_000).padStart(4, "0")}`;
    lines.push(`João ${i};${number ?? own};${i % 10 ? "" : "Feira"};`);
  }
  return Buffer.from(lines.join("\r\n"), "latin1");
}
const bad = rows / 50;

const open = (page: Page, path: string) => page.goto(`${stage.demo.console}${path}`);
const text = async (download: Download) => readFile((await download.path()) ?? "", "utf8");
const number = async (page: Page, what: string) =>
  Number((await page.getByTestId(`import-${what}`).innerText()).replace(/\D/g, ""));
const offer = async (page: Page, name: string, buffer: Buffer) => {
  await open(page, "/contacts/import");
  await page.getByTestId("import-file").setInputFiles({ name, mimeType: "text/csv", buffer });
};

test("a file's columns are guessed, and its first rows shown as they would be", async () => {
  const { page } = admin;
  await open(page, "/contacts");
  await page.getByTestId("import-contacts").click();
  await page.getByTestId("import-file").waitFor();
  wrong.push(...(await look(page, "import-file")));
  await offer(page, "carta.pdf", Buffer.from("%PDF-1.7"));
  await page.getByTestId("import-trouble").filter({ hasText: ".xlsx" }).waitFor();
  await offer(page, file, contacts());
  await page.getByTestId("preview-row").first().waitFor();
  const choice = (name: string) => page.getByRole("combobox", { name: `What the column ${name} is` });
  expect(await choice("WhatsApp").innerText()).toBe("WhatsApp number");
  expect(await choice("Etiquetas").innerText()).toBe("Tags");
  expect(await choice("Observação").innerText()).toBe("Leave out");
  await page
    .locator('[data-testid="preview-row"][data-outcome="refuse"]')
    .filter({ hasText: "sem número" })
    .waitFor();
  await choice("WhatsApp").click();
  await page.getByRole("option", { name: "Tags", exact: true }).click();
  expect(await choice("Etiquetas").innerText()).toBe("Leave out"); // a part is of one column
  await choice("WhatsApp").click();
  await page.getByRole("option", { name: "WhatsApp number" }).click();
  await choice("Etiquetas").click();
  await page.getByRole("option", { name: "Tags", exact: true }).click();
  await page.getByTestId("preview-row").filter({ hasText: "Feira" }).first().waitFor();
  wrong.push(...(await look(page, "import-columns")));
});

test(
  "while fifty thousand rows come in, messages come and go, and a crash loses nothing",
  async () => {
    const { page } = admin;
    await page.getByTestId("import-start").click();
    await page.getByTestId("import-progress").waitFor();
    const desk = paula.page;
    await open(desk, "/sac");
    await desk.getByTestId("conversation-row").filter({ hasText: "Ana Souza" }).click();
    const talk = async (what: string) => {
      await stage.demo.sandbox.write(ana, `Pergunta ${what}`);
      await desk
        .getByTestId("message")
        .filter({ hasText: `Pergunta ${what}` })
        .waitFor();
      await write(desk, `Resposta ${what}`);
      await desk
        .getByTestId("message")
        .filter({ hasText: `Resposta ${what}` })
        .locator('[data-status="delivered"], [data-status="read"]')
        .waitFor();
    };
    for (const n of [1, 2, 3]) await talk(String(n));
    await expect.poll(() => number(page, "added"), { timeout: patience }).toBeGreaterThan(1000);
    await page.getByText("Importing").waitFor(); // all of that was while it ran
    await stage.crash();
    await talk("depois");
    await page.getByText("Importing").waitFor();
    wrong.push(...(await look(page, "import-running")));
    await page.getByText("Done", { exact: true }).waitFor({ timeout: 4 * patience });
    expect(await number(page, "added")).toBe(rows - bad);
    expect(await number(page, "refused")).toBe(bad);
    expect(await number(page, "changed")).toBe(0);
    wrong.push(...(await look(page, "import-done")));
  },
  8 * patience,
);

test("the report has each refused row with its reason", async () => {
  const { page } = admin;
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId("import-report").click(),
  ]);
  const lines = (await text(download)).replace("\uFEFF", "").trimEnd().split("\r\n");
  expect(lines[0]).toBe("Row,Nome,WhatsApp,Etiquetas,Observação,Column,Reason");
  expect(lines.length).toBe(bad + 1);
  expect(lines[1]).toContain("7,João 5,sem número,,,WhatsApp,");
  expect(lines[1]).toContain("is not a phone number");
  expect(lines[2]).toBe("9,João 7,'+55 11 92000-0000,,,WhatsApp,Row 2 of the file has this number already.");
  await open(page, "/contacts/import");
  await page.getByTestId("import-row").filter({ hasText: file }).filter({ hasText: "49,000 new" }).waitFor();
  wrong.push(...(await look(page, "import-history")));
});

test(
  "what is exported is imported without a change, in Portuguese",
  async () => {
    const { page } = paula;
    await open(page, "/contacts?tag=Feira");
    await page.getByTestId("contact-row").first().waitFor();
    await page.getByTestId("export-contacts").click();
    wrong.push(...(await look(page, "export-menu")));
    if (!(await page.getByTestId("export-list-csv").isVisible()))
      await page.getByTestId("export-contacts").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("export-list-csv").click(),
    ]);
    const csv = await text(download);
    const lines = csv.trimEnd().split("\r\n");
    expect(lines[0]).toContain("Nome;Nome no WhatsApp;WhatsApp;Etiquetas");
    expect(lines.length).toBe(rows / 10 + 1);
    await offer(page, "contatos.csv", Buffer.from(csv));
    await page.getByTestId("preview-row").first().waitFor();
    expect(await page.locator('[data-testid="preview-row"]:not([data-outcome="keep"])').count()).toBe(0);
    await page.getByTestId("import-start").click();
    await page.getByText("Concluída", { exact: true }).waitFor({ timeout: 2 * patience });
    expect(await number(page, "unchanged")).toBe(rows / 10);
    expect(await page.getByTestId("import-report").count()).toBe(0);
  },
  4 * patience,
);

test(
  "an import is stopped, and what it did stays",
  async () => {
    const { page } = paula;
    await offer(
      page,
      "de novo.csv",
      Buffer.from(contacts().toString("latin1").replaceAll("João", "José"), "latin1"),
    );
    await page.getByTestId("import-start").click();
    await expect.poll(() => number(page, "changed"), { timeout: patience }).toBeGreaterThan(0);
    await page.getByTestId("import-stop").click();
    await page.getByTestId("confirm").click();
    await page.getByText("Parada", { exact: true }).waitFor();
    const changed = await number(page, "changed");
    expect(changed).toBeLessThan(rows - bad);
    await page.reload();
    await page.getByText("Parada", { exact: true }).waitFor();
    expect(await number(page, "changed")).toBe(changed);
    wrong.push(...(await look(page, "import-stopped")));
    await open(page, "/contacts/import");
    await page.getByTestId("import-row").first().waitFor();
    expect(await page.getByTestId("import-row").count()).toBe(2); // a colleague's is not theirs to see
  },
  4 * patience,
);

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [admin, paula]) {
    // The browser notes the refusal that was wanted, and that the server was gone for a moment.
    expect(
      troubles(person).filter(
        (error) => !/status of 400|ERR_CONNECTION|WebSocket|ERR_INCOMPLETE/.test(error),
      ),
    ).toEqual([]);
  }
});
