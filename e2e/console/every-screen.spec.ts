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
  "/policies/new?from=replica-bounds",
  "/policies/compliance",
  "/policies/violations",
  "/policies/waivers",
  "/policies/library",
  "/policies/drift",
  "/policies/library/bank-transfer",
  "/failover",
  "/failover/plans/new",
  "/failover/drills",
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
const HEIGHT = 800;
const LAPTOP = 1280;
const readers = [
  { name: "light, on a laptop and on a phone", colorScheme: "light", locale: "en-GB", narrow: 360, lang: "en" },
  // Half of a laptop's window is what a reader has who enlarges everything twice.
  { name: "in Chinese, dark, on a laptop and at 200 %", colorScheme: "dark", locale: "zh-CN", narrow: 640, lang: "zh-CN" },
] as const;

/** Opens a screen and waits until what it asked for is there. */
async function openWhole(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main [data-loading]")).toHaveCount(0, { timeout: 30_000 });
}

/** Fails with what does not fit or can't be used by everybody at this width. */
async function expectFitting(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(overflowing)).toEqual([]);
  await expectAccessible(page);
}

test.use({ storageState: sessionOf("admin") });
// They only look, so they need not wait for each other.
test.describe.configure({ mode: "parallel" });

for (const { name, colorScheme, locale, narrow, lang } of readers) {
  test.describe(name, () => {
    test.use({ colorScheme, locale, viewport: { width: LAPTOP, height: HEIGHT } });

    for (const path of screens) {
      test(`${path} is accessible, fits and has nothing to complain of`, async ({ page }) => {
        await openWhole(page, path);
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expectFitting(page);
        await page.setViewportSize({ width: narrow, height: HEIGHT });
        await expectFitting(page);
      });
    }
  });
}
