import { CommandOutcome } from "@holdfast/contracts/command";
import { describe, expect, it } from "vitest";
import { commandMarks, commandStanding } from "./command-standing";

const expiresAt = new Date("2026-03-01T12:00:00Z");

describe("how an order stands", () => {
  it("is its outcome once there is one, also after its end", () => {
    for (const outcome of CommandOutcome.options) {
      expect(commandStanding({ outcome, expiresAt }, expiresAt.getTime() + 1)).toBe(outcome);
      expect(commandMarks[outcome]).toBeDefined();
    }
  });

  it("waits until its end, and from then on is over: nobody will act on it", () => {
    expect(commandStanding({ outcome: null, expiresAt }, expiresAt.getTime() - 1)).toBe("waiting");
    expect(commandStanding({ outcome: null, expiresAt }, expiresAt.getTime())).toBe("expired");
  });
});
