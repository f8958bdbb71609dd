import { describe, expect, it } from "vitest";
import { safeReturnPath, signInPath } from "./return-path";

describe("the way back after signing in", () => {
  it.each(["/", "/clusters", "/failover/runs/1?tab=steps#top", "/inventory?q=kind%3APod"])("leads to %s", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/./..//evil.example",
    "/..//evil.example",
    "javascript:alert(1)",
    "/javascript:alert(1)\u0000",
    "http:evil.example",
    "clusters",
    "",
    `/${"a".repeat(3000)}`,
    null,
    undefined,
  ])("leads home instead of to %j", (path) => {
    expect(safeReturnPath(path)).toBe("/");
  });

  it.each(["/sign-in", "/sign-in?next=/sign-in", "/setup", "/api/auth/sign-out"])(
    "does not lead to %s, which is no page to come back to",
    (path) => {
      expect(safeReturnPath(path)).toBe("/");
    },
  );

  it("is carried by the address of the sign-in page", () => {
    expect(signInPath("/clusters?q=a")).toBe("/sign-in?next=%2Fclusters%3Fq%3Da");
    expect(signInPath("/")).toBe("/sign-in");
    expect(signInPath("//evil.example")).toBe("/sign-in");
  });
});
