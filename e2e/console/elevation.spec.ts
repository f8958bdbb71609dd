import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { chooseApproval } from "../fixtures/choose-approval";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("viewer") });

test("a viewer asks for a role, an admin approves it, and it is a right until it is ended", async ({ page, browser, baseURL }) => {
  await open(page, "/approvals");
  await page.getByRole("button", { name: "Ask for a role" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ask for a role" }).click();
  await expect(dialog.getByText("Say why, in a few words").first()).toBeVisible();
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("operator");
  await dialog.getByRole("checkbox", { name: "test" }).check();
  await dialog.getByRole("combobox", { name: "For" }).selectOption("2");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("The payment pods crash");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Ask for a role" }).click();
  const own = page.getByRole("region", { name: "Roles that you asked for" });
  await expect(own.getByText("Waits for an answer").first()).toBeVisible();
  // Whoever asked sees it in the inbox, and that it is not theirs.
  await expect(page.getByRole("button", { name: "Approve" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "en-GB", storageState: sessionOf("admin") });
  const admin = await context.newPage();
  await open(admin, "/approvals");
  await chooseApproval(admin.getByRole("link", { name: /Vera Viewer: operator for 2 h/ }));
  await expect(admin.getByText("The payment pods crash").last()).toBeVisible();
  await expectAccessible(admin);
  await admin.setViewportSize({ width: 360, height: 800 });
  expect(await admin.evaluate(overflowing)).toEqual([]);
  await admin.getByRole("button", { name: "Approve" }).click();
  await expectAccessible(admin);
  await admin.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(admin.getByText("Approved").first()).toBeVisible();
  await context.close();

  // By itself, on a page that was open all the time.
  const strip = page.getByRole("region", { name: "Elevated" });
  await expect(strip.getByText("You are elevated: operator, test")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(overflowing)).toEqual([]);
  await strip.getByRole("button", { name: "End now" }).click();
  await expect(strip).toHaveCount(0);
  await expect(own.getByText("Over").first()).toBeVisible();
});

test("who may not see a page asks from there for the role that it takes, and has it on the page until it is over", async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page, "/settings/retention");
  await expect(page.getByText("You may not see this")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ask for a role" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Ask for a role" });
  await expect(dialog.getByText("You lacked settings:manage.")).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Role" })).toHaveValue("admin");
  await expect(dialog.getByRole("combobox", { name: "Clusters" })).toHaveValue("all");
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Records are kept for too short a time");
  await dialog.getByRole("button", { name: "Ask for a role" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/approvals$/);
  await open(page, "/settings/retention");

  const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "en-GB", storageState: sessionOf("admin") });
  const admin = await context.newPage();
  await open(admin, "/approvals");
  await chooseApproval(admin.getByRole("link", { name: /Vera Viewer: admin for 1 h/ }));
  await admin.getByRole("button", { name: "Approve" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(admin.getByText("Approved").first()).toBeVisible();
  await context.close();

  // Nobody loads the page again: it opens, and it shuts.
  const kept = page.getByRole("region", { name: "Event log" });
  await expect(kept).toBeVisible();
  await page.getByRole("region", { name: "Elevated" }).getByRole("button", { name: "End now" }).click();
  await expect(page.getByText("You may not see this")).toBeVisible();
  await expect(kept).toHaveCount(0);
});

test("a terminal that is not the reader's to open says what it takes, and leads there on that cluster alone", async ({ page }) => {
  await open(page, "/search?q=kind%3APod%20name%3Abank-db-0%20cluster%3Aprod-hangzhou");
  await page.getByRole("link", { name: "bank-db-0" }).first().click();
  await expect(page).toHaveTitle("bank-db-0 · Holdfast");
  const panel = page.getByRole("region", { name: "Terminal" });
  await expect(panel.getByRole("paragraph").filter({ hasText: "You need a role that permits pods:exec on prod-hangzhou." })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("link", { name: "Ask for a role" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask for a role" });
  await expect(dialog.getByRole("combobox", { name: "Role" })).toHaveValue("operator");
  await expect(dialog.getByText("Chooses 1 cluster now: prod-hangzhou")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/approvals$/);
});
