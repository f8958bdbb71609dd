import { describe, expect, it } from "vitest";
import { failureOf, isAtPasskeyAddress } from "./passkey-browser";

const named = (name: string) => Object.assign(new Error("x"), { name });

describe("a browser that was asked for a passkey", () => {
  it("is told from one whose reader stopped it, and from a page at another address", () => {
    expect(failureOf(named("NotAllowedError"))).toBe("stopped");
    expect(failureOf(named("SecurityError"))).toBe("elsewhere");
    expect(failureOf(new Error("wrapped", { cause: named("SecurityError") }))).toBe("elsewhere");
    expect(failureOf(named("NotSupportedError"))).toBe("unable");
    expect(failureOf("nonsense")).toBe("unable");
  });

  it("is at the address of the passkeys or not", () => {
    expect(isAtPasskeyAddress("http://localhost:7400", "http://localhost:7400")).toBe(true);
    expect(isAtPasskeyAddress("http://localhost:7400", "http://127.0.0.1:7400")).toBe(false);
    expect(isAtPasskeyAddress(null, "http://10.0.0.1")).toBe(false);
  });
});
