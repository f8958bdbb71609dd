import { describe, expect, it } from "vitest";
import { PostgresMembers, type PostgresSite } from "./postgres-members";

const STEP_SECONDS = 0.25;
const role = (member: string, isWritable: boolean, source: string) => ({ member, isWritable, source, applicationName: member });
const site = (own: PostgresSite["role"], writesPerSecond: number): PostgresSite => ({
  ...{ role: own, isLost: false, writesPerSecond, heldBackSeconds: 0 },
});

describe("the copy of a database", () => {
  it("has all that its source wrote within a second of the last write, also when the writes were cut off before they were ended", () => {
    const members = new PostgresMembers({ smooth: () => 0.5 } as never);
    let atMs = 0;
    const pass = (steps: number, isWritable: boolean, writesPerSecond: number) => {
      for (let i = 0; i < steps; i++) {
        atMs += STEP_SECONDS * 1000;
        members.advance(atMs, STEP_SECONDS, [site(role("a", isWritable, "b"), writesPerSecond), site(role("b", false, "a"), 0)]);
      }
    };
    pass(200, true, 2000);
    expect(members.lsnOf("b")).toBeLessThan(members.lsnOf("a"));
    // A fence lets next to nothing through before the database is demoted.
    pass(1, true, 1);
    pass(4, false, 0);
    expect(members.lsnOf("b")).toBe(members.lsnOf("a"));
  });
});
