import { describe, expect, it } from "vitest";
import { beginConnection } from "./connect-call";

const answering = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));

describe("connecting an account with a provider", () => {
  it("goes on to the provider, and nowhere that is no page", async () => {
    expect(await beginConnection("dex", "x", answering(200, { url: "https://dex.example.com/auth" }))).toEqual({
      outcome: "done",
      value: "https://dex.example.com/auth",
    });
    expect(await beginConnection("dex", "x", answering(200, { url: "javascript:alert(1)" }))).toEqual({ outcome: "away" });
  });

  it("tells a wrong password from a provider or a server that is away", async () => {
    expect(await beginConnection("dex", "x", answering(401, {}))).toEqual({ outcome: "wrong" });
    expect(await beginConnection("dex", "x", answering(502, {}))).toEqual({ outcome: "away" });
    expect(await beginConnection("dex", "x", () => Promise.reject(new TypeError("fetch failed")))).toEqual({ outcome: "away" });
  });
});
