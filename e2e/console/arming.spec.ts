import { readFileSync } from "node:fs";
import { type Browser, expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// The demo has one plan with a trigger, and a group can be armed once: each walk takes its arming back.
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ storageState: sessionOf("operator") });

const PLAN = "bank-core";
/** A hub looks twice a second; the page asks every three. */
const soon = { timeout: 45_000 };

interface Words {
  readonly arming: {
    readonly title: string;
    readonly arm: string;
    readonly armTitle: string;
    readonly askToArm: string;
    readonly disarm: string;
    readonly disarmTitle: string;
    readonly disarmReason: string;
    readonly never: string;
    readonly until: string;
    readonly for: string;
    readonly phase: Readonly<Record<string, string>>;
    readonly watch: { readonly standing: string };
    readonly sight: { readonly answers: string };
    readonly vantage: { readonly heartbeat: string; readonly probe: string };
  };
  readonly approvals: {
    readonly approve: string;
    readonly approveTitle: string;
    readonly said: { readonly approve: string };
    readonly kind: { readonly arming: string };
    readonly arming: { readonly question: string; readonly subject: string };
  };
  readonly failoverPlan: { readonly request: { readonly reason: string } };
}
const wordsOf = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../../apps/console/messages/${locale}.json`, import.meta.url), "utf8")) as Words;
const named = (text: string) => text.replace("{plan}", PLAN);

const panelOf = (page: Page, { arming }: Words) => page.getByRole("region", { name: arming.title });

async function openPlan(page: Page): Promise<void> {
  await open(page, "/failover");
  await page.getByRole("link", { name: PLAN }).first().click();
  await expect(page).toHaveURL(/\/failover\/plans\//);
}

/** Asks that the plan may begin by itself for three days. */
async function ask(page: Page, words: Words, reason: string): Promise<void> {
  const { arming, failoverPlan } = words;
  await panelOf(page, words).getByRole("button", { name: arming.arm }).click();
  const dialog = page.getByRole("dialog", { name: named(arming.armTitle) });
  // What would count as a loss stands before whoever asks: the address of the primary, and for how long.
  await expect(dialog.getByText(/\/clusters\/prod-hangzhou\/livez/)).toBeVisible();
  await expect(dialog.getByText("workload.scale")).toBeVisible();
  await dialog.getByRole("textbox", { name: failoverPlan.request.reason }).fill(reason);
  await dialog.getByRole("combobox", { name: arming.for }).selectOption("72");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: arming.askToArm }).click();
  await expect(panelOf(page, words).getByText(arming.phase.AwaitingApproval ?? "", { exact: true })).toBeVisible();
}

async function approve(browser: Browser, words: Words, reason: string): Promise<void> {
  const { approvals } = words;
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await approver.getByRole("link").filter({ hasText: PLAN }).filter({ hasText: approvals.kind.arming }).first().click();
    await expect(approver.getByText(named(approvals.arming.question))).toBeVisible();
    await expect(approver.getByRole("definition").filter({ hasText: reason })).toBeVisible();
    await expect(approver.getByRole("definition").filter({ hasText: "/clusters/prod-hangzhou/livez" })).toContainText("2 ");
    await expectAccessible(approver);
    expect(await approver.evaluate(overflowing)).toEqual([]);
    await approver.getByRole("button", { name: approvals.approve, exact: true }).click();
    const title = approvals.approveTitle.replace("{subject}", named(approvals.arming.subject));
    const dialog = approver.getByRole("dialog", { name: title });
    await expect(dialog).toContainText("prod-hangzhou");
    await dialog.getByRole("button", { name: approvals.approve, exact: true }).click();
    await expect(approver.getByText(approvals.said.approve).first()).toBeVisible();
  });
}

/** The panel says that it is armed, until when, and what both sides see of a primary that stands. */
async function watched(page: Page, words: Words): Promise<void> {
  const { arming } = words;
  const panel = panelOf(page, words);
  await expect(panel.getByText(arming.phase.Armed ?? "", { exact: true })).toBeVisible(soon);
  await expect(panel.getByText(arming.until, { exact: true })).toBeVisible();
  // What is watched, not only that it is.
  await expect(panel.getByText(/\/clusters\/prod-hangzhou\/livez/)).toBeVisible();
  await expect(panel.getByText(arming.watch.standing)).toBeVisible(soon);
  for (const vantage of [arming.vantage.heartbeat, arming.vantage.probe])
    await expect(panel.getByRole("listitem").filter({ hasText: vantage })).toContainText(arming.sight.answers, soon);
  await expectAccessible(page);
}

async function disarm(page: Page, words: Words, reason: string): Promise<void> {
  const { arming } = words;
  await panelOf(page, words).getByRole("button", { name: arming.disarm, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: named(arming.disarmTitle) });
  await dialog.getByRole("textbox", { name: arming.disarmReason }).fill(reason);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: arming.disarm, exact: true }).click();
  const panel = panelOf(page, words);
  await expect(panel.getByText(arming.phase.Disarmed ?? "", { exact: true })).toBeVisible();
  await expect(panel.getByText(reason)).toBeVisible();
  await expect(panel.getByRole("button", { name: arming.arm })).toBeVisible();
}

test("a plan begins nothing by itself until others have approved that, says what it watches, and is disarmed by one word", async ({
  page,
  browser,
}) => {
  const words = wordsOf("en");
  const [reason, why] = [`Nights without a crew ${Date.now()}`, `The crew is back ${Date.now()}`];
  await openPlan(page);
  await expect(panelOf(page, words).getByText(words.arming.never)).toBeVisible();
  await ask(page, words, reason);
  await asPerson(browser, "operator", "/approvals", async (requester) => {
    await requester
      .getByRole("link", { name: new RegExp(PLAN) })
      .first()
      .click();
    await expect(requester.getByRole("button", { name: "Approve", exact: true })).toHaveAttribute("aria-disabled", "true");
  });
  await asPerson(browser, "viewer", new URL(page.url()).pathname, async (viewer) => {
    const panel = panelOf(viewer, words);
    await expect(panel.getByText(reason)).toBeVisible();
    await expect(panel.getByRole("button", { name: "Withdraw" })).toHaveAttribute("aria-disabled", "true");
  });
  await approve(browser, words, reason);
  await watched(page, words);
  await disarm(page, words, why);
  await open(page, "/audit?action=arming.request&action=arming.approve&action=arming.disarm");
  for (const action of ["arming.request", "arming.approve", "arming.disarm"])
    await expect(page.getByRole("row").filter({ hasText: action }).first()).toContainText(PLAN);
  await page.getByRole("row").filter({ hasText: "arming.disarm" }).first().click();
  await expect(page.getByText(why).first()).toBeVisible();
});

test.describe("in Chinese, in the dark, on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 }, locale: "zh-CN", colorScheme: "dark" });

  test("the same is asked, watched and taken back without a line that leaves the window", async ({ page, browser }) => {
    const words = wordsOf("zh-CN");
    await openPlan(page);
    await ask(page, words, "夜间无人值守");
    await approve(browser, words, "夜间无人值守");
    await watched(page, words);
    expect(await page.evaluate(overflowing)).toEqual([]);
    await disarm(page, words, "有人值守了");
    expect(await page.evaluate(overflowing)).toEqual([]);
  });
});
