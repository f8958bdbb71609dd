import { request } from "node:https";
import { createAuthority } from "@holdfast/testkit/testbed/pki";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordingLog } from "../../test/recording-outbox";
import { type AuditReceiver, receiveAudit } from "./audit-receiver";
import { type AuditedWrites, auditedWrites } from "./audited-writes";

const TOKEN = "a-long-token-of-the-api-server";
const PLURAL = "validatingadmissionpolicies";
const GROUP = "admissionregistration.k8s.io";
const object = { group: GROUP, plural: PLURAL, namespace: null, name: "no-latest" };

let receiver: AuditReceiver;
let writes: AuditedWrites;
let ca: string;
let nowMs: number;

const event = (part: object = {}) => ({
  level: "Metadata",
  stage: "ResponseComplete",
  verb: "patch",
  requestURI: `/apis/${GROUP}/v1/${PLURAL}/no-latest?fieldManager=kubectl-edit&fieldValidation=Strict`,
  user: { username: "root" },
  impersonatedUser: { username: "mallory" },
  userAgent: "kubectl/v1.34.0 (linux/amd64)",
  sourceIPs: ["10.0.0.9"],
  objectRef: { resource: PLURAL, apiGroup: GROUP, apiVersion: "v1", name: "no-latest" },
  responseStatus: { code: 200 },
  stageTimestamp: new Date(nowMs).toISOString(),
  ...part,
});

function send(body: string, { token = TOKEN, method = "POST" }: { token?: string; method?: string } = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: receiver.port, path: "/audit", method, ca, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
const batch = (...items: unknown[]) => JSON.stringify({ kind: "EventList", apiVersion: "audit.k8s.io/v1", items });

beforeEach(async () => {
  nowMs = Date.now();
  const authority = await createAuthority("audit-ca");
  const { certificatePem, privateKeyPem } = await authority.issueServer("audit");
  ca = authority.certificatePem;
  writes = auditedWrites(() => nowMs);
  receiver = await receiveAudit(
    { host: "127.0.0.1", port: 0, certificatePem, keyPem: privateKeyPem, token: TOKEN },
    { writes, isWatched: ({ plural }) => plural === PLURAL, log: recordingLog() },
  );
});
afterEach(() => receiver.close());

describe("the receiver of an audit log", () => {
  it("keeps who wrote what by which manager, and for whom they acted, and no address", async () => {
    expect(await send(batch(event()))).toBe(200);
    expect(writes.of(object)).toEqual([
      { user: "mallory", actingAs: "root", verb: "patch", manager: "kubectl-edit", at: new Date(nowMs).toISOString() },
    ]);
  });

  it("takes the program for the manager where the request names none", async () => {
    await send(batch(event({ requestURI: `/apis/${GROUP}/v1/${PLURAL}/no-latest`, verb: "delete", impersonatedUser: undefined })));
    expect(writes.of(object)).toMatchObject([{ user: "root", actingAs: null, verb: "delete", manager: "kubectl" }]);
  });

  it.each([
    ["a reading", { verb: "get" }],
    ["a dry run", { requestURI: `/apis/${GROUP}/v1/${PLURAL}/no-latest?dryRun=All` }],
    ["a refused write", { responseStatus: { code: 403 } }],
    ["a write that has only begun", { stage: "RequestReceived" }],
    ["a status", { objectRef: { resource: PLURAL, apiGroup: GROUP, name: "no-latest", subresource: "status" } }],
    ["another resource", { objectRef: { resource: "secrets", apiGroup: "", namespace: "default", name: "no-latest" } }],
    ["something of another shape", { user: "root" }],
  ])("keeps nothing of %s, and takes the rest of its batch", async (_what, part) => {
    expect(await send(batch(event(part), event({ impersonatedUser: { username: "eve" } })))).toBe(200);
    expect(writes.of(object).map(({ user }) => user)).toEqual(["eve"]);
    expect(writes.of({ group: "", plural: "secrets", namespace: "default", name: "no-latest" })).toEqual([]);
  });

  it("refuses a sender without its token, another method, and what is no batch", async () => {
    expect(await send(batch(event()), { token: "guess" })).toBe(401);
    expect(await send("", { method: "GET" })).toBe(405);
    expect(await send("{")).toBe(400);
    expect(await send(JSON.stringify({ kind: "Pod" }))).toBe(400);
    expect(writes.of(object)).toEqual([]);
  });

  it("refuses a batch that is too large without reading it to its end", async () => {
    const padded = batch(event({ pad: "x".repeat(9 * 1024 * 1024) }));
    // It is hung up on while it still sends: whether the answer is read before is the network's.
    const answer = await send(padded).catch((cause: { code?: string }) => cause.code);
    expect([413, "ECONNRESET", "EPIPE"]).toContain(answer);
    expect(writes.of(object)).toEqual([]);
  });

  it("forgets after a quarter of an hour, and keeps the last twenty writes of an object", async () => {
    await send(batch(...Array.from({ length: 30 }, (_, i) => event({ impersonatedUser: { username: `user-${i}` } }))));
    expect(writes.of(object)).toHaveLength(20);
    nowMs += 15 * 60_000;
    expect(writes.of(object)).toEqual([]);
  });
});
