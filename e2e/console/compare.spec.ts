import { expect, type Locator, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("viewer") });

const table = (page: Page) => page.getByRole("table", { name: "Compare" });
const row = (page: Page, name: string) => table(page).getByRole("row").filter({ hasText: name });

test("says what production has in another version than its standby, and leads to it", async ({ page }) => {
  await open(page, "/compare");
  await expect(page.getByText(/\d+ of \d+ objects alike/)).toBeVisible();
  await expect(row(page, "settlement-export")).toContainText("Version");
  await expect(row(page, "settlement-export")).toContainText("0.9.4");
  await expect(row(page, "settlement-export")).toContainText("0.9.3");
  await expectAccessible(page);
  await row(page, "settlement-export").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /settlement-export/ })).toBeVisible();
});

test("keeps apart what may differ, and says why when it is asked for", async ({ page }) => {
  await open(page, "/compare");
  await expect(row(page, "settlement-export")).toBeVisible();
  await expect(row(page, "payments-api")).toHaveCount(0);
  await page.getByRole("switch", { name: /expected difference/ }).click();
  await expect(row(page, "payments-api")).toContainText("Standby runs fewer");
  await expect(page).toHaveURL(/expected=yes/);
});

test("is narrowed by what differs, and turned round, all in the address", async ({ page }) => {
  await open(page, "/compare");
  await page
    .getByRole("group", { name: "Differences by group" })
    .getByRole("button", { name: /Version/ })
    .click();
  await expect(page).toHaveURL(/group=version/);
  await expect(table(page).getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Turn round" }).click();
  await expect(page.getByRole("combobox", { name: "Left" })).toHaveValue("dr-shanghai");
  await expect(table(page).getByRole("columnheader").nth(-2)).toHaveText(/prod-hangzhou/);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Left" })).toHaveValue("dr-shanghai");
  await expect(table(page).getByRole("row")).toHaveCount(2);
});

test("of two that have nothing to do with each other is still one answer", async ({ page }) => {
  await open(page, "/compare?left=test&right=dr-shanghai&q=nothing-has-this-name");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).first().click();
  await expect(table(page)).toBeVisible();
});

/** Goes there by the Tab key alone, as somebody does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

const rulesButton = (page: Page) => page.getByRole("button", { name: /^(Rules|\d+ differences? allowed by rules)$/ });

/** Makes a rule of the list's first difference, with the keyboard alone. */
async function makeRule(page: Page, reason: string): Promise<void> {
  await table(page).getByRole("button", { name: "May differ…" }).first().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "May differ" });
  await expect(dialog.getByText("It would allow 1 difference now")).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, dialog.getByRole("textbox", { name: "Reason" }));
  await page.keyboard.type(reason);
  await tabTo(page, dialog.getByRole("button", { name: "Keep the rule" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
}

test.describe("an operator", () => {
  test.use({ storageState: sessionOf("operator") });
  // A pair that no other test looks at.
  const pair = "/compare?left=prod-hangzhou&right=test&q=settlement-export";

  test("says by keyboard what may differ, and takes it back", async ({ page }) => {
    await open(page, pair);
    const allow = table(page).getByRole("button", { name: "May differ…" });
    await expect(allow.first()).toBeVisible();
    const before = await allow.count();
    const reason = `known since ${Date.now()} <b>`;
    await makeRule(page, reason);
    await expect(allow).toHaveCount(before - 1);
    // The row whose button was pressed is gone, and the list with it; whoever goes by keys stays at the page's content.
    await expect(page.locator("main:focus, main :focus")).toBeVisible();
    await expect(page.getByRole("button", { name: /differences? allowed by rules/ })).toBeVisible();
    await page.getByRole("switch", { name: /expected difference/ }).click();
    await expect(table(page).getByRole("row").filter({ hasText: reason })).toContainText("By a rule");

    await rulesButton(page).focus();
    await page.keyboard.press("Enter");
    const rules = page.getByRole("dialog", { name: "Rules for what may differ" });
    const rule = rules.getByRole("listitem").filter({ hasText: reason });
    await expect(rule).toContainText("Allows 1 difference in this comparison");
    await expect(rules.getByText("Standby runs fewer")).toBeVisible();
    await expectAccessible(page);
    await tabTo(page, rule.getByRole("button", { name: "Remove" }));
    await page.keyboard.press("Enter");
    await tabTo(page, rule.getByRole("button", { name: "Really remove" }));
    await page.keyboard.press("Enter");
    await expect(rule).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(allow).toHaveCount(before);
  });

  test("is told what a rule lacks, and sees at once what a wider one would allow", async ({ page }) => {
    await open(page, "/compare?left=prod-hangzhou&right=test");
    await table(page).getByRole("button", { name: "May differ…" }).first().click();
    const dialog = page.getByRole("dialog", { name: "May differ" });
    await dialog.getByRole("button", { name: "Keep the rule" }).click();
    await expect(dialog.getByText("Say why, in 3 to 500 characters.").first()).toBeVisible();
    await dialog.getByLabel("Expires").fill("2020-01-01T10:00");
    await dialog.getByRole("button", { name: "Keep the rule" }).click();
    await dialog.getByRole("link", { name: "Choose a moment in the future, or leave it empty." }).click();
    await expect(dialog.getByLabel("Expires")).toBeFocused();
    for (const name of ["Namespace", "Name"]) await dialog.getByRole("textbox", { name, exact: true }).fill("*");
    await dialog.getByRole("textbox", { name: "Kind" }).fill("");
    await expect(dialog.getByText(/It would allow \d+ differences now, of \d+ objects/)).toBeVisible();
    await dialog.getByRole("combobox", { name: "What may differ" }).selectOption("field");
    await dialog.getByRole("textbox", { name: "Field" }).fill("template..limits");
    await expect(dialog.getByText("It could not be counted")).toBeVisible();
  });

  for (const reader of [
    { name: "in Chinese, in the dark", locale: "zh-CN", colorScheme: "dark", width: 1280, allow: "允许差异…", rules: /^(规则|规则允许了)/ },
    { name: "on a phone", locale: "en-GB", colorScheme: "light", width: 360, allow: "May differ…", rules: /^Rules|allowed by rules$/ },
  ] as const)
    test.describe(reader.name, () => {
      test.use({ locale: reader.locale, colorScheme: reader.colorScheme, viewport: { width: reader.width, height: 800 } });

      test("finds the dialog and the rules whole", async ({ page }) => {
        await open(page, "/compare?left=prod-hangzhou&right=test");
        await page.getByRole("button", { name: reader.allow }).first().click();
        await expect(page.getByRole("dialog").getByRole("status")).toBeVisible();
        expect(await page.evaluate(overflowing)).toEqual([]);
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
        await page.getByRole("button", { name: reader.rules }).click();
        await expect(page.getByRole("dialog").getByRole("listitem")).not.toHaveCount(0);
        expect(await page.evaluate(overflowing)).toEqual([]);
        await expectAccessible(page);
      });
    });
});

test("lets a viewer read the rules, and says what saying one needs", async ({ page }) => {
  await open(page, "/compare");
  const allow = table(page).getByRole("button", { name: "May differ…" }).first();
  await expect(allow).toHaveAttribute("aria-disabled", "true");
  await expect(allow).toHaveAccessibleDescription(/compare:manage/);
  await rulesButton(page).click();
  await expect(page.getByRole("dialog").getByText("Own name or region")).toBeVisible();
});
