import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sealer } from "./sealer";

const folder = () => mkdtempSync(join(tmpdir(), "holdfast-sealer-"));

describe("a sealed secret", () => {
  it("opens for its owner in every process that shares the folder, and its text is not in what is kept", () => {
    const keys = folder();
    const sealed = sealer(keys).seal("hunter2", "channel-1");
    expect(sealed).not.toContain("hunter2");
    expect(sealed).not.toContain(Buffer.from("hunter2").toString("base64").slice(0, 8));
    expect(sealer(keys).open(sealed, "channel-1")).toBe("hunter2");
    expect(statSync(join(keys, "sealing.key")).mode & 0o777).toBe(0o600);
  });

  it("does not open for another owner, with another key, or when a bit of it was changed", () => {
    const keys = folder();
    const sealed = sealer(keys).seal("hunter2", "channel-1");
    expect(sealer(keys).open(sealed, "channel-2")).toBeNull();
    expect(sealer(folder()).open(sealed, "channel-1")).toBeNull();
    const bytes = Buffer.from(sealed.slice(3), "base64");
    for (const at of [0, 12, bytes.length - 1]) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(sealer(keys).open(`v1.${other.toString("base64")}`, "channel-1")).toBeNull();
    }
    for (const wrong of ["", "v1.", "v2.AAAA", "nothing"]) expect(sealer(keys).open(wrong, "channel-1")).toBeNull();
  });

  it("is another text each time, so that equal secrets are not seen to be equal", () => {
    const one = sealer(folder());
    expect(one.seal("same", "a")).not.toBe(one.seal("same", "a"));
  });
});
