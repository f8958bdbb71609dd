import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { personOf, sessionOf } from "../demo/people";
import { fromPalette, pressOn, tabTo } from "../fixtures/by-keyboard";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// A bad night without a mouse: find the pod of the payment team that keeps falling over, see why, compare with the standby's,
// scale it, take that back, and prove who did what. The same walk in both languages, each in its own words.
test.use({ storageState: sessionOf("admin") });
test.describe.configure({ mode: "serial", timeout: 180_000 });

const NAME = "settlement-export";
/** What takes its time in the cluster: an order, its receipt, the watch that sees what it did. */
const soon = { timeout: 45_000 };

interface Words {
  readonly object: {
    readonly container: { readonly lastEnd: string };
    readonly warnings: string;
    readonly tree: string;
    readonly twin: { readonly title: string; readonly different: string };
    readonly order: {
      readonly title: string;
      readonly undo: string;
      readonly all: string;
      readonly scale: { readonly named: string; readonly line: string; readonly confirm: string };
    };
  };
  readonly search: { readonly query: string };
  readonly compare: { readonly search: string };
}
const wordsOf = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../../apps/console/messages/${locale}.json`, import.meta.url), "utf8")) as Words;
/** A text of the messages with what stands in its gaps. */
const fill = (text: string, gaps: Record<string, string | number>) =>
  text.replace(/\{(\w+)[^}]*\}/g, (_, gap: string) => String(gaps[gap]));

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function openFirstRow(page: Page): Promise<void> {
  await page.keyboard.press("j");
  await expect(page.locator("tbody tr:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
}

/** Scales the deployment whose page is open; production asks for its name. */
async function scale(page: Page, words: Words, replicas: number): Promise<void> {
  const dialog = page.getByRole("alertdialog", { name: fill(words.object.order.scale.named, { name: NAME }) });
  await expect(dialog).toBeVisible();
  const [count, name] = [dialog.getByRole("spinbutton"), dialog.getByRole("textbox")];
  await tabTo(page, count);
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(String(replicas));
  await tabTo(page, name);
  await page.keyboard.insertText(NAME);
  await pressOn(page, dialog.getByRole("button", { name: words.object.order.scale.confirm, exact: true }));
  await expect(dialog).toBeHidden();
}

for (const locale of ["en", "zh-CN"] as const) {
  test.describe(locale, () => {
    test.use({ locale: locale === "en" ? "en-GB" : "zh-CN" });

    test("a night's work is done by keyboard alone", async ({ page }) => {
      const words = wordsOf(locale);
      const { object } = words;

      await open(page, "/");
      await page.keyboard.press("g");
      await page.keyboard.press("/");
      await tabTo(page, page.getByRole("combobox", { name: words.search.query }));
      await page.keyboard.insertText("kind:Pod label:team=pay status:CrashLoopBackOff");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("row").filter({ hasText: NAME })).toHaveCount(1, soon);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      await openFirstRow(page);

      await expect(heading(page)).toContainText(NAME, soon);
      await expect(page.getByText(object.container.lastEnd).first()).toBeVisible();
      await expect(page.getByRole("region", { name: object.warnings })).toContainText("BackOff", soon);

      await page.keyboard.press("g");
      await page.keyboard.press("d");
      const narrow = page.getByRole("searchbox", { name: words.compare.search });
      await tabTo(page, narrow);
      await page.keyboard.insertText(NAME);
      await expect(page).toHaveURL(new RegExp(`q=${NAME}`));
      const difference = page.locator("tbody tr");
      await expect(difference).toHaveCount(1, soon);
      await expect(difference).toContainText("0.9.4", soon);
      await expect(difference).toContainText("0.9.3");
      await page.keyboard.press("Tab");
      await openFirstRow(page);

      await expect(heading(page)).toHaveText(new RegExp(`^${NAME}$`), soon);
      const twin = page.getByRole("region", { name: fill(object.twin.title, { cluster: "dr-shanghai" }) }).first();
      await expect(twin).toContainText(object.twin.different);
      const commands = page.getByRole("region", { name: object.order.title });
      const newest = commands.getByRole("listitem").first();
      await fromPalette(page, fill(object.order.scale.named, { name: NAME }));
      await scale(page, words, 2);
      await expect(newest).toContainText(fill(object.order.scale.line, { from: 1, to: 2 }), soon);
      const undo = commands.getByRole("button", { name: fill(object.order.undo, { replicas: 1 }) });
      await pressOn(page, undo.first());
      await scale(page, words, 1);
      await expect(newest).toContainText(fill(object.order.scale.line, { from: 2, to: 1 }), soon);

      await pressOn(page, commands.getByRole("link", { name: object.order.all }));
      await expect(page).toHaveURL(/\/audit\?/);
      const entries = page
        .getByRole("row")
        .filter({ hasText: NAME })
        .filter({ hasText: personOf("admin").name });
      await expect(entries.first()).toBeVisible(soon);
      expect(await entries.count()).toBeGreaterThanOrEqual(2);
    });
  });
}
