import type { ObjectChange } from "@holdfast/contracts/object-change";
import { describe, expect, it } from "vitest";
import { cleanChange } from "./clean";
import type { RecordedEntry } from "./derive-report";
import { endingEntry } from "./ending-entry";

const entry = (seq: number, phase: string | null, reason: string | null = null): RecordedEntry => ({
  ...{ seq, at: "2026-01-01T00:00:00.000Z", action: "failover.phase-changed", outcome: "succeeded", reason, phase },
  actor: { kind: "system", id: "hub-1", name: "hub-1" },
  hash: String(seq).padStart(64, "0"),
});

describe("the chain of a report", () => {
  it("ends with the entry that says how the run ended, whatever was said later and however it was read", () => {
    const all = [entry(9, null, "report taken"), entry(7, "Succeeded"), entry(3, "Approved"), entry(5, "Running"), entry(8, "Succeeded")];
    const { entries, head } = endingEntry(all, "Succeeded");
    expect(entries.map((each) => each.seq)).toEqual([3, 5, 7]);
    expect(head).toEqual({ seq: 7, hash: entry(7, null).hash });
    expect(entries[0]).not.toHaveProperty("phase");
  });

  it("is refused where no entry says so, and has no secret in its reasons", () => {
    expect(() => endingEntry([entry(1, "Running")], "Succeeded")).toThrow(/no entry of the audit chain/);
    expect(endingEntry([entry(1, "Failed", "password=abc123")], "Failed").entries[0]?.reason).toBe("password=[redacted]");
  });
});

describe("a change in a report", () => {
  const change = (kind: string, apiVersion: string, path: string): ObjectChange => ({
    ...{ apiVersion, kind, namespace: "bank", name: "core", operation: "update", warnings: ["token=abc123 is old"] },
    fields: [{ path, before: null, after: "c2VjcmV0" }],
  });

  it("of a Secret says which fields, never what was in them", () => {
    expect(cleanChange(change("Secret", "v1", "/data/tls.crt")).fields).toEqual([
      { path: "/data/tls.crt", before: null, after: "[redacted]" },
    ]);
    expect(cleanChange(change("Secret", "example.dev/v1", "/data/colour")).fields[0]?.after).toBe("c2VjcmV0");
  });

  it("of anything else has cut out what stands under the name of a secret, and what a warning quotes", () => {
    const clean = cleanChange(change("Deployment", "apps/v1", "/spec/template/password"));
    expect([clean.fields[0]?.after, clean.warnings]).toEqual(["[redacted]", ["token=[redacted] is old"]]);
    expect(cleanChange(change("Deployment", "apps/v1", "/spec/template/image")).fields[0]?.after).toBe("c2VjcmV0");
  });
});
