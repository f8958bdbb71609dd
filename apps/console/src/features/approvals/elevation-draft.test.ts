import { RequestElevation } from "@holdfast/contracts/elevation";
import { describe, expect, it } from "vitest";
import { emptyElevation, readElevation } from "./elevation-draft";

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
