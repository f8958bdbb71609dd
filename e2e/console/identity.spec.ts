import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("admin") });

test("an admin invites somebody, who chooses a password and comes in with exactly that role", async ({ page, browser, baseURL }) => {
  const name = `Ina ${Date.now()}`;
  const email = `ina-${Date.now()}@example.com`;
  await open(page, "/identity");
  await page.getByRole("button", { name: "Invite a user" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByText("Choose a role").first()).toBeVisible();
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("viewer");
  await dialog.getByRole("combobox", { name: "Clusters" }).selectOption("all");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = (await dialog.locator("pre").innerText()).trim();
  expect(link).toContain("/invitation#token=hfi_");

  const guest = await (
    await browser.newContext({ baseURL: baseURL ?? "", locale: "en-GB", storageState: { cookies: [], origins: [] } })
  ).newPage();
  await guest.goto(link);
  await expect(guest.getByText(email)).toBeVisible();
  expect(guest.url()).not.toContain("token");
  await expectAccessible(guest);
  await guest.getByRole("textbox", { name: "Password" }).fill("correct horse battery");
  await guest.getByRole("button", { name: "Choose this password" }).click();
  await guest.getByRole("link", { name: "Go to sign in" }).click();
  await guest.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await guest.getByRole("textbox", { name: "Password" }).fill("correct horse battery");
  await guest.getByRole("button", { name: "Sign in" }).click();
  await guest.waitForURL((url) => url.pathname === "/");
  await open(guest, "/identity");
  await guest.getByRole("button", { name: "Invite a user" }).focus();
  await expect(guest.getByRole("button", { name: "Invite a user" })).toHaveAttribute("aria-disabled", "true");
  await guest.context().close();
});

test("who may approve a failover is said with the grant and the policy, and a user's page says what they may do", async ({ page }) => {
  await open(page, "/identity/access");
  const who = page.getByRole("table", { name: "Who may" });
  await expect(who.getByRole("row", { name: /Ada Approver.*approver: all clusters.*approver-approves/ })).toBeVisible();
  await expect(who.getByRole("row", { name: /Vera Viewer/ })).toHaveCount(0);
  await page.getByRole("combobox", { name: "May" }).selectOption("fleet:read");
  await expect(page).toHaveURL(/permission=fleet/);
  await who.getByRole("link", { name: "Vera Viewer" }).click();
  const may = page.getByRole("region", { name: "What Vera Viewer may do" });
  await expect(may.getByText("viewer-reads").first()).toBeVisible();
  await expectAccessible(page);
});

test("a refused change stands in the decision log with what decided it, narrowed by the address, and leads to its audit entry", async ({
  page,
  browser,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  const viewer = await browser.newContext({ baseURL: origin, storageState: sessionOf("viewer") });
  expect((await viewer.request.post("/api/trpc/user.invite", { data: { json: {} }, headers: { origin } })).status()).toBe(403);
  await viewer.close();
  await open(page, "/identity");
  await page.getByRole("link", { name: "Decision log", exact: true }).click();
  await expect(page).toHaveURL(/\/identity\/decisions/);
  await open(page, "/identity/decisions?effect=deny&permission=access%3Amanage&q=vera");
  const log = page.getByRole("table", { name: "Decision log" });
  const row = log.getByRole("row", { name: /denied.*Vera Viewer.*manage users and grants.*No policy permitted it.*person/ }).first();
  await expect(row).toBeVisible();
  await expect(log.getByRole("row", { name: /allowed/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).not.toHaveURL(/effect=/);
  await open(page, "/identity/decisions?effect=deny&permission=access%3Amanage&q=vera");
  await row.getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/audit\?entry=\d+/);
  await expect(page.getByRole("dialog")).toContainText("No policy permitted it.");
});
