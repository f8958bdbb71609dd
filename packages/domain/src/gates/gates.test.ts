import { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import { describe, expect, it } from "vitest";
import type { Decision } from "./approvals";
import { type ApprovalFacts, canApproveFailover } from "./can-approve-failover";
import { canOperateRun } from "./can-operate-run";
import { canRehearse, canRequestFailover, type RequestFacts } from "./can-request-failover";
import { canStartRun, type StartFacts } from "./can-start-run";
import { allMet, met, refused } from "./gate";
import { type GuardFacts, startGuards, stepGuards, undoGuards } from "./guards";
import type { PeopleFacts } from "./people-guards";

const now = new Date(1_700_000_000_000);
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const answer = (gate: { isMet: boolean; reason?: string }) => (gate.isMet ? "met" : gate.reason);

/** What is known of a plan that is ready, whose group never moved. */
const requestable: RequestFacts = {
  requestedVersion: 2,
  latestVersion: 2,
  workflow: "activate",
  mode: "graceful",
  hasWorkflow: true,
  standby: "dr",
  activeSite: null,
  isEvaluated: true,
  evaluation: { findings: [], evaluatedAt: now },
  busyWith: null,
  rehearsing: false,
  openLosses: [],
  now,
};

describe("requesting a failover", () => {
  const finding = { step: null, code: "X", object: "", message: "no room" };
  it.each<[string, Partial<RequestFacts>, string]>([
    ["a ready plan", {}, "met"],
    ["a plan with a warning", { evaluation: { findings: [{ ...finding, severity: "warning" }], evaluatedAt: now } }, "met"],
    ["an older version than the latest", { latestVersion: 3 }, "VersionConflict"],
    ["a version that was never evaluated", { evaluation: null }, "GateRefused"],
    ["an evaluation from long ago", { now: later(200) }, "GateRefused"],
    ["a blocked plan", { evaluation: { findings: [{ ...finding, severity: "blocking" }], evaluatedAt: now } }, "GateRefused"],
    ["a data store beyond its RPO whose loss nobody accepts", { openLosses: [{ message: "ledger (lags)" }] }, "GateRefused"],
    [
      "a plan that is blocked only once its primary is lost",
      { evaluation: { findings: [{ ...finding, severity: "blocking", mode: "ungraceful" }], evaluatedAt: now } },
      "met",
    ],
    [
      "such a plan, whose primary is lost",
      { mode: "ungraceful", evaluation: { findings: [{ ...finding, severity: "blocking", mode: "ungraceful" }], evaluatedAt: now } },
      "GateRefused",
    ],
    ["a group that another run holds", { busyWith: "other" }, "GateRefused"],
    ["a plan with steps that only a drill may take", { drillSteps: ["break"] }, "GateRefused"],
    ["a group that has failed over already", { activeSite: "dr" }, "met"],
    ["the failback of a group that has failed over", { workflow: "failback", activeSite: "dr" }, "met"],
    ["the failback of a group that never moved", { workflow: "failback" }, "GateRefused"],
    ["the failback of a group that is back already", { workflow: "failback", activeSite: "prod" }, "GateRefused"],
    ["a failback that the plan doesn't have", { workflow: "failback", activeSite: "dr", hasWorkflow: false }, "GateRefused"],
  ])("%s", (_, change, expected) => expect(answer(canRequestFailover({ ...requestable, ...change }))).toBe(expected));
});

describe("rehearsing", () => {
  const blocking = { step: null, code: "X", object: "", message: "no room", severity: "blocking" as const };
  it.each<[string, Partial<RequestFacts>, string]>([
    ["a blocked plan, for that is what it is to show", { evaluation: { findings: [blocking], evaluatedAt: now } }, "met"],
    ["the failback of a group that never moved", { workflow: "failback" }, "met"],
    ["an older version than the latest", { latestVersion: 3 }, "VersionConflict"],
    ["a failback that waits for its first evaluation", { workflow: "failback", evaluation: null }, "met"],
    ["a version that was never evaluated", { isEvaluated: false }, "GateRefused"],
    ["a group that a run holds", { busyWith: "other" }, "GateRefused"],
    ["a group that is being rehearsed", { rehearsing: true }, "GateRefused"],
    ["a failback that the plan doesn't have", { workflow: "failback", hasWorkflow: false }, "GateRefused"],
  ])("%s", (_, change, expected) => expect(answer(canRehearse({ ...requestable, ...change }))).toBe(expected));

  it("keeps no run from being requested, and can only be called off itself", () => {
    expect(canRequestFailover({ ...requestable, rehearsing: true }).isMet).toBe(true);
    const may = RunIntent.options.filter(
      (intent) => canOperateRun({ phase: "Running", isUndoing: false, isRehearsal: true, pending: null, stopped: [] }, intent).isMet,
    );
    expect(may).toEqual(["abort"]);
  });
});

describe("deciding about a failover", () => {
  const facts: ApprovalFacts = {
    phase: "AwaitingApproval",
    step: null,
    requestedById: "ana",
    approverId: "ben",
    decidedByIds: [],
    subjectHash: "h",
    seenHash: "h",
    expiresAt: later(60),
    now,
  };
  it.each<[string, Partial<ApprovalFacts>, string]>([
    ["a second person", {}, "met"],
    ["the requester", { approverId: "ana" }, "ApproverIsRequester"],
    ["another hash than the one on the screen", { seenHash: "g" }, "ApprovalStale"],
    ["too late", { now: later(60) }, "ApprovalExpired"],
    ["twice", { decidedByIds: ["ben"] }, "AlreadyDecided"],
    ["a run that is approved already", { phase: "Approved" }, "WrongPhase"],
    ["a step that waits", { phase: "Running", step: { name: "ask", isWaiting: true } }, "met"],
    ["a step that does not wait", { phase: "Running", step: { name: "ask", isWaiting: false } }, "WrongPhase"],
    ["a step of a paused run", { phase: "Paused", step: { name: "ask", isWaiting: true } }, "WrongPhase"],
    ["a step, by the requester", { phase: "Running", step: { name: "ask", isWaiting: true }, approverId: "ana" }, "ApproverIsRequester"],
  ])("%s", (_, change, expected) => expect(answer(canApproveFailover({ ...facts, ...change }))).toBe(expected));

  it("is open in no other phase than the one that waits for it", () => {
    for (const phase of RunPhase.options) expect(canApproveFailover({ ...facts, phase }).isMet).toBe(phase === "AwaitingApproval");
  });
});

describe("starting a run", () => {
  const approval = (approverId: string, change: Partial<Decision> = {}): Decision => ({
    approverId,
    approverName: approverId,
    decision: "approve",
    comment: "",
    subjectHash: "h",
    ...change,
  });
  const facts: StartFacts = {
    phase: "Approved",
    subjectHash: "h",
    currentHash: "h",
    planVersion: 1,
    latestVersion: 1,
    requestedById: "ana",
    approvalsRequired: 2,
    decisions: [approval("ben"), approval("cyd")],
    mode: "graceful",
    hasVariants: true,
    primary: "answers",
    holdsIfPrimaryLost: false,
    expiresAt: later(60),
    now,
  };
  it.each<[string, Partial<StartFacts>, string]>([
    ["enough approvals", {}, "met"],
    ["the requester's own among them", { decisions: [approval("ana"), approval("ben")] }, "GateRefused"],
    ["one person twice", { decisions: [approval("ben"), approval("ben")] }, "GateRefused"],
    ["an approval of another hash", { decisions: [approval("ben"), approval("cyd", { subjectHash: "g" })] }, "GateRefused"],
    ["a decline among them", { decisions: [approval("ben"), approval("cyd", { decision: "decline" })] }, "GateRefused"],
    ["something that changed under the hash", { currentHash: "g" }, "ApprovalStale"],
    ["a plan that was edited since", { latestVersion: 2 }, "ApprovalStale"],
    ["too late", { now: later(61) }, "ApprovalExpired"],
    ["not approved", { phase: "AwaitingApproval" }, "WrongPhase"],
    ["a primary that was lost since", { primary: "lost" }, "ApprovalStale"],
    ["a primary that was lost since, and a plan whose approvals hold", { primary: "lost", holdsIfPrimaryLost: true }, "met"],
    ["a primary that nobody can vouch for", { primary: "unknown" }, "met"],
    ["a primary that was lost and is back", { mode: "ungraceful", primary: "answers" }, "ApprovalStale"],
    ["a primary that is back, and the same steps either way", { mode: "ungraceful", primary: "answers", hasVariants: false }, "met"],
    ["a primary that was lost and still is", { mode: "ungraceful", primary: "lost" }, "met"],
  ])("with %s", (_, change, expected) => expect(answer(canStartRun({ ...facts, ...change }))).toBe(expected));
});

describe("the guards", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  const people: PeopleFacts = {
    ...{ origin: "person", automationStop: null, isForced: false, freezes: [], lastEndedAt: null },
    ...{ minimumDelaySeconds: 60, otherGroupsMoving: 1, groupsAtOnce: 2, overrides: [], now },
  };
  const facts: GuardFacts = {
    runEpoch: 4n,
    groupEpoch: 4n,
    otherRuns: [],
    approvals: { valid: 1, required: 1 },
    standby: { name: "dr", isConnected: true },
    target: { name: "prod", isConnected: true, clockSkewMs: 30 },
    blocking: [],
    lateOrders: [],
    people,
    stores: null,
    acceptedLoss: null,
  };
  const freezes = [{ name: "Singles' Day", reason: "peak", until: new Date("2026-11-22T12:00:00Z") }];
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const stop = { byName: "Ana", reason: "storm" };
  const unmet = (guards: readonly { name: string; isMet: boolean }[]) => guards.filter((guard) => !guard.isMet).map((guard) => guard.name);

  it.each<[string, Partial<GuardFacts>, string[], string[], string[]]>([
    ["all is well", {}, [], [], []],
    ["the standby is gone", { standby: { name: "dr", isConnected: false } }, ["standby-answers"], ["standby-answers"], []],
    [
      "the order's target is gone",
      { target: { name: "prod", isConnected: false, clockSkewMs: null } },
      [],
      ["target-answers"],
      ["target-answers"],
    ],
    ["two clocks disagree", { target: { name: "prod", isConnected: true, clockSkewMs: -2500 } }, [], ["clocks-agree"], ["clocks-agree"]],
    ["another run moves the group", { otherRuns: ["x"] }, ["one-run-per-group"], ["one-run-per-group"], ["one-run-per-group"]],
    ["a newer epoch", { groupEpoch: 5n }, [], ["epoch-current"], ["epoch-current"]],
    ["an approval is missing", { approvals: { valid: 0, required: 1 } }, ["approvals-valid"], ["approvals-valid"], []],
    ["what would be done is not what was approved", { isAsApproved: false }, [], ["as-approved"], []],
    ["an order of an earlier run may arrive", { lateOrders: ["workload.scale at dr"] }, ["no-late-order"], [], []],
    ["automation is stopped and a person asked", { people: { ...people, automationStop: stop } }, [], [], []],
    [
      "automation is stopped and none did",
      { people: { ...people, origin: "trigger", automationStop: stop } },
      ["kill-switch-off"],
      ["kill-switch-off"],
      [],
    ],
    ["automation runs", { people: { ...people, origin: "calendar" } }, [], [], []],
    ["the group is frozen", { people: { ...people, freezes } }, ["no-freeze-window"], ["no-freeze-window"], []],
    ["the group is frozen and the primary is lost", { people: { ...people, freezes, isForced: true } }, [], [], []],
    ["the group's last run ended just now", { people: { ...people, lastEndedAt: ago(59) } }, ["minimum-delay"], [], []],
    ["the group's last run ended long enough ago", { people: { ...people, lastEndedAt: ago(60) } }, [], [], []],
    ["the clock was set back since the last run", { people: { ...people, lastEndedAt: ago(-3600) } }, ["minimum-delay"], [], []],
    ["as many groups move as may", { people: { ...people, otherGroupsMoving: 2 } }, ["groups-at-once"], [], []],
    ["every data store is within its RPO", { stores: [{ name: "ledger", said: null }] }, [], [], []],
    [
      "a data store is beyond its RPO",
      { stores: [{ name: "ledger", said: { message: "lags" } }] },
      ["loss-within-rpo"],
      ["loss-within-rpo"],
      [],
    ],
    [
      "its loss was accepted by name",
      { stores: [{ name: "ledger", said: { message: "lags" } }], acceptedLoss: { byName: "Ana", stores: ["ledger"] } },
      [],
      [],
      [],
    ],
    [
      "the loss of another was accepted",
      { stores: [{ name: "ledger", said: { message: "lags" } }], acceptedLoss: { byName: "Ana", stores: ["queue"] } },
      ["loss-within-rpo"],
      ["loss-within-rpo"],
      [],
    ],
    ["the plan is blocked", { blocking: [{ message: "no room" }] }, ["plan-ready"], [], []],
  ])("when %s", (_, change, atStart, atStep, atUndo) => {
    const given = { ...facts, ...change };
    expect(unmet(startGuards(given))).toEqual(atStart);
    expect(unmet(stepGuards(given))).toEqual(atStep);
    expect(unmet(undoGuards(given))).toEqual(atUndo);
  });
});

describe("gates together", () => {
  it("give the first refusal", () => {
    expect(allMet(met, refused("WrongPhase", { message: "a" }), refused("Forbidden", { message: "b" }))).toMatchObject({
      reason: "WrongPhase",
    });
    expect(allMet(met, met)).toBe(met);
  });
});
