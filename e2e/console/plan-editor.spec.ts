import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { demoUrl } from "../demo/settings";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { planText } from "../fixtures/plan-text";
import { test } from "../fixtures/quiet-page";

test.describe.configure({ timeout: 120_000 });
test.use({ storageState: sessionOf("operator") });

const breathe = (name: string, seconds: string) => planText(name, `{ name: breathe, use: wait, with: { seconds: ${seconds} } }`);
const editor = (page: Page) => page.getByRole("textbox", { name: "Plan, YAML" });
const graph = (page: Page) => page.getByRole("region", { name: "As a graph" });

test("a plan is written with its problems and its graph beside it, saved, and edited; who comes second is told", async ({ page }) => {
  const name = `written-${Date.now()}`;
  await open(page, "/failover/plans/new");
  await editor(page).fill(breathe(name, "ten"));
  await expect(page.getByText(/spec\.activate\.steps\[0\]\.with\.seconds/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Create plan" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);

  await editor(page).fill(breathe(name, "10"));
  await expect(graph(page).getByText("Valid", { exact: true })).toBeVisible();
  await expect(graph(page).locator("svg").getByText("1. breathe").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Steps: Failover" })).toContainText("breathe");
  await page.getByRole("button", { name: "Create plan" }).click();
  await expect(page).toHaveURL(/\/failover\/plans\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await editor(page).fill(breathe(name, "20"));
  const save = page.getByRole("button", { name: "Save as version 2" });
  await expect(graph(page).getByText("Valid", { exact: true })).toBeVisible();
  // Somebody else saves in the meantime.
  const other = await page.request.post("/api/trpc/plan.save", {
    data: { json: { yaml: breathe(name, "15"), basedOnVersion: 1 } },
    headers: { origin: demoUrl },
  });
  expect(other.status()).toBe(200);
  await save.click();
  await expect(page.getByText("The plan was not saved")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await page.evaluate(overflowing)).toEqual([]);
  await expect(editor(page)).toHaveValue(/seconds: 20/);
});
