import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seal, sealingKey } from "./sealing-key";

const folder = mkdtempSync(join(tmpdir(), "holdfast-seal-"));
const key = sealingKey(join(folder, "one.pem"));

describe("a sealed text", () => {
  it("is opened by the private key alone, which only its owner may read", () => {
    const sealed = seal(key.publicKeyPem, "a token", "cluster 1");
    expect(sealed).not.toContain("token");
    expect(sealingKey(join(folder, "one.pem")).open(sealed, "cluster 1")).toBe("a token");
    expect(() => sealingKey(join(folder, "two.pem")).open(sealed, "cluster 1")).toThrow();
    expect(statSync(join(folder, "one.pem")).mode & 0o777).toBe(0o600);
  });

  it("is refused for another cluster than the one it was sealed for, and when a single letter of it was changed", () => {
    const sealed = seal(key.publicKeyPem, "a token", "cluster 1");
    expect(() => key.open(sealed, "cluster 2")).toThrow();
    const at = sealed.length - 5;
    const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
    expect(() => key.open(changed, "cluster 1")).toThrow();
  });

  it("looks different each time, so that two clusters with one credential can't be told by it", () => {
    expect(seal(key.publicKeyPem, "a token", "c")).not.toBe(seal(key.publicKeyPem, "a token", "c"));
  });
});
