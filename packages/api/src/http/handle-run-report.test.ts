import { signRunReport } from "@holdfast/services/reports/sign-run-report";
import { verifyReport } from "@holdfast/services/reports/verify-report";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { anEndedRun } from "@holdfast/testkit/ended-run";
import { aCluster, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { handleRunReport, RUN_REPORT_ENDPOINT } from "./handle-run-report";
import { handleSignIn } from "./handle-sign-in";

const db = suiteDatabase();
const PASSWORD = "correct horse battery";
const PAPER = new TextEncoder().encode("%PDF-1.7 a run");
let platform: Platform;
let run = "";
let cookies: { reader: string; stranger: string };

async function signedIn(name: string, selector: object): Promise<string> {
  const person = { name, email: `${name}@example.test`, password: PASSWORD };
  await createUser(theSystem(db), platform.signIn, person, { role: "viewer", selector });
  const headers = { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" };
  const body = JSON.stringify({ email: person.email, password: PASSWORD });
  const answer = await handleSignIn(platform, new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, { method: "POST", headers, body }));
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

const fetched = (asked: Record<string, string>, cookie: string) =>
  handleRunReport(platform, new Request(`${TEST_ORIGIN}${RUN_REPORT_ENDPOINT}?${new URLSearchParams(asked)}`, { headers: { cookie } }));

beforeAll(async () => {
  const { keys } = await anInstallation(db);
  platform = await aPlatform(db, { reportKeys: () => new Map([[keys.reports.keyId, keys.reports.publicKeyPem]]) });
  await aCluster(db, "prod", { environment: "production", labels: { team: "bank" } });
  await aCluster(db, "dr", { environment: "dr", labels: { team: "bank" } });
  const [requester, approver] = [await aPerson(db, "ana", ["operator"]), await aPerson(db, "ben", ["approver"])];
  run = await anEndedRun(db, { name: "bank", primary: "prod", standby: "dr", requester, approver });
  await signRunReport(theSystem(db), keys.reports, async () => PAPER, run);
  cookies = {
    reader: await signedIn("rita", { matchLabels: { team: "bank" } }),
    stranger: await signedIn("paul", { matchLabels: { team: "pay" } }),
  };
});
afterAll(() => platform.wakes.close());

describe("the file of a run's report", () => {
  it("is the very bytes that were signed, proven by the keys that are handed out, and each taking is on record", async () => {
    const json = await fetched({ run, format: "json" }, cookies.reader);
    expect(json.headers.get("content-disposition")).toBe(`attachment; filename="holdfast-run-${run}.dsse.json"`);
    const pdf = new Uint8Array(await (await fetched({ run, format: "pdf" }, cookies.reader)).arrayBuffer());
    expect(pdf).toEqual(PAPER);
    expect(await (await fetched({ run, format: "keys" }, cookies.reader)).text()).toContain([...platform.reportKeys().values()][0]);
    expect(verifyReport(await json.text(), { publicKeys: platform.reportKeys(), runId: run, pdf })).toMatchObject({ isGenuine: true });
    const taken = await auditOf(db, "failover.report-export");
    expect(taken.map((entry) => [entry.actor.name, entry.after])).toMatchObject([
      ["rita", { format: "json" }],
      ["rita", { format: "pdf" }],
      ["rita", { format: "keys" }],
    ]);
  });

  it("is refused to who may not see the sites, to nobody at all, and where the question makes no sense", async () => {
    expect((await fetched({ run, format: "json" }, cookies.stranger)).status).toBe(404);
    expect((await fetched({ run, format: "json" }, "")).status).toBe(401);
    const senseless = await fetched({ run: "x", format: "docx" }, cookies.reader);
    expect([senseless.status, await senseless.text()]).toEqual([400, expect.stringContaining("json, pdf or keys")]);
  });
});
