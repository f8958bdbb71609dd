import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("viewer") });

test("the matrix says which version of a system runs where, and what differs between clusters", async ({ page }) => {
  await open(page, "/components");
  const istio = page.getByRole("row", { name: /^Istio/ });
  await expect(istio).toContainText("3 of 3");
  await expect(istio.getByRole("link", { name: "1.31.1" })).toHaveCount(3);
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Only what differs between clusters" }).click();
  await expect(page).toHaveURL(/show=differing/);
  await expect(page.getByRole("row", { name: /^Grafana/ })).toContainText("2 versions");
  await expect(istio).toHaveCount(0);
});

test("a cell leads to what tells of the system in that cluster, and from there to the workload itself", async ({ page }) => {
  await open(page, "/components?q=argo+cd");
  await page
    .getByRole("row", { name: /^Argo CD/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/clusters\/dr-shanghai\/components\?q=Argo/);
  const row = page.getByRole("row", { name: /^Argo CD/ });
  await expect(row).toContainText("3.5.7");
  await row.getByRole("link", { name: /argocd-application-controller/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("argocd-application-controller");
});

test("what the catalogue knows and no cluster has is shown when asked for", async ({ page }) => {
  await open(page, "/components?show=absent&domain=chaos");
  await expect(page.getByRole("row", { name: /^Chaos Mesh/ })).toContainText("0 of 3");
});
