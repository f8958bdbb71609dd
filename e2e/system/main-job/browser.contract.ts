import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials } from "../harness/accounts";
import { lacksBrowser, launchBrowser, signInAt } from "../harness/browser";
import { kubectl } from "../harness/kubectl";
import { measured } from "../harness/measured";
import type { Stage } from "./stage";

// A change is on the screen within a second when the machine is idle. The bound is what two busy cores keep; the measured time is printed.
const SEEN_MS = 5_000;
const SILENCE_MS = 7_000;
const HEALED_MS = 30_000;

/** What a person sees in a browser, without a reload, while real clusters change. */
export function describeBrowser(stage: () => Stage): void {
  // Without a Chromium there is no screen to look at.
  describe.skipIf(lacksBrowser())("the console in a browser", () => {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await launchBrowser();
      page = await browser.newPage({ locale: "en-GB" });
      await signInAt(page, stage().installation.url, credentials("operator"));
    });
    afterAll(() => browser?.close());

    it("shows a deployment within a second of kubectl creating it, and no longer once kubectl has deleted it", async () => {
      const { namespace, installation, clusters } = stage();
      const { access } = clusters["prod-hangzhou"];
      await page.goto(`${installation.url}/inventory?kind=deployments.apps&namespace=${namespace}`);
      await page.getByRole("link", { name: "core", exact: true }).first().waitFor();
      // Sorted by name it comes last, where a row may be added under the reader's eyes.
      const row = page.getByRole("link", { name: "watched", exact: true });
      expect(await row.count()).toBe(0);
      await kubectl(access, "create", "deployment", "watched", "--image=bank.example/watched:1", "-n", namespace);
      const createdAt = performance.now();
      await row.waitFor({ timeout: SEEN_MS });
      measured("a created deployment, on the screen", createdAt);
      await kubectl(access, "delete", "deployment", "watched", "-n", namespace, "--wait=false");
      const deletedAt = performance.now();
      await row.waitFor({ state: "detached", timeout: SEEN_MS });
      measured("a deleted deployment, off the screen", deletedAt);
    });

    it("shows a cluster whose agent was killed as unreachable, its last rows with their age, and heals without a reload", async () => {
      const { installation, clusters } = stage();
      const { agent } = clusters["prod-hangzhou"];
      await page.goto(`${installation.url}/clusters`);
      const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "prod-hangzhou", exact: true }) });
      await row.getByText("Connected", { exact: true }).waitFor();
      await agent.kill({ isKept: false });
      const killedAt = performance.now();
      await row.getByText("Unreachable", { exact: true }).waitFor({ timeout: SILENCE_MS });
      measured("a killed agent, unreachable on the screen", killedAt);

      const nodes = await browser.newPage({ locale: "en-GB", storageState: await page.context().storageState() });
      await nodes.goto(`${installation.url}/inventory?kind=nodes`);
      await nodes.getByText("1 cluster is silent: its rows are what was last known").waitFor();
      expect(await nodes.getByRole("row").filter({ hasText: "prod-hangzhou" }).count()).toBeGreaterThan(0);

      agent.start();
      const startedAt = performance.now();
      await row.getByText("Connected", { exact: true }).waitFor({ timeout: HEALED_MS });
      measured("a restarted agent, connected on the screen", startedAt);
      await nodes.getByText("1 cluster is silent: its rows are what was last known").waitFor({ state: "detached", timeout: HEALED_MS });
      await nodes.close();
    });
  });
}
