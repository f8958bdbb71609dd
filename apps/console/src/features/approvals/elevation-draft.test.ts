import { RequestElevation } from "@holdfast/contracts/elevation";
import { describe, expect, it } from "vitest";
import { draftFor, emptyElevation, readElevation, readLackedRight } from "./elevation-draft";

describe("a role for some hours as it is asked for", () => {
  it("gives away neither role nor clusters by default, and wants a reason", () => {
    expect(readElevation(emptyElevation)).toEqual({ wrong: ["role", "clusters", "reason"] });
  });

  it("is what the server takes", () => {
    const draft = {
      role: "operator" as const,
      placement: { environments: ["test" as const], labels: "team=pay" },
      hours: 8,
      reason: " pods crash ",
    };
    const read = readElevation(draft);
    if (!("request" in read)) throw new Error(`wrong: ${read.wrong}`);
    expect(RequestElevation.parse(read.request)).toMatchObject({ role: "operator", hours: 8, reason: "pods crash" });
    expect(readElevation({ ...draft, placement: null })).toMatchObject({ request: { selector: {} } });
    expect(readElevation({ ...draft, placement: { environments: [], labels: "a b" } })).toEqual({ wrong: ["clusters"] });
  });
});

describe("a right that somebody was refused", () => {
  const read = (address: string) => readLackedRight(new URLSearchParams(address));

  it("is asked for with the least role, on the cluster where it was refused", () => {
    const lacked = read("ask=pods%3Aexec&cluster=prod-hangzhou");
    if (lacked === null) throw new Error("nothing is lacked");
    const asked = readElevation({ ...draftFor(lacked), reason: "pods crash" });
    if (!("request" in asked)) throw new Error(`wrong: ${asked.wrong}`);
    expect(RequestElevation.parse(asked.request)).toMatchObject({
      role: "operator",
      selector: { matchExpressions: [{ key: "holdfast.dev/name", operator: "In", values: ["prod-hangzhou"] }] },
    });
  });

  it("of the whole fleet is asked for on all clusters, and one of some cluster leaves the clusters to the reader", () => {
    expect(draftFor({ permission: "settings:manage", cluster: null })).toMatchObject({ role: "admin", placement: null });
    expect(readElevation({ ...draftFor({ permission: "recordings:read", cluster: null }), reason: "who did it" })).toEqual({
      wrong: ["clusters"],
    });
  });

  it("is none where the address names no right", () => {
    for (const address of ["", "ask=", "ask=toString", "ask=everything", "cluster=prod-hangzhou"])
      expect(read(address), address).toBeNull();
  });
});
