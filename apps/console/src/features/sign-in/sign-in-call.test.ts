import { describe, expect, it, vi } from "vitest";
import { giveCode, signIn } from "./sign-in-call";

const answering = (status: number, headers: Record<string, string> = {}) =>
  vi.fn((_input: RequestInfo | URL, _init?: RequestInit) => Promise.resolve(new Response("{}", { status, headers })));

describe("signing in", () => {
  it("sends address and password in the body, never in the address", async () => {
    const ask = answering(200);
    expect(await signIn("ana@example.test", "correct horse", ask)).toEqual({ outcome: "signedIn" });
    const [address, init] = ask.mock.calls[0] ?? [];
    expect(address).toBe("/api/auth/sign-in/email");
    expect(init?.method).toBe("POST");
    expect(JSON.parse(String(init?.body))).toEqual({ email: "ana@example.test", password: "correct horse" });
  });

  it("is half way when the server asks for a second factor, which goes to an address of its own kind", async () => {
    const half = () => Promise.resolve(Response.json({ twoFactorRedirect: true }));
    expect(await signIn("a", "b", half)).toEqual({ outcome: "codeNeeded" });
    const ask = answering(200);
    expect(await giveCode("123456", false, ask)).toEqual({ outcome: "signedIn" });
    await giveCode("abcde-fghij", true, ask);
    expect(ask.mock.calls.map(([address]) => address)).toEqual([
      "/api/auth/two-factor/verify-totp",
      "/api/auth/two-factor/verify-backup-code",
    ]);
    expect(await giveCode("000000", false, answering(401))).toEqual({ outcome: "wrong" });
  });

  it.each([
    [401, "wrong"],
    [400, "wrong"],
    [403, "disabled"],
    [500, "away"],
    [502, "away"],
  ] as const)("answers %i with %s", async (status, outcome) => {
    expect(await signIn("a", "b", answering(status))).toEqual({ outcome });
  });

  it("tells how long to wait, when the server does", async () => {
    expect(await signIn("a", "b", answering(429, { "retry-after": "42" }))).toEqual({ outcome: "throttled", seconds: 42 });
    expect(await signIn("a", "b", answering(429, { "x-retry-after": "9.2" }))).toEqual({ outcome: "throttled", seconds: 10 });
    expect(await signIn("a", "b", answering(429, { "retry-after": "soon" }))).toEqual({ outcome: "throttled", seconds: null });
    expect(await signIn("a", "b", answering(429))).toEqual({ outcome: "throttled", seconds: null });
  });

  it("tells a server that is away from a wrong password", async () => {
    expect(await signIn("a", "b", () => Promise.reject(new TypeError("fetch failed")))).toEqual({ outcome: "away" });
  });
});
