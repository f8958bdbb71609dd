import { describe, expect, it } from "vitest";
import { type RunSubject, stepSubjectHash, subjectHash } from "./subject-hash";

const subject: RunSubject = {
  runId: "r",
  planId: "p",
  planVersion: 3,
  workflow: "activate",
  planContentHash: "c",
  evaluationId: "e",
  evaluationContentHash: "f",
  groupId: "g",
  primaryId: "a",
  standbyId: "b",
  kind: "real",
  mode: "ungraceful",
  reason: "the region burns",
  requestedById: "ana",
  approvalsRequired: 2,
};

describe("the hash that an approval is bound to", () => {
  it("changes with every part of what was approved", () => {
    const hash = subjectHash(subject);
    for (const key of Object.keys(subject) as (keyof RunSubject)[]) {
      const other = { ...subject, [key]: typeof subject[key] === "number" ? 9 : "other" };
      expect(subjectHash(other), key).not.toBe(hash);
    }
    expect(subjectHash({ ...subject })).toBe(hash);
  });

  it("changes with every part of an accepted loss, and is what it was where none is accepted", () => {
    const accepted = { stores: [{ name: "ledger", lossSeconds: 9, verdict: "over" }], reason: "burning", byId: "ana", byName: "Ana" };
    const hashes = [
      subjectHash(subject),
      subjectHash({ ...subject, acceptedLoss: accepted }),
      subjectHash({ ...subject, acceptedLoss: { ...accepted, stores: [] } }),
      subjectHash({ ...subject, acceptedLoss: { ...accepted, reason: "other" } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(subjectHash({ ...subject, acceptedLoss: null })).toBe(hashes[0]);
  });

  it("changes with the clusters beside the two sites, and is what it was where there are none", () => {
    const hashes = [[], ["c"], ["c", "d"], ["d", "c"]].map((otherIds) => subjectHash({ ...subject, otherIds }));
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(subjectHash(subject)).toBe(hashes[0]);
  });

  it("changes with the plans that it runs and with the run that made it, and is what it was where there are none", () => {
    const child = {
      ...{ plan: "cards", workflow: "activate" as const, planId: "p" as never, planVersion: 1, planContentHash: "c" },
      ...{ evaluationId: "e", evaluationContentHash: "f", groupId: "g", primaryId: "a", standbyId: "b", otherIds: [] },
      ...{ mode: "graceful" as const, approvalsRequired: 1 },
    };
    const changed = { planVersion: 2, planContentHash: "d", evaluationContentHash: "e", standbyId: "c", mode: "ungraceful" as const };
    const hashes = [
      subjectHash(subject),
      subjectHash({ ...subject, parentHash: "h" }),
      subjectHash({ ...subject, children: [child] }),
      ...Object.entries(changed).map(([key, value]) => subjectHash({ ...subject, children: [{ ...child, [key]: value }] })),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(subjectHash({ ...subject, children: [], parentHash: null })).toBe(hashes[0]);
  });

  it("is another one for each step, and never the run's own", () => {
    const hash = subjectHash(subject);
    expect(new Set([hash, stepSubjectHash(hash, "ask"), stepSubjectHash(hash, "ask-again")]).size).toBe(3);
  });
});
