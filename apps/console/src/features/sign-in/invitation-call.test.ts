import { describe, expect, it } from "vitest";
import { acceptInvitation, readInvitation } from "./invitation-call";

const TOKEN = `hfi_${"t".repeat(43)}`;
const answering = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));
const fault = (code: string) => ({ code, message: "This link was used already.", retry: "never" });

describe("an invitation", () => {
  it("says whom it invites, and takes a password", async () => {
    expect(await readInvitation(TOKEN, answering(200, { name: "Ina", email: "ina@example.test" }))).toEqual({
      outcome: "done",
      value: { name: "Ina", email: "ina@example.test" },
    });
    expect(await acceptInvitation(TOKEN, "correct horse battery", answering(200, {}))).toEqual({ outcome: "done", value: true });
  });

  it("tells a link that is spent from an input that can be corrected", async () => {
    for (const code of ["TokenInvalid", "TokenExpired", "TokenUsed"])
      expect(await readInvitation(TOKEN, answering(403, fault(code)))).toMatchObject({ outcome: "refused", isLinkSpent: true });
    expect(await acceptInvitation(TOKEN, "short", answering(400, fault("InvalidInput")))).toMatchObject({ isLinkSpent: false });
  });

  it("shows no text that was not written for people", async () => {
    expect(await readInvitation(TOKEN, answering(500, fault("Internal")))).toEqual({ outcome: "away" });
    expect(await readInvitation(TOKEN, answering(200, { name: 7 }))).toEqual({ outcome: "away" });
    expect(await readInvitation(TOKEN, () => Promise.reject(new TypeError("fetch failed")))).toEqual({ outcome: "away" });
  });
});
