import { type Browser, expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// One deployment of the test cluster, looked at, scaled and scaled back, edited by two.
test.use({ storageState: sessionOf("operator") });

const NAME = "payments-api";
/** What takes its time in the cluster: an order, its receipt, the watch that sees what it did. */
const soon = { timeout: 30_000 };

interface Row {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly uid: string;
  readonly name: string;
  readonly desired: number | null;
}

/** The page of an object of a cluster, found as the inventory finds it. */
async function pathOf(page: Page, resource: string, cluster: string, name?: string): Promise<string> {
  const input = JSON.stringify({ json: { resources: [resource], limit: 200, ...(name === undefined ? {} : { text: name }) } });
  const answer = await page.request.get(`/api/trpc/inventory.list?${new URLSearchParams({ input })}`);
  const { result } = (await answer.json()) as { result: { data: { json: { rows: Row[] } } } };
  const row = result.data.json.rows.find(
    (each) => each.clusterName === cluster && (name === undefined || `${each.name}-`.startsWith(`${name}-`)),
  );
  if (row === undefined) throw new Error(`${cluster} has no ${resource} ${name ?? ""}`);
  return `/inventory/${row.clusterId}/${row.uid}`;
}

const act = async (page: Page, verb: string) => {
  await page.getByRole("button", { name: "Operate" }).click();
  await page.getByRole("menuitem", { name: verb }).click();
};
const commands = (page: Page) => page.getByRole("region", { name: "Commands" });

test("stands in its owner tree, beside its twin of the paired cluster", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "prod-hangzhou", NAME));
  const tree = page.getByRole("region", { name: "Owner tree" });
  await expect(tree.getByRole("link", { name: new RegExp(`^ReplicaSet ${NAME}-`) })).toBeVisible();
  const twin = page.getByRole("region", { name: "Twin on dr-shanghai" });
  await expect(twin.getByRole("row", { name: /^Ready/ })).toContainText("differs");
  await expect(twin.getByRole("row", { name: /^Images/ })).toContainText("the same");
  await tree
    .getByRole("link", { name: new RegExp(`^Pod ${NAME}-`) })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${NAME}-`));
  await expect(tree.getByRole("link", { name: `Deployment ${NAME}` })).toBeVisible();
});

test("shows the object as the cluster has it now", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "test", NAME));
  const yaml = page.getByRole("region", { name: "Live YAML" });
  await expect(yaml).toContainText("kind: Deployment", soon);
  await expect(yaml).toContainText("resourceVersion:");
  await expect(yaml).not.toContainText("managedFields");
  await expect(yaml.getByRole("button", { name: "Copy" })).toBeVisible();
  await expectAccessible(page);
});

test("is scaled by an order that says before and after, shows its receipt, and is taken back", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "test", NAME));
  await act(page, "Scale");
  const dialog = page.getByRole("dialog", { name: `Scale ${NAME}` });
  await dialog.getByLabel("Replicas").fill("1");
  await dialog.getByRole("button", { name: "Scale" }).click();
  await expect(dialog).toContainText("It has that many already.");
  await dialog.getByLabel("Replicas").fill("3");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Scale" }).click();
  await expect(dialog).toBeHidden();
  await expect(commands(page).getByRole("listitem").first()).toContainText(/Succeeded.*Scale 1 → 3/, soon);
  await expect(page.getByRole("region", { name: "Overview" })).toContainText("3/3", soon);

  await commands(page).getByRole("button", { name: "Undo: back to 1" }).click();
  await expect(dialog.getByLabel("Replicas")).toHaveValue("1");
  await dialog.getByRole("button", { name: "Scale" }).click();
  await expect(commands(page).getByRole("listitem").first()).toContainText(/Succeeded.*Scale 3 → 1/, soon);
  await expect(page.getByRole("region", { name: "Overview" })).toContainText("1/1", soon);
});

test("the same verbs stand in the palette", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "test", NAME));
  await expect(page.getByRole("button", { name: "Operate" })).toBeVisible();
  await page.keyboard.press("Control+k");
  // The page has a list to choose from as well, which is a combobox too.
  await page.locator("input[role=combobox]").fill(`Restart ${NAME}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: `Restart ${NAME}` })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("a deleted pod's page says who deleted it", async ({ page }) => {
  const path = await pathOf(page, "pods", "test", "payments-api");
  await open(page, path);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(new RegExp(`^${NAME}-`));
  const name = (await heading.textContent()) ?? "";
  await act(page, "Delete");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("controls it, and will make another in its place");
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toBeHidden();
  await expect(commands(page).getByRole("listitem").first()).toContainText(/Succeeded.*Delete/, soon);
});

const editor = (page: Page) => page.getByRole("textbox", { name: "YAML" });

/** Opens the editor and writes another value for a label of the deployment. */
async function edit(page: Page, team: string): Promise<void> {
  await act(page, "Edit YAML");
  await expect(editor(page)).toHaveValue(/team: \S+/, soon);
  const text = await editor(page).inputValue();
  await editor(page).fill(text.replace(/^( {4}team: ).*$/m, `$1${team}`));
}

test("is edited: the cluster tries it first, and what is applied is what was shown", async ({ page }) => {
  await open(page, await pathOf(page, "deployments.apps", "test", NAME));
  await edit(page, "night");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Preview" }).click();
  const review = page.getByRole("dialog", { name: `Apply to ${NAME}` });
  await expect(review).toContainText("metadata.labels.team", soon);
  await expect(review).toContainText("night");
  await expectAccessible(page);
  await review.getByRole("button", { name: "Apply" }).click();
  await expect(commands(page).getByRole("listitem").first()).toContainText(/Succeeded.*Edit YAML/, soon);
  await expect(page.getByRole("region", { name: "Labels" })).toContainText("team=night", soon);
  await commands(page).getByText("What changed").first().click();
  await expect(commands(page).getByRole("region", { name: `Deployment payments/${NAME}` })).toContainText("metadata.labels.team");
});

/** Another person, who was faster. */
async function faster(browser: Browser, path: string): Promise<void> {
  const context = await browser.newContext({ storageState: sessionOf("admin") });
  const page = await context.newPage();
  await open(page, path);
  await edit(page, "day");
  await page.getByRole("button", { name: "Preview" }).click();
  await page
    .getByRole("dialog", { name: `Apply to ${NAME}` })
    .getByRole("button", { name: "Apply" })
    .click(soon);
  await expect(commands(page).getByRole("listitem").first()).toContainText(/Succeeded.*Edit YAML/, soon);
  await context.close();
}

test("somebody else's change is shown as a difference, and nothing is overwritten", async ({ page, browser }) => {
  const path = await pathOf(page, "deployments.apps", "test", NAME);
  await open(page, path);
  await edit(page, "noon");
  await faster(browser, path);
  await page.getByRole("button", { name: "Preview" }).click();
  const dialog = page.getByRole("dialog", { name: `Edit Deployment ${NAME}` });
  await expect(dialog.getByRole("alert")).toContainText("Somebody else has changed it in the meantime", soon);
  await expect(dialog.getByRole("region", { name: `Deployment payments/${NAME}` })).toContainText("day");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Start anew from how it is now" }).click();
  await expect(editor(page)).toHaveValue(/team: day/);
});

test("a kind that the cluster's owner did not name is not edited, and the remedy is there", async ({ page }) => {
  await open(page, await pathOf(page, "nodes", "test"));
  await act(page, "Edit YAML");
  await expect(page.getByRole("dialog")).toContainText("The agent may not write this kind", soon);
  await expect(page.getByRole("dialog")).toContainText("holdfast-agent rbac --edit nodes");
  await expectAccessible(page);
});

test.describe("in production", () => {
  test("asks for the name, and does nothing without it", async ({ page }) => {
    await open(page, await pathOf(page, "deployments.apps", "prod-hangzhou", NAME));
    await act(page, "Restart");
    const dialog = page.getByRole("alertdialog", { name: `Restart ${NAME}` });
    await expect(dialog.getByRole("button", { name: "Restart" })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(commands(page)).toHaveCount(0);
  });
});

test.describe("for a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });

  test("every verb is there with the reason why it can't be ordered", async ({ page }) => {
    await open(page, await pathOf(page, "deployments.apps", "test", NAME));
    await page.getByRole("button", { name: "Operate" }).click();
    const scale = page.getByRole("menuitem", { name: "Scale" });
    await expect(scale).toHaveAttribute("aria-disabled", "true");
    await expect(scale).toContainText("object:operate");
    await expectAccessible(page);
  });
});

test.describe("on a phone, in Chinese and dark", () => {
  test.use({ viewport: { width: 360, height: 740 }, locale: "zh-CN", colorScheme: "dark" });

  test("fits and is accessible", async ({ page }) => {
    await open(page, await pathOf(page, "nodes", "test"));
    await page.getByRole("button", { name: "操作" }).click();
    await page.getByRole("menuitem", { name: "停止调度" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await page.evaluate(overflowing)).toEqual([]);
    await expectAccessible(page);
  });
});
