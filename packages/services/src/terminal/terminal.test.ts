import type { TerminalId } from "@holdfast/contracts/commands/pod-exec";
import { Fault } from "@holdfast/contracts/fault";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import type { TerminalMessage } from "@holdfast/contracts/terminal";
import { auditOf } from "@holdfast/testkit/audit-trail";
import { aPerson, type Person, theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anAgentOf, asked, exited, frame, hurried, shownBy, terminals, twoClusters, vault } from "../../test/a-terminal";
import { decideElevation } from "../elevations/decide-elevation";
import { endElevation } from "../elevations/end-elevation";
import { requestElevation } from "../elevations/request-elevation";
import type { LivePort } from "../live/live-port";
import { attachTerminal } from "./attach-terminal";
import { closeLostTerminals } from "./close-lost-terminals";
import { getTerminal } from "./get-terminal";
import { mayStillExec } from "./may-still-exec";
import { offerTerminal } from "./offer-terminal";
import { openTerminal } from "./open-terminal";
import { terminalEnv } from "./protected-namespaces";
import { typeIntoTerminal } from "./type-into-terminal";

const db = suiteDatabase();
const { answerOrder, opened: openedOn, watch: watchAs, castOf } = terminals(db);
let [prod, test] = [] as unknown as [{ id: ClusterId }, { id: ClusterId }];
let [operator, other, viewer] = [] as unknown as [Person, Person, Person];
const opened = () => openedOn(test, operator);
const watch = (live: LivePort, id: TerminalId, limits = hurried, after = 0) => watchAs(operator, live, id, limits, after);

beforeAll(async () => {
  ({ prod, test } = await twoClusters(db));
  [operator, other] = [await aPerson(db, "olga", ["operator"]), await aPerson(db, "otto", ["operator"])];
  viewer = await aPerson(db, "vera", ["viewer"]);
});
beforeEach(async () => {
  await db.prisma.terminalSession.updateMany({ where: { endedAt: null }, data: { endedAt: new Date(), why: "closed" } });
});

describe("opening a terminal", () => {
  it("is refused without the right, for what is no pod, and for a container that is not there; each is on record", async () => {
    await expect(openTerminal(viewer.as(), asked(test))).rejects.toMatchObject({ code: "Forbidden" });
    await expect(openTerminal(operator.as(), asked(test, { uid: "set" as ObjectUid }))).rejects.toMatchObject({ code: "GateRefused" });
    await expect(openTerminal(operator.as(), asked(test, { container: "no" }))).rejects.toMatchObject({ code: "InvalidInput" });
    expect((await auditOf(db, "terminal.open")).map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused"]);
    expect(await db.prisma.command.count()).toBe(0);
  });

  it("needs the pod's name and a reason in production, and keeps the reason with the order", async () => {
    await expect(openTerminal(operator.as(), asked(prod, { reason: "OPS-7" }))).rejects.toMatchObject({
      message: expect.stringContaining("web-1"),
    });
    await expect(openTerminal(operator.as(), asked(prod, { confirmedName: "web-1" }))).rejects.toMatchObject({
      message: expect.stringContaining("why"),
    });
    const { id } = await openTerminal(operator.as(), asked(prod, { confirmedName: "web-1", reason: "OPS-7" }));
    expect((await auditOf(db, "terminal.open")).at(-1)).toMatchObject({ outcome: "succeeded", reason: "OPS-7", after: { terminal: id } });
  });

  it("asks whoever has a second factor for a fresh code of it", async () => {
    const careful = await aPerson(db, "carla", ["operator"]);
    await db.prisma.user.update({ where: { id: careful.id }, data: { twoFactorEnabled: true } });
    await expect(openTerminal(careful.as(), asked(test))).rejects.toMatchObject({ code: "SecondFactorNeeded" });
  });

  it("is refused in a protected namespace, on record, but to who is elevated there for some hours; and ends with that", async () => {
    const { namespace } = await db.prisma.inventoryObject.findFirstOrThrow({ where: { clusterId: test.id, uid: "pod" } });
    const shut = [namespace ?? ""];
    const open = (person: Person) => openTerminal(person.as(), asked(test), shut);
    await expect(open(other)).rejects.toMatchObject({ code: "GateRefused", message: expect.stringContaining("protected namespace") });
    expect((await auditOf(db, "terminal.open")).at(-1)).toMatchObject({ outcome: "refused", actor: { id: other.id } });
    const pod = { clusterId: test.id, uid: "pod" as ObjectUid };
    expect((await offerTerminal(other.as(), pod, shut)).gate).toMatchObject({ isMet: false, phrase: { code: "TerminalNamespaceShut" } });
    expect((await offerTerminal(other.as(), pod)).gate.isMet).toBe(true);

    const root = await aPerson(db, "root", ["admin"]);
    await expect(open(root)).rejects.toMatchObject({ code: "GateRefused" });
    const asking = {
      role: "operator" as const,
      selector: { matchLabels: { "holdfast.dev/name": "test" } },
      hours: 1,
      reason: "OPS-9: the DNS of the cluster",
    };
    const { id: elevationId } = await requestElevation(other.as(), asking);
    await decideElevation(root.as(), { elevationId, decision: "approve", version: 1, comment: "" });
    const { id } = await open(other);
    await mayStillExec(other.as(), id, shut);
    await endElevation(other.as(), elevationId);
    await expect(mayStillExec(other.as(), id, shut)).rejects.toMatchObject({ code: "Forbidden" });
    await expect(mayStillExec(other.as(), id)).resolves.toBeUndefined();
  });

  it("protects the cluster's own namespace and the agent's until somebody says otherwise, and tells a name that is none", () => {
    expect(terminalEnv.parse({}).HOLDFAST_PROTECTED_NAMESPACES).toEqual(["kube-system", "holdfast"]);
    expect(terminalEnv.parse({ HOLDFAST_PROTECTED_NAMESPACES: " a, b " }).HOLDFAST_PROTECTED_NAMESPACES).toEqual(["a", "b"]);
    expect(terminalEnv.parse({ HOLDFAST_PROTECTED_NAMESPACES: "" }).HOLDFAST_PROTECTED_NAMESPACES).toEqual([]);
    expect(terminalEnv.safeParse({ HOLDFAST_PROTECTED_NAMESPACES: "kube system" }).error?.message).toContain("commas");
  });

  it("is one session for one press, and so many at once at most", async () => {
    const press = asked(test);
    const first = await openTerminal(operator.as(), press);
    expect(await openTerminal(operator.as(), press)).toEqual(first);
    for (let i = 0; i < 3; i++) await openTerminal(operator.as(), asked(test));
    await expect(openTerminal(operator.as(), asked(test))).rejects.toMatchObject({
      code: "GateRefused",
      message: expect.stringContaining("4"),
    });
    await db.prisma.terminalSession.updateMany({ where: { endedAt: null }, data: { endedAt: new Date(), why: "closed" } });
    const atOnce = await Promise.allSettled(Array.from({ length: 8 }, () => openTerminal(operator.as(), asked(test))));
    expect(atOnce.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    expect((await offerTerminal(operator.as(), { clusterId: test.id, uid: "set" as ObjectUid })).gate.isMet).toBe(false);
  });

  it("is offered for the pods behind an object, with what production asks for", async () => {
    const offer = await offerTerminal(operator.as(), { clusterId: prod.id, uid: "set" as ObjectUid });
    expect(offer).toMatchObject({ isGuarded: true, gate: { isMet: true }, pods: [{ pod: "web-1", containers: ["app"] }] });
    expect((await offerTerminal(viewer.as(), { clusterId: test.id, uid: "pod" as ObjectUid })).gate).toMatchObject({ isMet: false });
  });

  it("says in the agent's words why there is none, and that is the end of the session", async () => {
    const { id } = await openTerminal(operator.as(), asked(test));
    await answerOrder(id, "refused", "The owner of this cluster lets nobody open a terminal here");
    expect(await watch(anAgentOf([]), id)).toEqual([
      { type: "ended", why: "refused", exitCode: null, message: expect.stringContaining("owner") },
    ]);
    expect((await auditOf(db, "terminal.close")).at(-1)).toMatchObject({ reason: "refused", target: { id } });
  });
});

describe("a terminal that is open", () => {
  it("shows nothing that is not in its recording first, and what it showed is there word for word", async () => {
    const id = await opened();
    const live = anAgentOf([
      { frames: [frame(1, "$ ")] },
      { frames: [frame(2, "hello 你\r\n"), [3, 30, "r", "132x50"]] },
      { ended: { ...exited, exitCode: 3 } },
    ]);
    const messages: TerminalMessage[] = [];
    for await (const message of attachTerminal(operator.as(), live, vault, { id, after: 0 }, new AbortController().signal, hurried)) {
      if (message.type === "output") expect(await db.prisma.terminalChunk.count({ where: { sessionId: id, seq: message.seq } })).toBe(1);
      messages.push(message);
    }
    expect(messages.map(({ type }) => type)).toEqual(["open", "output", "output", "ended"]);
    expect(messages.at(-1)).toMatchObject({ why: "exited", exitCode: 3 });
    const { text, integrity } = await castOf(operator, id);
    const [header, ...events] = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(header).toMatchObject({ version: 2, width: 80, height: 24 });
    expect(events).toEqual([
      [0.01, "o", "$ "],
      [0.02, "o", "hello 你\r\n"],
      [0.03, "r", "132x50"],
    ]);
    expect(integrity).toBe("intact");
  });

  it("goes on for who comes again, with what was shown meanwhile and nothing twice", async () => {
    const id = await opened();
    const gone = new AbortController();
    const live = anAgentOf([{ frames: [frame(1, "one ")] }]);
    const first: TerminalMessage[] = [];
    for await (const message of attachTerminal(operator.as(), live, vault, { id, after: 0 }, gone.signal, hurried)) {
      first.push(message);
      if (message.type === "output") gone.abort();
    }
    // The agent says again what was not acknowledged.
    const again = await watch(anAgentOf([{ frames: [frame(1, "one "), frame(2, "two")] }, { ended: exited }]), id);
    expect(shownBy(again)).toBe("one two");
    expect(shownBy(await watch(anAgentOf([]), id, hurried, 1))).toBe("two");
    expect((await castOf(operator, id)).text).toMatch(/one.*\n.*two/);
  });

  it("is shown in one place at a time: who comes later takes it over", async () => {
    const id = await opened();
    const earlier = watch(anAgentOf([]), id);
    await expect.poll(async () => (await db.prisma.terminalSession.findUniqueOrThrow({ where: { id } })).openedAt).not.toBeNull();
    expect((await watch(anAgentOf([{ ended: exited }]), id)).at(-1)).toMatchObject({ type: "ended" });
    expect((await earlier).at(-1)).toEqual({ type: "taken" });
  });

  it("ends when its recording cannot be written: nothing is shown that is not kept", async () => {
    const id = await opened();
    // Somebody has the next piece's place already, as a database that refuses the write.
    await db.prisma.terminalChunk.create({ data: { sessionId: id, seq: 1, sealed: Buffer.from("x") } });
    const live = anAgentOf([{ frames: [frame(1, "never told")] }]);
    const messages: TerminalMessage[] = [];
    await db.prisma.terminalSession.update({ where: { id }, data: { chunks: 0 } });
    for await (const message of attachTerminal(operator.as(), live, vault, { id, after: 1 }, new AbortController().signal, hurried))
      messages.push(message);
    expect(shownBy(messages)).not.toContain("never told");
    expect(messages.at(-1)).toMatchObject({ type: "ended", why: "unrecorded" });
    expect(live.typed).toEqual([expect.objectContaining({ isEnd: true })]);
  });

  it("ends when its recording is full, when its cluster is lost, and when its agent knows nothing of it", async () => {
    const full = await opened();
    expect(
      (await watch(anAgentOf([{ frames: [frame(1, "x".repeat(60))] }]), full, { ...hurried, recordingChars: 50 })).at(-1),
    ).toMatchObject({ why: "full" });
    const lost = await opened();
    expect((await watch(anAgentOf([new Fault("AgentUnreachable", "gone", { retry: "later" })]), lost)).at(-1)).toMatchObject({
      why: "lost",
      message: "gone",
    });
    const unknown = await opened();
    expect((await watch(anAgentOf([{ isKnown: false }]), unknown)).at(-1)).toMatchObject({ why: "lost" });
  });

  it("asks again when an answer was late, and loses nothing by it", async () => {
    const id = await opened();
    const late = new Fault("DeadlineExceeded", "late", { retry: "later" });
    expect(shownBy(await watch(anAgentOf([late, late, { frames: [frame(1, "there")] }, { ended: exited }]), id))).toBe("there");
  });

  it("ends with the right to it: closed on record, and hung up at the agent", async () => {
    const id = await opened();
    const ending = new AbortController();
    const live = anAgentOf([{ frames: [frame(1, "x")] }, { frames: [frame(2, "typed just before")] }]);
    for await (const message of attachTerminal(operator.as(), live, vault, { id, after: 0 }, ending.signal, hurried))
      if (message.type === "output") ending.abort(new Fault("Forbidden", "Your access has ended."));
    expect((await auditOf(db, "terminal.close")).at(-1)).toMatchObject({ reason: "revoked", target: { id } });
    expect(live.typed).toEqual([expect.objectContaining({ session: id, isEnd: true })]);
    expect(await castOf(operator, id)).toMatchObject({ integrity: "intact", text: expect.stringContaining("typed just before") });
  });

  it("takes what its own person types, nobody else's, and counts it without keeping it", async () => {
    const id = await opened();
    const live = anAgentOf([]);
    const input = { id, writer: "w", seq: 1, text: "hunter2\r", size: null, isEnd: false };
    await typeIntoTerminal(operator.as(), live, input);
    expect(live.typed).toEqual([{ session: id, writer: "w", seq: 1, text: "hunter2\r", size: null, isEnd: false }]);
    await expect(typeIntoTerminal(other.as(), live, input)).rejects.toMatchObject({ code: "NotFound" });
    await expect(attachTerminal(other.as(), live, vault, { id, after: 0 }, new AbortController().signal).next()).rejects.toMatchObject({
      code: "NotFound",
    });
    expect((await getTerminal(operator.as(), { id })).typed).toBe(8);
    const everything = JSON.stringify(
      [await db.prisma.terminalSession.findMany(), await db.prisma.auditEntry.findMany({ where: { targetId: id } })],
      (_, value: unknown) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(everything).not.toContain("hunter2");
  });

  it("is of the session in which it was opened: another of the same person neither shows it nor types into it, on record", async () => {
    const inSession = (sessionId: string) => ({ ...operator.as(), sessionId });
    const { id } = await openTerminal(inSession("with a fresh factor"), asked(test));
    const live = anAgentOf([]);
    const input = { id, writer: "w", seq: 1, text: "id\r", size: null, isEnd: false };
    await expect(typeIntoTerminal(inSession("stolen"), live, input)).rejects.toMatchObject({ code: "Forbidden" });
    const stolen = attachTerminal(inSession("stolen"), live, vault, { id, after: 0 }, new AbortController().signal, hurried);
    await expect(stolen.next()).rejects.toMatchObject({ code: "Forbidden" });
    expect(live.typed).toEqual([]);
    expect((await auditOf(db, "terminal.attach")).at(-1)).toMatchObject({ outcome: "refused", target: { id } });
    await typeIntoTerminal(inSession("with a fresh factor"), live, input);
    expect(live.typed).toHaveLength(1);
  });

  it("is recorded to its end also when whoever opened it hangs up right after a command", async () => {
    const id = await opened();
    const gone = new AbortController();
    const live = anAgentOf([
      { frames: [frame(1, "$ ")] },
      { frames: [frame(2, "$ rm -rf /data\r\n")] },
      {},
      { frames: [frame(3, "removed\r\n")], ended: { why: "unattended", exitCode: null, message: "" } },
    ]);
    for await (const message of attachTerminal(operator.as(), live, vault, { id, after: 0 }, gone.signal, hurried))
      if (message.type === "output") gone.abort();
    await vi.waitFor(async () => expect(await getTerminal(operator.as(), { id })).toMatchObject({ why: "unattended" }), {
      timeout: 15_000,
    });
    const { integrity, text } = await castOf(operator, id);
    expect(integrity).toBe("intact");
    expect(text).toContain("rm -rf /data");
    expect(text).toContain("removed");
  });

  it("is closed as lost when nobody records it any more, once, with the recording up to there", async () => {
    const id = await opened();
    const gone = new AbortController();
    for await (const message of attachTerminal(
      operator.as(),
      anAgentOf([{ frames: [frame(1, "kept")] }]),
      vault,
      { id, after: 0 },
      gone.signal,
      hurried,
    ))
      if (message.type === "output") gone.abort();
    expect(await closeLostTerminals(theSystem(db))).toBe(0);
    expect(await closeLostTerminals(theSystem(db), -1000)).toBe(1);
    expect(await closeLostTerminals(theSystem(db), -1000)).toBe(0);
    expect(await getTerminal(operator.as(), { id })).toMatchObject({ why: "lost" });
    expect(await castOf(operator, id)).toMatchObject({ integrity: "intact", text: expect.stringContaining("kept") });
  });
});
