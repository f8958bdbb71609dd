import { describe, expect, it } from "vitest";
import { StartProblem, startProblem } from "./start-problem";

const facts = { databaseUrl: "postgresql://holdfast:hunter2@db.example:5432/holdfast", dataFolder: "/srv/holdfast" };
const failed = (code: string, more: object = {}) => Object.assign(new Error("it failed"), { code }, more);

describe("what keeps a hub from starting", () => {
  it.each([
    ["ECONNREFUSED", /^DATABASE_URL: .*db\.example:5432\/holdfast can't be reached .* Check host and port/],
    ["28P01", /^DATABASE_URL: .* Check user and password/],
    ["3D000", /^DATABASE_URL: .* is not there/],
    ["42P01", /^DATABASE_URL: .* has not the tables of this version/],
  ])("is told by its setting and remedy, and never with the password: %s", (code, message) => {
    expect(startProblem(failed(code), facts)).toMatch(message);
    expect(startProblem(new Error("wrapped", { cause: failed(code) }), facts)).toMatch(message);
    expect(startProblem(failed(code), facts)).not.toContain("hunter2");
  });

  it("is found below Prisma's own error too", () => {
    const raw = failed("P2010", { meta: { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } } });
    expect(startProblem(raw, facts)).toMatch(/can't be reached/);
  });

  it("is the data folder only when it is the data folder that can't be written", () => {
    expect(startProblem(failed("EACCES", { path: "/srv/holdfast/keys" }), facts)).toMatch(
      /^HOLDFAST_DATA: \/srv\/holdfast\/keys can't be written/,
    );
    expect(startProblem(failed("EACCES", { path: "/etc/ssl" }), facts)).toBeUndefined();
  });

  it("is told as it is when the hub has found the words itself", () => {
    expect(startProblem(new StartProblem("Port 7442 is in use."), facts)).toBe("Port 7442 is in use.");
  });

  it("is left to the log when no setting is the reason", () => {
    expect(startProblem(new Error("a broken case"), facts)).toBeUndefined();
  });
});
