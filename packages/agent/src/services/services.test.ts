import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "@holdfast/contracts/json";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CommandContext } from "../commands/define-command";
import { failure } from "../commands/outcome";
import { switchPatroni } from "../commands/patroni-switchover";
import { promoteVault } from "../commands/vault-promote-dr";
import type { QueryContext } from "../queries/define-query";
import { readPatroni } from "../queries/patroni-read";
import { readVaultDr } from "../queries/vault-read-dr";
import type { KnownServices } from "./known-services";

const PASSWORD = "s3cr3t-of-patroni";
const TOKEN = "hvb.planted-dr-operation-token";
const PLANTED = [PASSWORD, TOKEN, Buffer.from(`admin:${PASSWORD}`).toString("base64")];

/** A Patroni and a Vault as their documentation has them, with what a test makes of them. */
const world = { leader: "pg-0", candidateState: "streaming", mode: "secondary", calls: [] as string[], fault: "" };
const folder = mkdtempSync(join(tmpdir(), "agent-services-"));
let server: Server;
let services: KnownServices;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function patroniCluster() {
  const member = (name: string) => ({
    ...{ name, api_url: "http://10.0.0.1:8008/patroni", host: "10.0.0.1", port: 5432, timeline: 4 },
    ...(name === world.leader ? { role: "leader", state: "running" } : { role: "replica", state: world.candidateState, lag: 42 }),
  });
  return { members: ["pg-0", "pg-1"].map(member), scope: "orders" };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const say = (status: number, text: unknown) =>
    void response.writeHead(status, { location: "http://127.0.0.1:1/" }).end(typeof text === "string" ? text : JSON.stringify(text));
  const call = `${request.method} ${request.url}`;
  world.calls.push(call);
  if (call === "GET /cluster") return say(200, patroniCluster());
  if (call === "GET /v1/sys/replication/dr/status")
    return say(200, { data: { mode: world.mode, state: "running", primaries: [{ connection_status: "disconnected" }] } });
  // What is wrong with it is said with everything that came: the worst that a server could do.
  if (world.fault === "echo") return say(412, `no: ${request.headers.authorization} ${body}`);
  if (world.fault === "hang-up") return void request.socket.destroy();
  if (world.fault === "moved") return say(307, "");
  if (call === "POST /switchover") {
    if (request.headers.authorization !== `Basic ${PLANTED[2]}`) return say(401, "no auth header received");
    world.leader = JSON.parse(body).candidate;
    return say(200, `Successfully switched over to "${world.leader}"`);
  }
  if (call === "POST /v1/sys/replication/dr/secondary/promote") {
    if (JSON.parse(body).dr_operation_token !== TOKEN) return say(400, { errors: ["invalid token"] });
    world.mode = "primary";
    return say(200, { warnings: ["This cluster is being promoted to a replication primary."] });
  }
  return say(404, "");
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  writeFileSync(join(folder, "patroni"), `admin:${PASSWORD}\n`);
  writeFileSync(join(folder, "vault"), `${TOKEN}\n`);
  services = {
    orders: { kind: "patroni", url, credentialFile: join(folder, "patroni") },
    keys: { kind: "vault", url, credentialFile: join(folder, "vault") },
    bare: { kind: "vault", url, credentialFile: join(folder, "absent") },
    away: { kind: "patroni", url: new URL("http://patroni.example:8008"), credentialFile: null },
  };
});
beforeEach(() => Object.assign(world, { leader: "pg-0", candidateState: "streaming", mode: "secondary", calls: [], fault: "" }));
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const resolve = async (name: string) => (name === "patroni.example" ? "169.254.169.254" : name);
const run = (command: typeof switchPatroni, input: Json, isDryRun = false) =>
  // Only what the command looks at is given.
  command
    .run({ kube: { isDryRun }, services, resolve } as unknown as CommandContext, input)
    .then((done) => ({ outcome: "succeeded", reason: null, message: null, ...done }), failure);
const ask = (query: typeof readPatroni, service: string) => query.answer({ services, resolve } as unknown as QueryContext, { service });
const orders = { service: "orders", leader: "pg-0", candidate: "pg-1" };
const posts = () => world.calls.filter((call) => call.startsWith("POST"));

describe("Patroni", () => {
  it("hands its leadership over by one call, with the mounted credential, and by none when the candidate leads", async () => {
    expect(await ask(readPatroni, "orders")).toEqual({
      ...{ isConfigured: true, trouble: null },
      members: [
        { name: "pg-0", role: "leader", state: "running", lagBytes: 0 },
        { name: "pg-1", role: "replica", state: "streaming", lagBytes: 42 },
      ],
    });
    expect(await run(switchPatroni, orders)).toMatchObject({
      ...{ outcome: "succeeded", output: { hasChanged: true } },
      changes: [{ kind: "Patroni", name: "orders", operation: "update", fields: [{ path: "/leader", before: "pg-0", after: "pg-1" }] }],
    });
    expect(await run(switchPatroni, orders)).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
    expect(posts()).toEqual(["POST /switchover"]);
  });

  it("is not called for a leader that drifted, nor for a candidate that is absent or unfit", async () => {
    expect(await run(switchPatroni, { ...orders, leader: "pg-1", candidate: "pg-9" })).toMatchObject({ reason: "LeaderDrifted" });
    expect(await run(switchPatroni, { ...orders, candidate: "pg-9" })).toMatchObject({ outcome: "refused", reason: "CandidateAbsent" });
    world.candidateState = "start failed";
    expect(await run(switchPatroni, orders)).toMatchObject({ outcome: "refused", reason: "CandidateUnfit" });
    expect(posts()).toEqual([]);
  });
});

describe("Vault", () => {
  it("is promoted by one call, with the mounted token, and by none when it is the primary", async () => {
    const status = { mode: "secondary", state: "running", connectedPrimaries: 0 };
    expect(await ask(readVaultDr, "keys")).toEqual({ isConfigured: true, trouble: null, hasCredential: true, status });
    expect(await run(promoteVault, { service: "keys" })).toMatchObject({
      outcome: "succeeded",
      changes: [{ kind: "Vault", operation: "update", fields: [{ path: "/mode", before: "secondary", after: "primary" }] }],
    });
    expect(await run(promoteVault, { service: "keys" })).toMatchObject({ outcome: "succeeded", output: { hasChanged: false } });
    expect(posts()).toEqual(["POST /v1/sys/replication/dr/secondary/promote"]);
  });

  it("is not called when it is no secondary, or no token is mounted", async () => {
    expect(await ask(readVaultDr, "bare")).toMatchObject({ hasCredential: false });
    expect(await run(promoteVault, { service: "bare" })).toMatchObject({ outcome: "refused", reason: "CredentialUnreadable" });
    world.mode = "disabled";
    expect(await run(promoteVault, { service: "keys" })).toMatchObject({ outcome: "refused", reason: "NotSecondary" });
    expect(posts()).toEqual([]);
  });
});

describe("a service that the agent may call", () => {
  const both = [
    ["Patroni", switchPatroni, orders],
    ["Vault", promoteVault, { service: "keys" }],
  ] as const;

  it.each(both)("%s is only looked at in a rehearsal", async (_, command, input) => {
    expect(await run(command, input, true)).toMatchObject({ outcome: "succeeded", output: { hasChanged: true } });
    expect(posts()).toEqual([]);
    expect([world.leader, world.mode]).toEqual(["pg-0", "secondary"]);
  });

  it.each(both)("%s may say what it likes: no credential is in what leaves the cluster", async (_, command, input) => {
    world.fault = "echo";
    const outcome = await run(command, input);
    expect(outcome).toMatchObject({ outcome: "refused", message: expect.stringContaining("412") });
    for (const planted of PLANTED) expect(JSON.stringify(outcome)).not.toContain(planted);
  });

  it.each(both)("%s that hangs up after the call leaves it unknown, so that it is read back", async (_, command, input) => {
    world.fault = "hang-up";
    expect(await run(command, input)).toMatchObject({ outcome: "unknown", reason: "Unconfirmed" });
  });

  it.each(both)("%s leads nobody elsewhere: a redirect is refused", async (_, command, input) => {
    world.fault = "moved";
    expect(await run(command, input)).toMatchObject({ outcome: "refused", message: expect.stringContaining("307") });
    expect(posts()).toHaveLength(1);
  });

  it("is one that its owner named, of that kind, and not at this machine or a service of its network", async () => {
    for (const service of ["keys", "nobody", "constructor"])
      expect(await run(switchPatroni, { ...orders, service })).toMatchObject({ outcome: "refused", reason: "NotConfigured" });
    expect(await run(switchPatroni, { ...orders, service: "away" })).toMatchObject({ outcome: "refused", reason: "OriginNotAllowed" });
    expect(await ask(readPatroni, "nobody")).toMatchObject({ isConfigured: false, members: [] });
    expect(world.calls).toEqual([]);
  });
});
