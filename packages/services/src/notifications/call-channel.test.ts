import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChannelDestination } from "@holdfast/contracts/notification";
import { hookServer } from "@holdfast/testkit/hook-server";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, it } from "vitest";
import { nothingAllowed, readAllowedTargets } from "../outbound/allowed-targets";
import { systemResolver } from "../outbound/resolve-host";
import { sealer } from "../pki/sealer";
import { askChannel, type CallSettings, callChannel, callRefusal } from "./call-channel";
import { createChannel } from "./create-channel";

const db = suiteDatabase();
const settings: CallSettings = {
  sealer: sealer(mkdtempSync(join(tmpdir(), "holdfast-calls-"))),
  allowed: readAllowedTargets("127.0.0.1"),
  resolve: systemResolver,
};
const hook = hookServer();
let admin: Person;
let number = 0;
beforeAll(async () => {
  admin = await aPerson(db, "ada", ["admin"]);
});

async function aChannel(destination: ChannelDestination = { kind: "webhook", url: hook.url }) {
  const name = `desk-${++number}`;
  const { secret } = await createChannel(admin.as(), settings, {
    name,
    destination,
    topics: [],
    selector: {},
    language: "en",
    isForAlerts: false,
  });
  return { name, secret: secret ?? "" };
}
const body = JSON.stringify({ specversion: "1.0", type: "bank.moved" });
const call = (channel: string, timeoutMs = 2000) =>
  callChannel(db, settings, { channel, key: "run:1:tell:1:do", body, timeoutMs }, new Date());
const ask = (channel: string, path: string, by = settings) =>
  askChannel(db, by, { channel, path, deadlineMs: 2000, signal: new AbortController().signal }, new Date());
/** An address of this machine where nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/s3cret-path`;
}

describe("a call to a channel", () => {
  it("arrives once, whole, under its idempotency key, and signed so that the receiver can tell", async () => {
    const { name, secret } = await aChannel();
    hook.status = 202;
    expect(await call(name)).toEqual({ kind: "answered", status: 202 });
    expect(hook.heard).toHaveLength(1);
    const [{ headers, body: heard } = { headers: {}, body: "" }] = hook.heard;
    expect(heard).toBe(body);
    expect(headers).toMatchObject({
      "idempotency-key": '"run:1:tell:1:do"',
      "content-type": "application/cloudevents+json; charset=utf-8",
    });
    expect(new Webhook(secret).verify(heard, headers as Record<string, string>)).toEqual(JSON.parse(body));
  });

  it("does not follow a redirect, and tells the status alone", async () => {
    const { name } = await aChannel();
    hook.status = 307;
    expect(await call(name)).toEqual({ kind: "answered", status: 307 });
    expect(hook.heard).toHaveLength(1);
  });

  it("surely never left when nobody listens there; the path of its address is in no message", async () => {
    const { name } = await aChannel({ kind: "webhook", url: await nobody() });
    const answer = await call(name);
    expect(answer).toMatchObject({ kind: "unsent", because: { message: "the connection failed (ECONNREFUSED)" } });
    expect(JSON.stringify(answer)).not.toContain("s3cret");
  });

  it("may have arrived when the answer takes too long", async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { name } = await aChannel({
      kind: "cloudevents",
      mode: "structured",
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    });
    expect(await call(name, 100)).toMatchObject({ kind: "unheard", because: { message: "no answer within 100 ms" } });
    server.close().closeAllConnections();
  });

  it("goes nowhere inside that the installation does not allow, not even by a name that leads there", async () => {
    const { name } = await aChannel();
    const strict = { ...settings, allowed: nothingAllowed };
    expect(await callRefusal(db, strict, name)).toMatchObject({ message: expect.stringContaining("leads where no call may go") });
    expect(await callChannel(db, strict, { channel: name, key: "k", body, timeoutMs: 500 }, new Date())).toMatchObject({ kind: "unsent" });
    const inside = await aChannel({ kind: "webhook", url: "https://inside.example/" });
    const rebound = { ...strict, resolve: async () => [{ address: "169.254.169.254", family: 4 }] };
    expect(await callChannel(db, rebound, { channel: inside.name, key: "k", body, timeoutMs: 500 }, new Date())).toMatchObject({
      kind: "unsent",
    });
    expect(hook.heard).toEqual([]);
  });

  it("is refused beforehand for a channel that is absent, off, of another kind, or sealed by other keys", async () => {
    const [off, slack, sealed] = [await aChannel(), await aChannel({ kind: "slack", url: hook.url }), await aChannel()];
    await db.prisma.notificationChannel.update({ where: { name: off.name }, data: { isOn: false } });
    const other = { ...settings, sealer: sealer(mkdtempSync(join(tmpdir(), "holdfast-calls-"))) };
    const codes = [
      await callRefusal(db, settings, "nowhere"),
      await callRefusal(db, settings, off.name),
      await callRefusal(db, settings, slack.name),
      await callRefusal(db, other, sealed.name),
      await callRefusal(db, settings, sealed.name),
    ];
    expect(codes.map((text) => text?.phrase?.code ?? null)).toEqual([
      "CallChannelAbsent",
      "CallChannelOff",
      "CallChannelKind",
      "CallChannelSealed",
      null,
    ]);
  });
});

describe("asking the receiver of a channel", () => {
  it("is a signed GET on the channel's host, and answers the status", async () => {
    const { name, secret } = await aChannel();
    hook.status = 404;
    expect(await ask(name, "/effects/run%3A1%3Atell?x=1")).toBe(404);
    expect(hook.heard.map(({ path }) => path)).toEqual(["/effects/run%3A1%3Atell?x=1"]);
    expect(() => new Webhook(secret).verify("", hook.heard[0]?.headers as Record<string, string>)).not.toThrow(/signature/);
  });

  it.each(["//evil.example/x", "/\\evil.example/x", "https://evil.example/x"])("never goes to another host: %s", async (path) => {
    const { name } = await aChannel();
    await expect(ask(name, path)).rejects.toMatchObject({ code: "Unavailable", message: expect.stringContaining("evil.example") });
    expect(hook.heard).toEqual([]);
  });

  it("says nothing of the effect when nobody answers", async () => {
    const { name } = await aChannel({ kind: "webhook", url: await nobody() });
    await expect(ask(name, "/x")).rejects.toMatchObject({ code: "Unavailable" });
  });
});
