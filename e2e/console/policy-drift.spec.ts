import { expect, type Page } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { demoUrl } from "../demo/settings";
import { expectAccessible } from "../fixtures/accessible";
import { askDemo } from "../fixtures/demo-api";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// A policy of its own in the test cluster, changed there past Holdfast.
test.describe.configure({ mode: "serial" });
test.use({ storageState: sessionOf("operator") });

const POLICY = `e2e-drift-${Date.now().toString(36)}`;
const soon = { timeout: 45_000 };
const path = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/${POLICY}`;
let policyPath = "";

const yaml = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${POLICY} }
spec:
  failurePolicy: Ignore
  matchConstraints: { resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }] }
  validations: [{ expression: "object.spec.replicas <= 50" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${POLICY} }
spec: { policyName: ${POLICY}, validationActions: [Warn] }
`;

async function ask(page: Page, procedure: string, input: object): Promise<Record<string, string>> {
  const answer = await page.request.post(`/api/trpc/${procedure}`, { data: { json: input }, headers: { origin: demoUrl } });
  expect(answer.status(), await answer.text()).toBe(200);
  return ((await answer.json()) as { result: { data: { json?: Record<string, string> } } }).result.data.json ?? {};
}

const drifts = (page: Page) => page.getByRole("table", { name: "Drift" });

test("an object that is deleted in its cluster drifts, on the policy's page and in the list of all", async ({ page }) => {
  await open(page, "/policies");
  const placement = { matchLabels: { "holdfast.dev/environment": "test" } };
  const { id = "" } = await ask(page, "policy.save", { name: POLICY, yaml, placement, basedOnVersion: 0 });
  policyPath = `/policies/${id}`;
  await ask(page, "policy.preview", { policyId: id, version: 1 });
  // What the version would deny is judged first.
  await expect(async () => void (await ask(page, "policy.push", { policyId: id, version: 1 }))).toPass(soon);
  await open(page, policyPath);
  await expect(page.getByText("Nothing drifts")).toBeVisible(soon);
  await expect(page.getByRole("row", { name: /test.*Applied/ })).toBeVisible(soon);
  await askDemo("test", "DELETE", path);
  await expect(drifts(page)).toContainText("the whole object is gone", soon);
  await expect(page.getByRole("row", { name: /test.*Drifted/ })).toBeVisible(soon);
  await expectAccessible(page);
  await open(page, "/policies");
  await page.getByRole("link", { name: "Drift", exact: true }).click();
  await expect(drifts(page).getByRole("row", { name: new RegExp(POLICY) })).toContainText("not known: no audit log");
  await expectAccessible(page);
});

test("is corrected by a person, with a reason, and is over", async ({ page }) => {
  await open(page, "/policies/drift");
  await drifts(page)
    .getByRole("row", { name: new RegExp(POLICY) })
    .getByRole("link")
    .first()
    .click();
  const drawer = page.getByRole("dialog", { name: "One drift" });
  await expect(drawer).toContainText(`ValidatingAdmissionPolicyBinding ${POLICY} is gone`);
  await drawer.getByRole("button", { name: "Correct now" }).click();
  await expect(drawer.getByText("Say why, in a few words.")).toBeVisible();
  await drawer.getByLabel("Reason").fill("it was deleted by mistake");
  await drawer.getByRole("button", { name: "Correct now" }).click();
  await expect(drawer).toContainText("Corrected by", soon);
  await expect(drawer.getByText("Corrected", { exact: true })).toBeVisible(soon);
  await expectAccessible(page);
});

test("is corrected without a person once the policy says so", async ({ page }) => {
  await open(page, policyPath);
  await page.getByRole("button", { name: "Correct it without a person" }).click();
  await expect(page.getByText("corrected without a person")).toBeVisible();
  await askDemo("test", "DELETE", path);
  const over = page.getByRole("switch", { name: "Also those that are over" });
  // The address holds how it stands, and is a moment behind the click.
  await over.click();
  await expect(over).toBeChecked();
  await expect(drifts(page).getByRole("row", { name: /Corrected/ })).toHaveCount(2, soon);
  const gone = await ask(page, "policy.rollBack", { policyId: policyPath.split("/").at(-1), toVersion: 0, reason: "end of the test" });
  expect(gone.rolloutId).toBeDefined();
});
