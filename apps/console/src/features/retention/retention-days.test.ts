import { RETENTION_MOST_DAYS, SetRetention } from "@holdfast/contracts/retention";
import { describe, expect, it } from "vitest";
import { MOST_DAYS, readDays } from "./retention-days";

describe("a number of days", () => {
  it("is read when the contract takes it, and only then", () => {
    expect(MOST_DAYS).toBe(RETENTION_MOST_DAYS);
    for (const written of ["1", " 30 ", "3650", "0", "-1", "3651", "1.5", "", "soon"]) {
      const isTaken = written.trim() !== "" && SetRetention.safeParse({ kind: "history", days: Number(written), version: 0 }).success;
      expect(readDays(written), written).toBe(isTaken ? Number(written) : null);
    }
  });
});
