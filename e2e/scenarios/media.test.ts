import { deflateSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { ana, openPhone, openService, signIn, speak } from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Messages of every kind, both ways, in Portuguese: pictures, recordings, documents, places, people, answers and reactions; and files that
// WhatsApp does not take.

let paula: Person;
let phone: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  await stage.demo.sandbox.write(ana, "Oi! Posso mandar umas fotos?");
  paula = await stage.enter({ hertz: operatorTone });
  phone = await stage.beside(paula, 420, 860);
  await signIn(paula.page, stage.demo);
  await openService(paula.page, "Ana Souza");
  await speak(paula.page, "Português (Brasil)");
  await openPhone(phone.page, stage.demo, ana);
});

const message = (page: Page, text: string | RegExp) => page.getByTestId("message").filter({ hasText: text });

test("what a contact sends is shown as what it is", async () => {
  const { page } = paula;
  const { sandbox } = stage.demo;
  await sandbox.send(ana, {
    media_id: await sandbox.file("image/png", "foto.png", png(320, 200)),
    caption: "O chiado vem daqui",
  });
  const picture = message(page, "O chiado vem daqui").getByTestId("picture");
  await picture.waitFor();
  const shown = picture.locator("img");
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
  await sandbox.send(ana, {
    media_id: await sandbox.file("application/pdf", "nota fiscal.pdf", Buffer.from("%PDF-1.4 nota")),
  });
  await page.getByTestId("document").filter({ hasText: "nota fiscal.pdf" }).waitFor();
  await sandbox.send(ana, {
    location: { latitude: -23.55052, longitude: -46.63331, name: "Oficina Aurora" },
  });
  await page.getByTestId("place").filter({ hasText: "-23.55052, -46.63331" }).waitFor();
  await sandbox.send(ana, { contacts: [{ name: "Zé Técnico", phones: ["+55 11 98888-7777"] }] });
  await page.getByTestId("card-entry").filter({ hasText: "Zé Técnico" }).waitFor();
  wrong.push(...(await look(page, "media-in")));
  await picture.click();
  await page.getByRole("dialog").getByRole("link", { name: "Baixar" }).waitFor();
  wrong.push(...(await look(page, "media-large")));
  await page.keyboard.press("Escape");
});

test("a card becomes a contact", async () => {
  const { page } = paula;
  await page.getByRole("button", { name: "Adicionar Zé Técnico aos contatos" }).click();
  await page.getByRole("heading", { name: "Zé Técnico" }).waitFor();
  await page.goBack();
  await page.getByTestId("card-entry").waitFor();
});

test("a file of a kind that WhatsApp does not take is refused with words, and others go", async () => {
  const { page } = paula;
  await page.getByTestId("files").setInputFiles([
    { name: "programa.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\x90\x00\x03") },
    { name: "placa.png", mimeType: "image/png", buffer: png(120, 90) },
    { name: "enorme.png", mimeType: "image/png", buffer: Buffer.concat([png(8, 8), Buffer.alloc(5 << 20)]) },
  ]);
  await page.getByTestId("compose").fill("A placa, depois da limpeza");
  await page.getByTestId("send").click();
  const attached = page.getByTestId("attached");
  await attached
    .filter({ hasText: "programa.exe" })
    .getByText("O WhatsApp não aceita arquivos deste tipo.")
    .waitFor();
  await attached
    .filter({ hasText: "enorme.png" })
    .getByText("O WhatsApp aceita um arquivo deste tipo até 5 MB.")
    .waitFor();
  await page.getByTestId("message").getByTestId("picture").nth(1).waitFor();
  wrong.push(...(await look(page, "media-refused")));
  for (const name of ["programa.exe", "enorme.png"])
    await page.getByRole("button", { name: `Tirar ${name}` }).click();
  await phone.page.getByText("placa.png").or(phone.page.locator("img")).first().waitFor();
});

test("an answer quotes its message, here and on the phone", async () => {
  const { page } = paula;
  const asked = message(page, "Oi! Posso mandar umas fotos?").first();
  await asked.hover();
  await asked.getByTestId("answer-message").click();
  await page.getByTestId("answering").getByText("Oi! Posso mandar umas fotos?").waitFor();
  wrong.push(...(await look(page, "media-answering")));
  await page.getByTestId("compose").fill("Pode, sim!");
  await page.getByTestId("send").click();
  await message(page, "Pode, sim!").getByTestId("quoted").getByText("Oi! Posso mandar umas fotos?").waitFor();
  await page.getByTestId("answering").waitFor({ state: "detached" });
  await phone.page.getByText("Pode, sim!").waitFor();
});

test("reactions stand on their message, from both sides", async () => {
  const { page } = paula;
  const asked = message(page, "Oi! Posso mandar umas fotos?").first();
  await asked.hover();
  await asked.getByTestId("react").click();
  await page.getByRole("button", { name: "👍" }).click();
  await asked.getByTestId("reactions").getByText("👍").waitFor();
  const sent = await wamidOf(phone.page, "Pode, sim!");
  await stage.demo.sandbox.send(ana, { reaction: { message_id: sent, emoji: "🎉" } });
  await message(page, "Pode, sim!").getByTestId("reactions").getByText("🎉").waitFor();
  await stage.demo.sandbox.send(ana, { reaction: { message_id: sent, emoji: "" } });
  await message(page, "Pode, sim!").getByTestId("reactions").waitFor({ state: "detached" });
});

test("a voice message is recorded, sent and heard back", async () => {
  const { page } = paula;
  await page.getByTestId("record").click();
  await page.getByTestId("recording").getByText("0:01").waitFor();
  wrong.push(...(await look(page, "media-recording")));
  await page.getByTestId("send-recording").click();
  const player = page.getByTestId("message").locator("audio").last();
  await player.waitFor();
  // It plays, and what the microphone heard is in it.
  await expect
    .poll(() =>
      player.evaluate(async (audio: HTMLAudioElement) => {
        await audio.play();
        return audio.duration;
      }),
    )
    .toBeGreaterThan(0.8);
});

test("a place and a contact are sent from the menu", async () => {
  const { page } = paula;
  await page.getByTestId("attach").click();
  await page.getByTestId("attach-place").click();
  await page.getByTestId("place-where").fill("em frente à praça");
  await page.getByTestId("save").click();
  await page.getByText("Escreva dois números separados por vírgula").waitFor();
  await page.getByTestId("place-where").fill("-23.5, -46.6");
  await page.getByTestId("place-name").fill("Nossa oficina");
  await page.getByTestId("save").click();
  await page.getByTestId("place").filter({ hasText: "Nossa oficina" }).waitFor();
  await page.getByTestId("attach").click();
  await page.getByTestId("attach-people").click();
  await page.getByTestId("card-person").click();
  await page.getByTestId("card-person-search").fill("bruno");
  await page.getByRole("option", { name: /Bruno Lima/ }).click();
  await page.getByTestId("save").click();
  await page.getByTestId("card-entry").filter({ hasText: "Bruno Lima" }).waitFor();
  await phone.page.getByText("Nossa oficina").waitFor();
  await phone.page.getByText("Bruno Lima").waitFor();
  wrong.push(...(await look(page, "media-out")));
});

test("the list says what the newest entry is", async () => {
  const { page } = paula;
  await stage.demo.sandbox.send(ana, {
    media_id: await stage.demo.sandbox.file("image/png", "x.png", png(10, 10)),
    caption: "Última foto",
  });
  await page.getByTestId("conversation-row").filter({ hasText: "Foto: Última foto" }).waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(paula).filter((error) => !/status of (400|413)/.test(error))).toEqual([]);
});

/** What WhatsApp calls a message that the phone has. */
const wamidOf = (page: Page, text: string) =>
  page.evaluate(
    ([user, wanted]) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/sandbox/users/${user}/phone`);
        socket.onmessage = ({ data }) => {
          const { messages } = JSON.parse(data) as { messages: { id: string; text: string }[] };
          const found = messages.find((one) => one.text === wanted);
          if (found) resolve(found.id);
          socket.close();
        };
      }),
    [ana, text] as const,
  );

/** A PNG of one colour. */
function png(width: number, height: number): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data: Buffer) => {
    let c = 0xffffffff;
    for (const byte of data) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x70)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
