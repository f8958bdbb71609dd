import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

test.use({ storageState: sessionOf("viewer") });

test("a cluster's network says how it is reached and where it leads, and is narrowed to a kind", async ({ page }) => {
  await open(page, "/clusters/prod-hangzhou/network");
  const table = page.getByRole("table", { name: "Network" });
  await expect(
    table.getByRole("row", { name: /bank-core.*VirtualService.*core\.bank\.example.*bank-core\.prod-hangzhou\.global 100/ }),
  ).toBeVisible();
  await open(page, "/clusters/prod-hangzhou/network?kind=services");
  await expect(table.getByRole("row", { name: /Service/ }).first()).toBeVisible();
  await expect(table.getByRole("row", { name: /VirtualService/ })).toHaveCount(0);
});

test("a cluster's storage says what is stored, on which class, how much and held by whom", async ({ page }) => {
  await open(page, "/clusters/prod-hangzhou/storage");
  const claim = page
    .getByRole("table", { name: "Storage" })
    .getByRole("row", { name: /PersistentVolumeClaim/ })
    .first();
  await expect(claim).toContainText(/\d+(\.\d+)? [KMGT]iB/);
});

test("a cluster leads to its own metrics, logs and traces", async ({ page }) => {
  await open(page, "/clusters/dr-shanghai");
  await page.getByRole("link", { name: "Metrics, logs, traces" }).click();
  await expect(page).toHaveURL(/\/observe\?cluster=/);
  await expect(page.getByRole("button", { name: /dr-shanghai/ }).first()).toBeVisible();
});

test("a cluster says which policies it has, in which version, and leads to each", async ({ page }) => {
  await open(page, "/clusters/test/policies");
  const policy = page.getByRole("table", { name: "Policies" }).getByRole("row", { name: /no-latest-tag/ });
  await expect(policy).toBeVisible();
  await policy.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/policies\/[0-9a-f-]{36}$/);
});
