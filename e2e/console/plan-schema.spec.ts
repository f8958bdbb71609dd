import { expect, test } from "@playwright/test";

test("an editor finds the schema of a failover plan at the console, without signing in", async ({ request }) => {
  const answer = await request.get("/schemas/failover-plan.v1alpha1.schema.json");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("json");
  expect(await answer.json()).toMatchObject({ title: "Holdfast failover plan", $defs: { step: { oneOf: expect.any(Array) } } });
});
