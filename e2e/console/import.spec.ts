import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { demoFolder } from "../demo/settings";
import { expectAccessible } from "../fixtures/accessible";
import { open } from "../fixtures/open";
import { overflowing } from "../fixtures/overflowing";
import { test } from "../fixtures/quiet-page";

// Nothing here adds a cluster: the demo's other walks count its three. That imported clusters come in is proven on real API servers
// by apps/hub/src/beside/beside.real.test.ts.
test.use({ storageState: sessionOf("admin") });

interface Simulated {
  readonly server: string;
  readonly token: string;
}

/** Where the simulator serves a cluster of the demo, and a token for it. */
function simulated(cluster: string): Simulated {
  const text = readFileSync(join(demoFolder, "simulator", "kubeconfigs", `${cluster}.yaml`), "utf8");
  const read = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  return { server: read(/server: (\S+)/), token: read(/token: (\S+)/) };
}

/** A kubeconfig as somebody brings it: a cluster that is managed already, one that is not there, and one behind a program. */
function aKubeconfig({ server, token }: Simulated): string {
  const clusters = { known: { server }, gone: { server: "https://127.0.0.1:9" } };
  const users = { u: { token }, eks: { exec: { command: "aws" } } };
  const contexts = { hangzhou: ["known", "u"], "admin@Site 7": ["gone", "u"], shop: ["gone", "eks"] } as const;
  return JSON.stringify({
    "current-context": "hangzhou",
    clusters: Object.entries(clusters).map(([name, cluster]) => ({ name, cluster })),
    users: Object.entries(users).map(([name, user]) => ({ name, user })),
    contexts: Object.entries(contexts).map(([name, [cluster, user]]) => ({ name, context: { cluster, user } })),
  });
}

/** The card of a context. */
const contextOf = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name }) });

test("a kubeconfig is read into contexts, each with what the hub finds there and why it can't be imported", async ({ page }) => {
  const { server, token } = simulated("prod-hangzhou");
  await open(page, "/clusters");
  await page.getByRole("link", { name: "Import from a kubeconfig" }).click();
  await page.getByRole("textbox", { name: /Kubeconfig/ }).fill(aKubeconfig({ server, token }));
  await page.getByRole("button", { name: "Read the contexts" }).click();

  const known = contextOf(page, "hangzhou");
  await expect(known).toContainText("In the fleet already: prod-hangzhou");
  await expect(known.getByRole("checkbox")).not.toBeChecked();
  const gone = contextOf(page, "admin@Site 7");
  await expect(gone).toContainText("Not reached");
  await expect(gone).toContainText("ECONNREFUSED");
  const program = contextOf(page, "shop");
  await expect(program).toContainText("Holdfast runs no program of a kubeconfig");
  await expect(program.getByRole("checkbox")).toBeDisabled();
  await expect(page.getByText("Choose at least one context.")).toBeAttached();

  // Chosen all the same, it must be complete before anything is sent.
  await gone.getByRole("checkbox").check();
  await gone.getByRole("textbox", { name: "Name" }).fill("prod-hangzhou");
  await gone.getByRole("textbox", { name: "Labels" }).fill("team");
  const rights = page.getByRole("group", { name: "What the agents may do beside the inventory" });
  for (const box of await rights.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  await rights.getByRole("textbox").fill("services secrets");
  await page.getByRole("button", { name: "Import 1 cluster" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "1 context is not complete" })).toBeVisible();
  await expect(gone).toContainText("A cluster has this name already");
  await expect(gone).toContainText("Choose what the cluster is for");
  await expect(gone).toContainText("Write key=value, one a line");
  await expect(rights).toContainText("“secrets” is never edited this way");
  await expect(page).toHaveURL(/\/clusters\/import$/);
  expect(await page.evaluate(() => window.location.href + JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(token);
  await expectAccessible(page);
});

test("a text that is no kubeconfig is refused with the place, and a file can be chosen instead", async ({ page }) => {
  await open(page, "/clusters/import");
  await page.getByRole("button", { name: "Read the contexts" }).click();
  await expect(page.getByText("Paste a kubeconfig or choose a file").first()).toBeVisible();
  await page.getByRole("textbox", { name: /Kubeconfig/ }).fill("users: [{ token: my-secret");
  await page.getByRole("button", { name: "Read the contexts" }).click();
  const refusal = page.getByText("kubeconfig: this is not one (YAML");
  await expect(refusal).toBeVisible();
  await expect(refusal).not.toContainText("my-secret");
  const buffer = Buffer.from(aKubeconfig(simulated("test")));
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await (await choosing).setFiles({ name: "config", mimeType: "text/plain", buffer });
  await page.getByRole("button", { name: "Read the contexts" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "In the fleet already: test" })).toBeVisible();
});

test("an import can be left and come back to: what was refused is told with its reason", async ({ page, baseURL }) => {
  const importId = crypto.randomUUID();
  const clusters = [{ context: "admin@Site 7", cluster: { name: "prod-hangzhou", environment: "test", region: "eu", labels: {} } }];
  const kubeconfig = aKubeconfig(simulated("prod-hangzhou"));
  const answer = await page.request.post("/api/trpc/imports.start", {
    data: { json: { importId, kubeconfig, clusters } },
    headers: { origin: baseURL ?? "" },
  });
  expect(answer.status()).toBe(200);
  await open(page, "/clusters/import");
  await page.getByRole("table", { name: "Earlier imports" }).getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(importId));
  await expect(page.getByRole("row", { name: /prod-hangzhou/ })).toContainText("Refused");
  await expect(page.getByText("There is a cluster named prod-hangzhou already. Choose another name.")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(overflowing)).toEqual([]);
  await expectAccessible(page);
});

test.describe("a viewer", () => {
  test.use({ storageState: sessionOf("viewer") });
  test("is offered no import, and is told why where they come by its address", async ({ page }) => {
    await open(page, "/clusters/import");
    await expect(page.getByRole("button", { name: "Read the contexts" })).toHaveAttribute("aria-disabled", "true");
  });
});
