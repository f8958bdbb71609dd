import type { ClusterId } from "@holdfast/contracts/ids";
import { acquireLease } from "@holdfast/db/lease";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, describe, expect, it } from "vitest";
import { anAgentOf, exited, frame, terminals, twoClusters, vault } from "../../test/a-terminal";
import { getTerminal } from "./get-terminal";
import { listTerminals } from "./list-terminals";
import { pruneRecordings } from "./prune-recordings";
import { readRecording } from "./read-recording";

const db = suiteDatabase();
const { opened, watch, castOf } = terminals(db);
const page = { cursor: null, limit: 50, user: null, clusterId: null, since: null, until: null };
let [prod, test] = [] as unknown as [{ id: ClusterId }, { id: ClusterId }];
let [operator, other, viewer, approver] = [] as unknown as [Person, Person, Person, Person];

beforeAll(async () => {
  ({ prod, test } = await twoClusters(db));
  [operator, other] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "otto", ["operator"])];
  [viewer, approver] = [await aPerson(db, "vera", ["viewer"]), await aPerson(db, "ada", ["approver"])];
});
describe("a recording", () => {
  async function recorded() {
    const id = await opened(test, operator);
    await watch(operator, anAgentOf([{ frames: [frame(1, "first ")] }, { frames: [frame(2, "secret-on-screen")] }, { ended: exited }]), id);
    return id;
  }

  it("is enciphered at rest", async () => {
    const id = await recorded();
    for (const { sealed } of await db.prisma.terminalChunk.findMany({ where: { sessionId: id } }))
      expect(Buffer.from(sealed).toString("latin1")).not.toContain("secret");
  });

  it.each([
    [
      "altered",
      (id: string) =>
        db.prisma.terminalChunk.update({
          where: { sessionId_seq: { sessionId: id, seq: 1 } },
          data: { sealed: vault.seal(id, 1, [[0, "o", "nothing"]]) },
        }),
    ],
    ["shortened", (id: string) => db.prisma.terminalChunk.delete({ where: { sessionId_seq: { sessionId: id, seq: 2 } } })],
    [
      "rewritten with its head",
      async (id: string) => {
        await db.prisma.terminalChunk.deleteMany({ where: { sessionId: id } });
        await db.prisma.terminalSession.update({ where: { id }, data: { chunks: 0, head: "0".repeat(64) } });
      },
    ],
    [
      "filled with what nobody sealed",
      (id: string) =>
        db.prisma.terminalChunk.update({ where: { sessionId_seq: { sessionId: id, seq: 2 } }, data: { sealed: Buffer.alloc(64, 1) } }),
    ],
  ])("that was %s is noticed by the audit chain", async (_, tamper) => {
    const id = await recorded();
    expect((await castOf(operator, id)).integrity).toBe("intact");
    await tamper(id);
    expect((await castOf(operator, id)).integrity).toBe("altered");
  });

  it("is for its own person, for who may read recordings there, and for nobody else; each look is on record", async () => {
    const id = await recorded();
    await castOf(approver, id, "download");
    for (const person of [other, viewer]) {
      await expect(readRecording(person.as(), vault, id, "view")).rejects.toMatchObject({ code: "NotFound" });
      await expect(getTerminal(person.as(), { id })).rejects.toMatchObject({ code: "NotFound" });
      expect((await listTerminals(person.as(), page)).rows.map((row) => row.id)).not.toContain(id);
    }
    expect((await listTerminals(approver.as(), { ...page, user: "OLG", limit: 1 })).rows).toMatchObject([{ id, isOwn: false }]);
    expect((await auditOf(db, "recording.download")).at(-1)).toMatchObject({
      actor: { id: approver.id },
      target: { id },
      after: { integrity: "intact" },
    });
  });

  it("is read on page by page, and found by its cluster and its time", async () => {
    const first = await listTerminals(approver.as(), { ...page, limit: 2 });
    const second = await listTerminals(approver.as(), { ...page, limit: 2, cursor: first.nextCursor });
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4);
    expect((await listTerminals(approver.as(), { ...page, clusterId: prod.id })).rows.every(({ clusterId }) => clusterId === prod.id)).toBe(
      true,
    );
    expect((await listTerminals(approver.as(), { ...page, since: new Date(Date.now() + 60_000) })).total).toBe(0);
  });

  it("goes after its days, on record, and the session stays", async () => {
    const id = await recorded();
    const later = () => new Date(Date.now() + 91 * 86_400_000);
    const lease = (await acquireLease(db, "recordings", "hub-1", 60_000)) ?? expect.fail("nobody else has it");
    expect(await pruneRecordings(theSystem(db), lease, 90)).toBe(0);
    expect(await pruneRecordings(theSystem(db, later), lease, 90)).toBeGreaterThan(0);
    expect(await db.prisma.terminalChunk.count({ where: { sessionId: id } })).toBe(0);
    expect(await getTerminal(operator.as(), { id })).toMatchObject({ isPruned: true });
    await expect(readRecording(operator.as(), vault, id, "view")).rejects.toMatchObject({ code: "NotFound" });
    expect(await auditOf(db, "recording.prune")).not.toHaveLength(0);
  });
});
