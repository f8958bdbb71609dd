import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

const screens = [
  "/",
  "/clusters",
  "/clusters/new",
  "/clusters/import",
  "/clusters/import/members",
  "/clusters/prod-hangzhou",
  "/clusters/prod-hangzhou/nodes",
  "/clusters/prod-hangzhou/workloads",
  "/clusters/prod-hangzhou/network",
  "/clusters/prod-hangzhou/storage",
  "/clusters/prod-hangzhou/changes",
  "/clusters/prod-hangzhou/events",
  "/clusters/prod-hangzhou/components",
  "/clusters/prod-hangzhou/policies",
  "/clusters/prod-hangzhou/agent",
  "/inventory",
  "/search",
  "/search?q=kind%3APod",
  "/compare",
  "/components",
  "/components?show=absent",
  "/changes",
  "/changes?since=all&decisions=yes",
  "/observe",
  "/observe/logs",
  "/observe/traces",
  "/bulk",
  "/policies",
  "/policies/new",
  "/failover",
  "/failover/plans/new",
  "/failover/guards",
  "/failover/ledger",
  "/approvals",
  "/cases",
  "/cases/bank-core",
  "/identity",
  "/identity/access",
  "/identity/providers",
  "/identity/agents",
  "/identity/decisions",
  "/audit",
  "/audit/terminals",
  "/settings",
  "/settings/notifications",
  "/settings/retention",
];
const readers = [
  { name: "light", colorScheme: "light", locale: "en-GB", width: 1280, lang: "en" },
  { name: "in Chinese, dark", colorScheme: "dark", locale: "zh-CN", width: 1280, lang: "zh-CN" },
  // Half of a laptop's window is what a reader has who enlarges everything twice.
  { name: "at 200 %", colorScheme: "dark", locale: "en-GB", width: 640, lang: "en" },
  { name: "on a phone", colorScheme: "light", locale: "en-GB", width: 360, lang: "en" },
] as const;

/** Opens a screen and waits until what it asked for is there. */
async function openWhole(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main [data-loading]")).toHaveCount(0, { timeout: 30_000 });
}

test.use({ storageState: sessionOf("admin") });
// They only look, so they need not wait for each other.
test.describe.configure({ mode: "parallel" });

for (const reader of readers) {
  test.describe(reader.name, () => {
    test.use({ colorScheme: reader.colorScheme, locale: reader.locale, viewport: { width: reader.width, height: 800 } });

    for (const path of screens) {
      test(`${path} is accessible, fits and has nothing to complain of`, async ({ page }) => {
        await openWhole(page, path);
        await expect(page.locator("html")).toHaveAttribute("lang", reader.lang);
        expect(await page.evaluate(overflowing)).toEqual([]);
        await expectAccessible(page);
      });
    }
  });
}
