import { applyReport } from "@holdfast/services/agents/apply-report";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { aCluster, anAgent, anInstallation } from "@holdfast/testkit/installation";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { EXPORT_ENDPOINT, handleSearchExport } from "./handle-search-export";
import { handleSignIn } from "./handle-sign-in";

const db = suiteDatabase();
let platform: Platform;
let cookie: string;
const PASSWORD = "correct horse battery";
const PODS = 1234;

const fetched = (query: string, headers: Record<string, string> = { cookie }) =>
  handleSearchExport(platform, new Request(`${TEST_ORIGIN}${EXPORT_ENDPOINT}?${new URLSearchParams({ q: query })}`, { headers }));

beforeAll(async () => {
  platform = await aPlatform(db);
  const { settings } = await anInstallation(db);
  const cluster = await aCluster(db, "prod", { environment: "production" });
  const { bootId } = await anAgent(settings, cluster.id);
  const upserts = Array.from({ length: PODS }, (_, i) => anInventoryRecord({ uid: `pod-${i}` }));
  await applyReport(settings, cluster.id, {
    bootId,
    seq: 1,
    messages: [{ type: "inventory.delta", observedAt: new Date().toISOString(), upserts, deletes: [] }],
  });
  const person = { name: "Olga", email: "olga@example.test", password: PASSWORD };
  await createUser(theSystem(db), platform.signIn, person, { role: "viewer", selector: {} });
  const signedIn = await handleSignIn(
    platform,
    new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" },
      body: JSON.stringify({ email: person.email, password: PASSWORD }),
    }),
  );
  cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});
afterAll(() => platform.wakes.close());

describe("the export of a search", () => {
  it("is a file with every object that the query finds, over all parts", async () => {
    const response = await fetched("pod-");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="search.csv"');
    const lines = (await response.text()).trimEnd().split("\r\n");
    expect(new Set(lines).size).toBe(PODS + 1);
  });

  it("is shut to nobody, and to a page of another site", async () => {
    expect((await fetched("pod-", {})).status).toBe(401);
    expect((await fetched("pod-", { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  it("is refused for a query that is wrong, with the place", async () => {
    const response = await fetched("color:red");
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/character 1: there is no key color/);
  });
});
