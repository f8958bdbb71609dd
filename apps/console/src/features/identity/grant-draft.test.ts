import { describe, expect, it } from "vitest";
import { emptyGrant, readGrant } from "./grant-draft";

const NOW = Date.parse("2026-11-21T10:00:00Z");

describe("a grant as a person chooses it", () => {
  it("gives nothing away that nobody chose", () => {
    expect(readGrant(emptyGrant, NOW)).toEqual({ wrong: "role" });
    expect(readGrant({ ...emptyGrant, role: "viewer" }, NOW)).toEqual({ wrong: "clusters" });
  });

  it("is for all clusters only when that was said", () => {
    expect(readGrant({ ...emptyGrant, role: "admin", placement: null }, NOW)).toEqual({
      grant: { role: "admin", selector: {}, expiresAt: null },
    });
  });

  it("takes environments, labels and an end", () => {
    const draft = { role: "operator", placement: { environments: ["test"], labels: "team=pay" }, hours: 8 } as const;
    expect(readGrant(draft, NOW)).toEqual({
      grant: {
        role: "operator",
        selector: {
          matchExpressions: [
            { key: "holdfast.dev/environment", operator: "In", values: ["test"] },
            { key: "team", operator: "In", values: ["pay"] },
          ],
        },
        expiresAt: new Date("2026-11-21T18:00:00Z"),
      },
    });
  });

  it("refuses labels that can't be read", () => {
    expect(readGrant({ role: "viewer", placement: { environments: [], labels: "team pay" }, hours: 0 }, NOW)).toEqual({
      wrong: "clusters",
    });
  });
});
