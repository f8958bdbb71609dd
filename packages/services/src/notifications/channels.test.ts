import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NewChannel } from "@holdfast/contracts/notification";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { hookServer } from "@holdfast/testkit/hook-server";
import { aPerson, type Person } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nothingAllowed, readAllowedTargets } from "../outbound/allowed-targets";
import { sealer } from "../pki/sealer";
import { createChannel } from "./create-channel";
import { deleteChannel } from "./delete-channel";
import { editChannel } from "./edit-channel";
import { getChannel, listChannels } from "./list-channels";
import { listDeliveries } from "./list-deliveries";
import type { ChannelSettings } from "./notify-settings";
import { sendAgain } from "./send-again";
import { testChannel } from "./test-channel";

const db = suiteDatabase();
const settings: ChannelSettings = {
  sealer: sealer(mkdtempSync(join(tmpdir(), "holdfast-notify-"))),
  allowed: readAllowedTargets("127.0.0.1"),
};
let admin: Person;
let operator: Person;
const hook = hookServer();
let number = 0;

beforeAll(async () => {
  admin = await aPerson(db, "ada", ["admin"]);
  operator = await aPerson(db, "olga", ["operator"]);
});
beforeEach(async () => {
  await db.prisma.notificationChannel.deleteMany();
});

const about = (change: Partial<NewChannel> = {}): NewChannel => ({
  ...{
    name: `channel-${++number}`,
    destination: { kind: "webhook", url: hook.url },
    topics: ["finding.critical", "access.changed", "cluster.lost"],
  },
  ...{ selector: {}, language: "en", isForAlerts: false },
  ...change,
});
const make = (change: Partial<NewChannel> = {}) => createChannel(admin.as(), settings, about(change));

describe("a notification channel", () => {
  it("is made, changed, tested and deleted by an admin alone, all of it on record, and its secrets are in no answer and no record", async () => {
    await expect(createChannel(operator.as(), settings, about())).rejects.toMatchObject({ code: "Forbidden" });
    expect((await auditOf(db, "notification-channel.create")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: operator.id } });
    const { id, secret } = await make({ name: "pager" });
    expect(secret).toMatch(/^whsec_/);
    const view = await getChannel(admin.as(), id);
    await editChannel(admin.as(), settings, {
      ...about({ name: "pager 2", destination: { kind: "webhook" } }),
      id,
      version: 1,
      isOn: true,
    });
    await testChannel(admin.as(), id);
    await deleteChannel(admin.as(), id);
    for (const verb of [
      () => editChannel(operator.as(), settings, { ...about(), id, version: 2, isOn: true }),
      () => testChannel(operator.as(), id),
      () => deleteChannel(operator.as(), id),
      () => listChannels(operator.as(), { cursor: null, limit: 10 }),
      () => getChannel(operator.as(), id),
      () => listDeliveries(operator.as(), { channelId: id, cursor: null, limit: 10 }),
      () => sendAgain(operator.as(), id),
    ])
      await expect(verb()).rejects.toMatchObject({ code: "Forbidden" });
    const record = (await db.prisma.auditEntry.findMany({ where: { targetKind: "notification-channel", outcome: "succeeded" } })).slice(-4);
    expect(record.map(({ action }) => action)).toEqual([
      ...["notification-channel.create", "notification-channel.edit", "notification-channel.test", "notification-channel.delete"],
    ]);
    const told = JSON.stringify([
      view,
      record.map(({ before, after }) => [before, after]),
      await db.prisma.event.findMany({ select: { payload: true } }),
    ]);
    for (const hidden of ["s3cret-path", secret ?? "", (secret ?? "").slice(6)]) expect(told).not.toContain(hidden);
    expect(told).toContain(new URL(hook.url).origin);
  });

  it("keeps what is secret sealed in its row", async () => {
    const { id, secret } = await make();
    const row = await db.prisma.notificationChannel.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain("s3cret-path");
    expect(JSON.stringify(row)).not.toContain((secret ?? "").slice(6));
  });

  it("is refused when it leads inside, unless that is allowed", async () => {
    const closed = { ...settings, allowed: nothingAllowed };
    for (const to of [hook.url, "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/", "http://example.com/"])
      await expect(createChannel(admin.as(), closed, about({ destination: { kind: "slack", url: to } }))).rejects.toMatchObject({
        code: "InvalidInput",
      });
    expect(await db.prisma.notificationChannel.count()).toBe(0);
  });

  it("does not carry a mail password over to another server", async () => {
    const mail: Extract<NewChannel["destination"], { kind: "email" }> = {
      kind: "email",
      host: "smtp.example.com",
      port: 587,
      security: "starttls",
      user: "u",
      from: "a@example.com",
      to: ["b@example.com"],
    };
    const { id } = await make({ destination: { ...mail, password: "hunter2" } });
    const change = (destination: NewChannel["destination"], version: number) =>
      editChannel(admin.as(), settings, { ...about({ destination }), id, version, isOn: true });
    await expect(change({ ...mail, host: "smtp.evil.example" }, 1)).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(change({ ...mail, security: "tls" }, 1)).rejects.toMatchObject({ code: "InvalidInput" });
    await expect(change({ ...mail, port: 25 }, 1)).rejects.toMatchObject({ code: "InvalidInput" });
    expect(await change({ ...mail, to: ["c@example.com"] }, 1)).toMatchObject({ version: 2 });
    await expect(change(mail, 1)).rejects.toMatchObject({ code: "VersionConflict" });
  });
});
