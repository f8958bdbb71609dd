import { lacks } from "@holdfast/testkit/testbed/program-paths";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { harmDone, UNHARMED } from "../../fixtures/harm-done";
import { corpus, MARK } from "../../fixtures/hostile-corpus";
import { credentials } from "../harness/accounts";
import { lacksBrowser, launchBrowser, signInAt } from "../harness/browser";
import type { Stage } from "./stage";

const SHOWN = { timeout: 30_000 };

/** What a browser makes of log lines, metric labels and traces that a cluster's owner wrote to do harm, from real sources. */
export function describeHostileSignals(stage: () => Stage): void {
  // Without a Chromium, a Loki and a Jaeger there is nothing to look at.
  describe.skipIf(lacksBrowser() || lacks("signals"))("signals that mean harm", () => {
    let browser: Browser;
    let page: Page;
    let trouble: string[];
    beforeAll(async () => {
      browser = await launchBrowser();
      page = await browser.newPage({ locale: "en-GB" });
      await signInAt(page, stage().installation.url, credentials("operator"));
      // A script that only the content policy had stopped would be on the page's console.
      trouble = [];
      page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
      page.on("pageerror", (error) => trouble.push(error.message));
    });
    afterAll(() => browser?.close());

    const open = (path: string) => page.goto(`${stage().installation.url}${path}`);
    const isUnharmed = async () => {
      expect(await harmDone(page)).toEqual(UNHARMED);
      expect(trouble).toEqual([]);
    };

    it("log lines and their labels are drawn as text, in the list and one in full", async () => {
      await open(`/observe/logs?query=${encodeURIComponent('{namespace="hostile"}')}`);
      const rows = page.getByRole("row").filter({ hasText: MARK });
      await rows.first().waitFor(SHOWN);
      expect(await rows.count()).toBeGreaterThanOrEqual(corpus.length);
      await isUnharmed();
      await rows.filter({ hasText: "onerror=" }).getByRole("link").first().click();
      await page.getByRole("dialog").getByText("onerror=").first().waitFor(SHOWN);
      await isUnharmed();
    });

    it("a trace's service, operations, tags and errors are drawn as text", async () => {
      const { service = "", traceId = "" } = stage().hostile ?? {};
      await open(`/observe/traces?traced=${encodeURIComponent(service)}`);
      await page.getByRole("row").filter({ hasText: MARK }).first().waitFor(SHOWN);
      await isUnharmed();
      await open(`/observe/traces/${traceId}`);
      const waterfall = page.getByRole("list", { name: "Waterfall" });
      await waterfall.getByText(MARK).first().waitFor(SHOWN);
      const closed = waterfall.getByRole("button", { expanded: false });
      while ((await closed.count()) > 0) await closed.first().click();
      await isUnharmed();
    });

    it("the labels of metrics are drawn as text", async () => {
      await open("/observe");
      const options = page.getByRole("combobox", { name: "Service" }).locator("option").filter({ hasText: MARK });
      await options.first().waitFor({ ...SHOWN, state: "attached" });
      expect(await options.count()).toBe(corpus.length);
      await options.first().evaluate((option: HTMLOptionElement) => {
        const select = option.closest("select");
        if (!select) return;
        select.value = option.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await page.waitForURL(/service=/);
      await isUnharmed();
    });
  });
}
