import { describe, expect, it } from "vitest";
import { createFirstAdmin, tokenOf } from "./setup-call";

const admin = { token: "t".repeat(43), name: "Root", email: "root@example.test", password: "correct horse battery" };
const answering = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));
const fault = (code: string) => ({ code, message: "This link was used already.", retry: "never" });

describe("making the first admin", () => {
  it("ends well", async () => {
    expect(await createFirstAdmin(admin, answering(200, { id: "1" }))).toEqual({ outcome: "made" });
  });

  it("tells a link that is spent from an input that can be corrected", async () => {
    expect(await createFirstAdmin(admin, answering(409, fault("TokenUsed")))).toMatchObject({ outcome: "refused", isLinkSpent: true });
    expect(await createFirstAdmin(admin, answering(400, fault("InvalidInput")))).toMatchObject({ outcome: "refused", isLinkSpent: false });
  });

  it("shows no text that was not written for people", async () => {
    expect(await createFirstAdmin(admin, answering(500, fault("Internal")))).toEqual({ outcome: "away" });
    expect(await createFirstAdmin(admin, answering(404, { error: "stack trace" }))).toEqual({ outcome: "away" });
    expect(await createFirstAdmin(admin, () => Promise.reject(new TypeError("fetch failed")))).toEqual({ outcome: "away" });
  });
});

describe("the token of a set-up link", () => {
  it("is read from behind the hash, and only when it looks like one", () => {
    expect(tokenOf(`#token=${admin.token}`)).toBe(admin.token);
    expect(tokenOf(`#token=${encodeURIComponent("<script>alert(1)</script>")}`)).toBeNull();
    expect(tokenOf("#token=short")).toBeNull();
    expect(tokenOf("")).toBeNull();
  });
});
