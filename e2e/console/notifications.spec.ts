import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("admin") });

let server: Server;
let url: string;
let status: number;
let heard: { headers: IncomingHttpHeaders; body: string }[];

test.beforeEach(async () => {
  [heard, status] = [[], 200];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/only-we-know`;
});
test.afterEach(() => void server.close().closeAllConnections());

/** Whether a call is signed with the secret, as Standard Webhooks has it. */
function isSigned(secret: string, { headers, body }: (typeof heard)[number]): boolean {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

/** Adds a webhook by the form; answers the secret that is shown once. */
async function addWebhook(page: Page, name: string): Promise<string> {
  await open(page, "/settings/notifications");
  await page.getByRole("button", { name: "Add a channel" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Give an address that begins with https://.").first()).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Address" }).fill("http://169.254.169.254/latest");
  await dialog.getByRole("button", { name: "Save" }).click();
  // Said at the top of a long form whose button is at its end, and read out.
  await expect(dialog.getByRole("alert").filter({ hasText: /HOLDFAST_NOTIFY_ALLOW can allow it/ })).toBeInViewport();
  await dialog.getByRole("textbox", { name: "Address" }).fill(url);
  await dialog.getByRole("checkbox", { name: "A user or a grant was changed" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  const secret = (await dialog.locator("pre").innerText()).trim();
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return secret;
}

test("an admin adds a webhook, tries it, and what happens arrives there signed", async ({ page }) => {
  const name = `Pager ${Date.now()}`;
  const secret = await addWebhook(page, name);
  await expect(page.getByText("only-we-know")).toHaveCount(0);
  await page.getByRole("button", { name: "Send a test" }).click();
  const deliveries = page.getByRole("table", { name: "Deliveries" });
  await expect(deliveries.getByRole("row", { name: new RegExp(`Test of the channel ${name}.*Delivered`) })).toBeVisible();
  expect(heard.map((call) => isSigned(secret, call))).toEqual([true]);
  await expectAccessible(page);

  const channel = page.url();
  const guest = `Nora ${Date.now()}`;
  await open(page, "/identity");
  await page.getByRole("button", { name: "Invite a user" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(guest);
  await dialog.getByRole("textbox", { name: "E-mail address" }).fill(`nora-${Date.now()}@example.com`);
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("viewer");
  await dialog.getByRole("combobox", { name: "Clusters" }).selectOption("all");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.locator("pre")).toBeVisible();
  const told = () => heard.map(({ body }) => JSON.parse(body) as { type: string; title: string; actor: string; link: string });
  await expect.poll(() => told().find(({ title }) => title.endsWith(`for ${guest}`))).toMatchObject({ type: "access.changed" });
  const last = told().find(({ title }) => title.endsWith(`for ${guest}`));
  expect(last?.actor).not.toBe("");
  expect(heard.every((call) => isSigned(secret, call))).toBe(true);
  await page.goto(last?.link ?? "");
  await expect(page.getByRole("heading", { name: guest, level: 1 })).toBeVisible();

  await page.goto(channel);
  await page.getByRole("button", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog");
  await confirm.getByRole("textbox").fill(name);
  await confirm.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/settings\/notifications$/);
});

test("what could not be delivered is seen with the answer, tried again by itself, and told of once it is off", async ({ page }) => {
  status = 503;
  const name = `Broken ${Date.now()}`;
  await addWebhook(page, name);
  await page.getByRole("button", { name: "Send a test" }).click();
  const row = page.getByRole("table", { name: "Deliveries" }).getByRole("row", { name: /Test of the channel/ });
  await expect(row).toContainText("It answered 503.");
  await expect(row).toContainText("Trying again");
  status = 200;
  // Ten seconds later, by a quarter more or less.
  await expect(row).toContainText("Delivered", { timeout: 30_000 });
  expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  await row.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => heard.length).toBe(3);
  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send a test" })).toHaveAttribute("aria-disabled", "true");
});

test("an admin says for how long things are kept, is asked before anything is deleted, and the audit chain is never let go of", async ({
  page,
}) => {
  await open(page, "/settings/retention");
  const panel = page.getByRole("region", { name: "Event log" });
  await panel.getByRole("spinbutton", { name: "Days" }).fill("0");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText("Give a whole number of days from 1 to 3650.").first()).toBeVisible();
  await panel.getByRole("spinbutton", { name: "Days" }).fill("29");
  await panel.getByRole("button", { name: "Save" }).click();
  const confirm = page.getByRole("alertdialog");
  await expect(confirm.getByText(/older than 29 days/)).toBeVisible();
  await confirm.getByRole("textbox").fill("29");
  await confirm.getByRole("button", { name: "Keep less" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(panel.getByText(/Ada|admin/i).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Event log" }).getByRole("spinbutton", { name: "Days" })).toHaveValue("29");
  await expect(page.getByRole("region", { name: "Audit chain" })).toContainText("never pruned");
});

test.describe("an operator", () => {
  test.use({ storageState: sessionOf("operator") });

  test("sees no tab of notifications, and at its address why not", async ({ page }) => {
    await open(page, "/settings");
    await expect(page.getByRole("link", { name: "Notifications" })).toHaveCount(0);
    await page.goto("/settings/notifications");
    await expect(page.getByText("Channels are managed by admins of the whole fleet.")).toBeVisible();
    await expectAccessible(page);
  });

  test("has a saved search watched, and sees on the fleet's page that its alert fires", async ({ page }) => {
    const name = `Any pod ${Date.now()}`;
    await open(page, "/search?q=kind%3APod");
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Saved searches" }).click();
    const item = page.getByRole("listitem").filter({ hasText: name });
    await item.getByRole("button", { name: "Add an alert" }).click();
    const dialog = page.getByRole("dialog", { name: `Alert of ${name}` });
    await dialog.getByRole("spinbutton", { name: "More than" }).fill("5000");
    await dialog.getByRole("button", { name: "Switch on" }).click();
    await expect(dialog.getByText("Give a whole number from 0 to 4999.").first()).toBeVisible();
    await dialog.getByRole("spinbutton", { name: "More than" }).fill("0");
    await dialog.getByRole("combobox", { name: "When that holds for" }).selectOption("0");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Switch on" }).click();
    await expect(item.getByText("Firing")).toBeVisible({ timeout: 45_000 });
    await open(page, "/");
    const alerts = page.getByRole("region", { name: "Your alerts" });
    await expect(alerts.getByRole("link", { name })).toBeVisible();
    await expectAccessible(page);
    await open(page, "/search");
    await page.getByRole("button", { name: "Saved searches" }).click();
    await page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Alert", exact: true }).click();
    await page
      .getByRole("dialog", { name: `Alert of ${name}` })
      .getByRole("button", { name: "Switch off" })
      .click();
    await expect(page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Add an alert" })).toBeVisible();
  });
});
