import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// One switch and one list for the whole installation: each part leaves them as it found them.
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const stopped = "All automation was stopped by";

test("an operator stops all automation, everybody sees it on every page, and an admin releases it", async ({ page, browser }) => {
  await open(page, "/failover");
  await page.getByRole("link", { name: "Guards" }).click();
  await page.getByRole("button", { name: "Stop all automation" }).click();
  const dialog = page.getByRole("dialog", { name: "Stop all automation?" });
  await dialog.getByRole("button", { name: "Stop all automation" }).click();
  await expect(dialog.getByText("Say why, in 3 to 500 characters.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("a storm of alarms");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Stop all automation" }).click();
  await expect(page.getByText(stopped)).toBeVisible();
  // Who may stop it may not let it go on.
  await expect(page.getByRole("button", { name: "Release automation" })).toHaveAttribute("aria-disabled", "true");

  await asPerson(browser, "viewer", "/settings", async (viewer) => {
    await expect(viewer.getByText(stopped)).toBeVisible();
    await expect(viewer.getByText("a storm of alarms")).toBeVisible();
    await expectAccessible(viewer);
  });
  await asPerson(browser, "admin", "/failover/guards", async (admin) => {
    await admin.getByRole("button", { name: "Release automation" }).click();
    const ask = admin.getByRole("alertdialog");
    await ask.getByRole("textbox", { name: "Reason" }).fill("the storm is over");
    await expectAccessible(admin);
    await ask.getByRole("textbox", { name: /Type .*release/ }).fill("release");
    await ask.getByRole("button", { name: "Release automation" }).click();
    await expect(admin.getByText(stopped)).toHaveCount(0);
  });
  await expect(page.getByText(stopped)).toHaveCount(0);
});

test("an operator freezes a group each week, changes it, and takes it away", async ({ page }) => {
  const name = `Peak ${Date.now()}`;
  await open(page, "/failover/guards");
  await page.getByRole("button", { name: "New freeze" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog.getByText("Give it a name.").first()).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("trade is at its peak");
  await dialog.getByRole("combobox", { name: "For" }).selectOption({ label: "Chosen groups" });
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByRole("combobox", { name: "Repeats" }).selectOption({ label: "Each week" });
  await dialog.getByRole("checkbox", { name: "Fri" }).check();
  await dialog.getByRole("textbox", { name: "Time zone" }).fill("Asia/Shanghai");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep" }).click();
  const item = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
  await expect(item.getByText("each week on Fri at 18:00 (Asia/Shanghai), for 1 h")).toBeVisible();
  await item.getByRole("button", { name: "Change" }).click();
  await page.getByRole("dialog").getByRole("spinbutton", { name: "Hours" }).fill("62");
  await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
  await expect(item.getByText(/for 62 h/)).toBeVisible();
  await expectAccessible(page);
  await item.getByRole("button", { name: "Remove" }).click();
  await item.getByRole("button", { name: "Remove it" }).click();
  await expect(item).toHaveCount(0);
});

test("the limits are read by an operator, and set by an admin alone", async ({ page, browser }) => {
  await open(page, "/failover/guards");
  await expect(page.getByText("Groups that may move at once")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  await asPerson(browser, "admin", "/failover/guards", async (admin) => {
    const groups = admin.getByRole("spinbutton", { name: "Groups that may move at once" });
    const before = await groups.inputValue();
    await groups.fill("0");
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText("A whole number from 1 to 1000.").first()).toBeVisible();
    await groups.fill("7");
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText(/of 7$/)).toBeVisible();
    await admin.getByRole("spinbutton", { name: "Groups that may move at once" }).fill(before);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText(new RegExp(`of ${before}$`))).toBeVisible();
  });
});

test("an approver breaks the glass for one run that waits, and everybody who reads it sees whose word that is", async ({
  page,
  browser,
}) => {
  await open(page, "/failover");
  await page.getByRole("link", { name: "bank-core" }).first().click();
  await page.getByRole("button", { name: "Request failover" }).click();
  const request = page.getByRole("dialog");
  await request.getByRole("textbox", { name: "Reason" }).fill("to try the guards");
  await request.getByRole("button", { name: "Request failover" }).click();
  await expect(page).toHaveURL(/\/failover\/runs\//);
  // Whoever operates asks; overriding is for approvers.
  await expect(page.getByRole("button", { name: "Override guards" })).toHaveAttribute("aria-disabled", "true");
  await asPerson(browser, "approver", new URL(page.url()).pathname, async (approver) => {
    await approver.getByRole("button", { name: "Override guards" }).click();
    const dialog = approver.getByRole("alertdialog");
    await dialog.getByRole("checkbox", { name: "no freeze holds" }).check();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("customers wait");
    await expectAccessible(approver);
    const label = await dialog
      .locator("label")
      .filter({ hasText: /^Type .+ to confirm/ })
      .innerText();
    await dialog.getByRole("textbox", { name: /^Type / }).fill(/Type (.+) to confirm/.exec(label)?.[1] ?? "");
    await dialog.getByRole("button", { name: "Override", exact: true }).click();
    await expect(approver.getByText(/has overridden guards: no freeze holds/)).toBeVisible();
    await expectAccessible(approver);
  });
  await expect(page.getByText(/has overridden guards: no freeze holds/)).toBeVisible();
  // It is no approval: the run still waits for one, and is taken back.
  await expect(page.getByText("Waits for an approval").first()).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page
    .getByRole("alertdialog")
    .getByLabel(/^Type /)
    .fill("bank-core");
  await page.getByRole("alertdialog").getByRole("textbox", { name: "Reason" }).fill("tried");
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Cancelled").first()).toBeVisible();
});
