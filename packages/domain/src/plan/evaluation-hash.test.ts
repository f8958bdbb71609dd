import { describe, expect, it } from "vitest";
import { contentHash } from "./content-hash";
import { evaluationHash } from "./evaluation-hash";

const findings = [{ code: "NeverProven" }];

describe("the hash of an evaluation", () => {
  it("is what it was where no dry run has shown a change", () =>
    expect(evaluationHash({ findings, changes: [] })).toBe(contentHash(findings)));

  it("differs with the findings and with what would change, and not with the order of keys", () => {
    const changes = [{ step: "up", changes: [{ name: "core", kind: "Deployment" }] }];
    const hash = evaluationHash({ findings, changes });
    expect(hash).not.toBe(evaluationHash({ findings, changes: [] }));
    expect(hash).not.toBe(evaluationHash({ findings: [], changes }));
    expect(hash).toBe(evaluationHash({ changes: [{ changes: [{ kind: "Deployment", name: "core" }], step: "up" }], findings }));
  });
});
