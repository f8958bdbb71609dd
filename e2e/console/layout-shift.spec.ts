import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// Nothing jumps under a finger or an eye: what is loaded later has its room from the first paint on.
test.use({ storageState: sessionOf("admin") });

/** What browsers call good; web.dev's bound for a whole visit. */
const MOST = 0.1;

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources?: readonly { readonly node: Node | null }[];
}

/** Notes from the first paint on what moves without anybody having done anything. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { value: number; what: string }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        if (entry.hadRecentInput) continue;
        const what = (entry.sources ?? []).map(({ node }) =>
          node instanceof Element ? `${node.tagName} ${node.className}` : String(node?.textContent),
        );
        shifts.push({ value: entry.value, what: what.join(" | ").slice(0, 300) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

for (const path of [
  ...["/", "/clusters", "/clusters/prod-hangzhou", "/clusters/prod-hangzhou/nodes", "/inventory", "/search?q=kind%3APod", "/compare"],
  ...["/components", "/changes", "/policies", "/failover", "/approvals", "/cases", "/identity", "/audit", "/bulk"],
])
  test(`${path} does not jump while it fills`, async ({ page }) => {
    await watchShifts(page);
    await open(page, path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main [data-loading]")).toHaveCount(0, { timeout: 30_000 });
    const shifts = await page.evaluate(() => (window as unknown as { shifts: { value: number; what: string }[] }).shifts);
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    expect(sum, JSON.stringify(shifts)).toBeLessThan(MOST);
  });
