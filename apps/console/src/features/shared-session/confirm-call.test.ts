import { describe, expect, it } from "vitest";
import { beginConfirm, isConfirmed } from "./confirm-call";

const answering =
  (status: number, body: unknown): typeof fetch =>
  async () =>
    Response.json(body, { status });

describe("signing in anew at a provider", () => {
  it("leads to the provider, and says which page to come back to", async () => {
    const asked: unknown[] = [];
    const ask: typeof fetch = async (address, init) => {
      asked.push(address, JSON.parse(String(init?.body)));
      return Response.json({ url: "https://id.example.com/auth?x=1" });
    };
    expect(await beginConfirm("de/x", "/approvals?run=1", ask)).toBe("https://id.example.com/auth?x=1");
    expect(asked).toEqual(["/api/auth/oidc/confirm/de%2Fx", { next: "/approvals?run=1" }]);
  });

  it.each([
    ["the provider is away", answering(502, { message: "unreachable" })],
    ["the answer is no address", answering(200, { url: "javascript:alert(1)" })],
    ["nobody answers", () => Promise.reject(new TypeError("failed"))],
  ])("leads nowhere when %s", async (_, ask) => {
    expect(await beginConfirm("dex", "/", ask)).toBeNull();
  });

  it("holds until its time, and not a moment longer", () => {
    const until = new Date(1000);
    expect([isConfirmed({ until }, new Date(999)), isConfirmed({ until }, until), isConfirmed({ until: null }, until)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
