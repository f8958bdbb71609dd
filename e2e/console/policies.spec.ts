import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { asPerson } from "../fixtures/as-person";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// A policy of its own, on its way from the first line to being taken off again; each part stands on the one before.
test.describe.configure({ mode: "serial" });
test.use({ storageState: sessionOf("operator") });

const POLICY = `e2e-replicas-${Date.now().toString(36)}`;
/** What takes its time in the clusters: a dry run, an order, its read back. */
const soon = { timeout: 45_000 };
let policyPath = "";
let rolloutPath = "";

const editor = (page: Page) => page.getByRole("textbox", { name: "Manifests in YAML" });
const row = (page: Page, cluster: string) => page.getByRole("row", { name: new RegExp(cluster) });

test.describe("a text that is wrong", () => {
  // The refused save is an error of the network to the browser.
  test.use({ expectedNoise: /400/ });

  test("is refused with the place, the field and the remedy, at the line and in a list that leads there", async ({ page }) => {
    await open(page, "/policies/new");
    await page.getByLabel("Name").fill(POLICY);
    const text = await editor(page).inputValue();
    await editor(page).fill(text.replace("kind: ValidatingAdmissionPolicy\n", "kind: Pod\n"));
    await page.getByRole("button", { name: "Save as version 1" }).click();
    const problems = page.getByRole("region", { name: /The text has \d problem/ });
    await expect(problems).toContainText(
      "kind can't be pushed as a policy: write a constraint of Gatekeeper, or one of ValidatingAdmissionPolicy",
    );
    await expect(editor(page)).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await problems.getByRole("button", { name: "line 2, column 7" }).first().click();
    await expect(editor(page)).toBeFocused();
    const caret = await editor(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart));
    expect(caret).toMatch(/^apiVersion: \S+\nkind: $/);
  });
});

test("Enter keeps the indentation, Ctrl+] shifts lines, undo takes both back, and Tab leaves the editor", async ({ page }) => {
  await open(page, "/policies/new");
  await editor(page).fill("spec:");
  await editor(page).press("End");
  await editor(page).press("Enter");
  await page.keyboard.type("validations: []");
  await expect(editor(page)).toHaveValue("spec:\n  validations: []");
  await editor(page).press("Control+]");
  await expect(editor(page)).toHaveValue("spec:\n    validations: []");
  await editor(page).press("Control+[");
  await expect(editor(page)).toHaveValue("spec:\n  validations: []");
  await editor(page).press("Tab");
  await expect(editor(page)).not.toBeFocused();
});

test("a placement shows at once which clusters it chooses, and in which waves", async ({ page }) => {
  await open(page, "/policies/new");
  await expect(page.getByText("Chooses 3 clusters")).toBeVisible();
  await page.getByRole("checkbox", { name: "test" }).check();
  await expect(page.getByText("Chooses 1 cluster", { exact: true })).toBeVisible();
  await expect(page.getByText("needs a second person")).toHaveCount(0);
  await page.getByLabel("Labels of the clusters").fill("team = ");
  await page.getByLabel("Labels of the clusters").fill("no such label");
  await expect(page.getByText("The labels can't be read yet.")).toBeVisible();
});

test("is saved as a version that no cluster knows of yet", async ({ page }) => {
  await open(page, "/policies/new");
  await page.getByLabel("Name").fill(POLICY);
  await page.getByLabel("Description").fill("At most fifty replicas; it only warns.");
  await page.getByRole("button", { name: "Save as version 1" }).click();
  await expect(page.getByRole("heading", { level: 1, name: POLICY })).toBeVisible();
  policyPath = new URL(page.url()).pathname;
  await expect(row(page, "prod-hangzhou")).toContainText("Pending");
  await expect(page.getByText("Version 1 was not previewed yet")).toBeVisible();
  const push = page.getByRole("button", { name: "Push version 1" });
  await expect(push).toHaveAttribute("aria-disabled", "true");
  await expect(push).toHaveAccessibleDescription(/Preview it first/);
  await expectAccessible(page);
});

test("is previewed: every cluster says whether it would take it, and what it would judge", async ({ page }) => {
  await open(page, policyPath);
  await page.getByRole("button", { name: "Preview now" }).click();
  for (const cluster of ["test", "prod-hangzhou", "dr-shanghai"]) {
    const answer = page.getByRole("region", { name: cluster, exact: true });
    await expect(answer).toContainText("Would take it", soon);
    await expect(answer).toContainText("2 created, 0 changed, 0 deleted");
    await expect(answer).toContainText(/Can warn at writes to up to \d+ objects/);
    await expect(answer.getByRole("link", { name: /\d+ deployments\.apps/ })).toHaveAttribute(
      "href",
      /\/inventory\?kind=deployments\.apps/,
    );
  }
});

test("is judged object by object against what runs in every cluster", async ({ page }) => {
  await open(page, policyPath);
  for (const cluster of ["test", "prod-hangzhou", "dr-shanghai"]) {
    const impact = page.getByRole("region", { name: `Impact on ${cluster}` });
    await expect(impact).toContainText(/Judged.*\d+ objects judged, \d+ of them distinct/, soon);
    await expect(impact).toContainText("Nothing that runs here goes against it");
  }
  await expectAccessible(page);
});

test("is pushed after the dialog said through which waves, and stands still before production", async ({ page }) => {
  await open(page, policyPath);
  await page.getByRole("button", { name: "Push version 1" }).click();
  const dialog = page.getByRole("dialog", { name: `Push ${POLICY} version 1` });
  await expect(dialog).toContainText("Wave 1: test");
  await expect(dialog).toContainText("needs a second person");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Push version 1" }).click();
  await expect(page).toHaveURL(/\/policies\/rollouts\//, soon);
  rolloutPath = new URL(page.url()).pathname;
  await expect(page.getByText("Wave 2 waits for a second person")).toBeVisible(soon);
  await expect(row(page, "test").first()).toContainText("Applied");
  await expect(row(page, "prod-hangzhou")).toContainText("Pending");
  await expectAccessible(page);
});

test("cannot be approved by the person who pushed it, who is told why", async ({ page }) => {
  await open(page, rolloutPath);
  const approve = page.getByRole("button", { name: "Approve", exact: true });
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  await expect(approve).toHaveAccessibleDescription(/a second person has to decide/);
});

test("waits in the approver's list, is declined, and the operator's open page says so by itself", async ({ page, browser }) => {
  await open(page, rolloutPath);
  await asPerson(browser, "approver", "/approvals", async (approver) => {
    await expect(approver.getByRole("link", { name: new RegExp(POLICY) }).first()).toBeVisible();
    await open(approver, rolloutPath);
    await approver.getByRole("button", { name: "Decline", exact: true }).click();
    const dialog = approver.getByRole("dialog");
    await dialog.getByLabel("Comment").fill("not today");
    await dialog.getByRole("button", { name: "Decline", exact: true }).click();
    await expect(dialog).toHaveCount(0);
  });
  await expect(page.getByText("Rejected").first()).toBeVisible(soon);
  await expect(page.getByText("not today").first()).toBeVisible();
  await expect(row(page, "prod-hangzhou")).toContainText("not reached; it keeps what it had");
});

test("is taken off again after the name was typed out, and is gone from the cluster", async ({ page }) => {
  await open(page, policyPath);
  await page.getByRole("button", { name: "Roll back", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: `Roll back ${POLICY}` });
  const confirm = dialog.getByRole("button", { name: "Take it off" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel(/^Type /).fill(POLICY);
  await confirm.click();
  await expect(dialog.getByText("say why, in a few words")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Reason").fill("end of the test");
  await confirm.click();
  await expect(page).toHaveURL(/\/policies\/rollouts\//, soon);
  await expect(page.getByRole("heading", { level: 1, name: `${POLICY} off all clusters` })).toBeVisible();
  await expect(page.getByText("Succeeded").first()).toBeVisible(soon);
  await expect(row(page, "test").first()).toContainText("Removed");
});

test("is found in the list by a part of its name, and the list says that it is nowhere", async ({ page }) => {
  await open(page, `/policies?q=${POLICY.slice(0, 14)}`);
  await expect(row(page, POLICY)).toContainText("test 0/1");
  await expectAccessible(page);
});

test.describe("a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("sees everything, and each verb says why it is not theirs", async ({ page }) => {
    await open(page, policyPath);
    for (const name of ["Edit", "Push version 1", "Roll back"]) {
      const button = page.getByRole("button", { name, exact: true });
      await expect(button).toHaveAttribute("aria-disabled", "true");
      await expect(button).toHaveAccessibleDescription(/\S/);
    }
  });
});

test.describe("on a phone, in Chinese and in the dark", () => {
  test.use({ viewport: { width: 360, height: 740 }, locale: "zh-CN", colorScheme: "dark" });

  test("every page of a policy is accessible and no wider than the screen", async ({ page }) => {
    for (const path of ["/policies", policyPath, `${policyPath}/edit`, rolloutPath]) {
      await open(page, path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });
});
