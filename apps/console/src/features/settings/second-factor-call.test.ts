import { describe, expect, it } from "vitest";
import { beginFactor, endFactor, finishFactor, typedKey } from "./second-factor-call";

const answering = (status: number, body: unknown) => () => Promise.resolve(Response.json(body, { status }));
const uri = "otpauth://totp/Holdfast:ada%40example.test?secret=ABCDEFGHIJ&issuer=Holdfast";

describe("setting up a second factor", () => {
  it("gives the key and the recovery codes, and takes a first code", async () => {
    expect(await beginFactor("p", answering(200, { totpURI: uri, backupCodes: ["a-b"] }))).toEqual({
      outcome: "done",
      value: { uri, recoveryCodes: ["a-b"] },
    });
    expect(await finishFactor("123456", answering(200, {}))).toEqual({ outcome: "done", value: true });
  });

  it("tells a wrong password or code from a server that is away or answers something else", async () => {
    expect(await beginFactor("p", answering(400, {}))).toEqual({ outcome: "wrong" });
    expect(await finishFactor("1", answering(401, {}))).toEqual({ outcome: "wrong" });
    expect(await endFactor("p", answering(500, {}))).toEqual({ outcome: "away" });
    expect(await beginFactor("p", answering(200, { totpURI: 7 }))).toEqual({ outcome: "away" });
    expect(await endFactor("p", () => Promise.reject(new TypeError("fetch failed")))).toEqual({ outcome: "away" });
  });

  it("shows the key so that it can be typed", () => {
    expect(typedKey(uri)).toBe("ABCD EFGH IJ");
    expect(typedKey("nothing")).toBe("");
  });
});
