import { AuditCheckpoint, AuditEntry } from "@holdfast/contracts/audit";
import { checkpointAudit } from "@holdfast/services/audit/checkpoint-audit";
import { verifyChain } from "@holdfast/services/audit/verify-chain";
import { endSessions } from "@holdfast/services/identity/end-sessions";
import { createUser } from "@holdfast/services/sign-in/create-user";
import { aPlatform, TEST_ORIGIN } from "@holdfast/testkit/a-platform";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aCluster, anInstallation } from "@holdfast/testkit/installation";
import { aPerson, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../platform";
import { AUDIT_EXPORT_ENDPOINT, handleAuditExport } from "./handle-audit-export";
import { handleSignIn } from "./handle-sign-in";

const db = suiteDatabase();
const PASSWORD = "correct horse battery";
let platform: Platform;
let cookies: { admin: string; partly: string };
let adminId = "";

async function signedIn(name: string, role: "admin" | "viewer", selector: object): Promise<{ id: string; cookie: string }> {
  const person = { name, email: `${name}@example.test`, password: PASSWORD };
  const { id } = await createUser(theSystem(db), platform.signIn, person, { role, selector });
  const answer = await handleSignIn(
    platform,
    new Request(`${TEST_ORIGIN}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { origin: TEST_ORIGIN, "content-type": "application/json", "x-forwarded-for": "127.0.0.1" },
      body: JSON.stringify({ email: person.email, password: PASSWORD }),
    }),
  );
  return { id, cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}

const fetched = (asked: Record<string, string>, cookie = cookies.admin) =>
  handleAuditExport(platform, new Request(`${TEST_ORIGIN}${AUDIT_EXPORT_ENDPOINT}?${new URLSearchParams(asked)}`, { headers: { cookie } }));
const rowsOf = async (response: Response) =>
  (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

beforeAll(async () => {
  const { keys } = await anInstallation(db);
  platform = await aPlatform(db, { auditKeys: new Map([[keys.audit.keyId, keys.audit.publicKeyPem]]) });
  const admin = await signedIn("alma", "admin", {});
  adminId = admin.id;
  cookies = { admin: admin.cookie, partly: (await signedIn("paul", "viewer", { matchLabels: { team: "pay" } })).cookie };
  // More than the parts of a file that are read ahead.
  for (let i = 0; i < 1100; i++) await aCluster(db, `c-${i}`);
  await checkpointAudit(theSystem(db), keys.audit);
});
afterAll(() => platform.wakes.close());

describe("the export of the audit trail", () => {
  it("is the whole chain: with its checkpoints and keys the offline verifier proves it, and finds one changed letter", async () => {
    const file = await fetched({ format: "jsonl" });
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="audit.jsonl"');
    const entries = (await rowsOf(file)).map((row) => AuditEntry.parse(row));
    expect(entries.length).toBeGreaterThan(1100);
    const checkpoints = (await rowsOf(await fetched({ format: "checkpoints" }))).map((row) => AuditCheckpoint.parse(row));
    expect(await (await fetched({ format: "keys" })).text()).toContain("BEGIN PUBLIC KEY");
    const proof = { checkpoints, publicKeys: platform.auditKeys };
    const chain = async function* (rows: AuditEntry[]) {
      yield* rows;
    };
    expect(await verifyChain(chain(entries), proof)).toMatchObject({ isIntact: true, entries: entries.length, checkpoints: 1 });
    const forged = entries.map((entry, i) => (i === 500 ? { ...entry, action: `${entry.action}x` } : entry));
    expect((await verifyChain(chain(forged), proof)).isIntact).toBe(false);
  });

  it("is on record, with who took what away, and ends with that very entry", async () => {
    const entries = await rowsOf(await fetched({ format: "jsonl" }));
    const [last] = (await auditOf(db, "audit.export")).slice(-1);
    expect(last).toMatchObject({ outcome: "succeeded", actor: { id: adminId }, after: { format: "jsonl", filter: null } });
    expect(entries.at(-1)).toMatchObject({ action: "audit.export", seq: entries.length });
  });

  it("holds what a filter means, as CSV that no spreadsheet runs", async () => {
    await aPerson(db, "=cmd|' /C calc'!A0", ["viewer"]);
    const filter = JSON.stringify({ actions: ["cluster.register"], from: new Date(0).toISOString() });
    const file = await fetched({ format: "csv", filter });
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="audit-part.csv"');
    const lines = (await file.text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1101);
    expect(lines.slice(1).every((line) => line.includes("cluster.register"))).toBe(true);
    expect(lines.filter((line) => /(^|,)"?[=+@]/.test(line))).toEqual([]);
  });

  it("is shut to nobody, to whose role is on some clusters only, and to a page of another site", async () => {
    expect((await fetched({ format: "jsonl" }, "")).status).toBe(401);
    expect((await fetched({ format: "jsonl" }, cookies.partly)).status).toBe(403);
    const foreign = new Request(`${TEST_ORIGIN}${AUDIT_EXPORT_ENDPOINT}?format=jsonl`, {
      headers: { cookie: cookies.admin, "sec-fetch-site": "cross-site" },
    });
    expect((await handleAuditExport(platform, foreign)).status).toBe(403);
  });

  it("that is asked for wrongly is refused with the remedy", async () => {
    const wrong: Record<string, string>[] = [
      { format: "xml" },
      { format: "csv", filter: "{" },
      { format: "csv", filter: '{"colour":"red"}' },
    ];
    for (const asked of wrong) {
      const answer = await fetched(asked);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain("format must be jsonl");
    }
  });

  it("breaks off when the session ends, so that nobody takes it for the whole", async () => {
    const reader = (await fetched({ format: "jsonl" })).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await endSessions(theSystem(db), { userId: adminId, sessionId: null, keepId: null });
    const rest = async () => {
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read());
    };
    await expect(rest()).rejects.toMatchObject({ code: "Unauthenticated" });
  });
});
