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

  it("is another one for each step, and never the run's own", () => {
    const hash = subjectHash(subject);
    expect(new Set([hash, stepSubjectHash(hash, "ask"), stepSubjectHash(hash, "ask-again")]).size).toBe(3);
  });
});
