import { describe, expect, it } from "vitest";
import { providerStart, readProviders, readRefusal } from "./provider-call";

const answering = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));

describe("signing in with a provider", () => {
  it("offers what the server names, and nothing while it is away or talks nonsense", async () => {
    expect(await readProviders(answering(200, [{ key: "dex", name: "Dex", clientId: "x" }, { key: 7 }, null]))).toEqual([
      { key: "dex", name: "Dex" },
    ]);
    expect(await readProviders(answering(503, [{ key: "dex", name: "Dex" }]))).toEqual([]);
    expect(await readProviders(answering(200, { error: "no" }))).toEqual([]);
    expect(await readProviders(() => Promise.reject(new TypeError("fetch failed")))).toEqual([]);
  });

  it("carries the page that was wanted", () => {
    expect(providerStart("dex", "/clusters?q=a&b=c")).toBe("/api/auth/oidc/start/dex?next=%2Fclusters%3Fq%3Da%26b%3Dc");
  });

  it("says only reasons that there are", () => {
    expect([readRefusal("domain"), readRefusal("<b>"), readRefusal(null)]).toEqual(["domain", null, null]);
  });
});
