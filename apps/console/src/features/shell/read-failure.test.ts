import type { Worded } from "@holdfast/contracts/phrase";
import { describe, expect, it } from "vitest";
import { readFailure } from "./read-failure";

const text = {
  away: "The server does not answer.",
  internal: "The server failed.",
  ask: "Ask for a role",
  say: ({ message }: Worded) => message,
};
const call = (data: object, message = "internal detail: SELECT * FROM") => Object.assign(new Error(message), { data });

describe("a failed call", () => {
  it("is told in the fault's words, with the reference", () => {
    const error = call({ code: "FORBIDDEN", fault: { code: "Forbidden", message: "You need the operator role." }, requestId: "r-1" });
    expect(readFailure(error, text)).toEqual({ kind: "forbidden", message: "You need the operator role.", reference: "r-1", way: null });
  });

  it("is told in the reader's language where the server sent a phrase", () => {
    const fault = { code: "NotFound", message: "There is no such case.", phrase: { code: "CaseAbsent", gaps: {} } };
    const say = ({ phrase }: Worded) => `said: ${phrase?.code}`;
    expect(readFailure(call({ fault }), { ...text, say }).message).toBe("said: CaseAbsent");
  });

  it("leads to where the missing right can be asked for", () => {
    const phrase = { code: "PermissionMissing", gaps: { permission: "pods:exec", cluster: "prod-hangzhou" } };
    const fault = { code: "Forbidden", message: "You need a role.", phrase };
    expect(readFailure(call({ fault }), text).way).toEqual({
      label: text.ask,
      href: "/approvals?ask=pods%3Aexec&cluster=prod-hangzhou",
    });
  });

  it("does not show what was meant for the log", () => {
    expect(readFailure(call({ code: "INTERNAL_SERVER_ERROR" }), text)).toEqual({
      kind: "failed",
      message: text.internal,
      reference: null,
      way: null,
    });
    expect(readFailure(call({ code: "NOT_FOUND" }), text).kind).toBe("notFound");
  });

  it.each([new TypeError("fetch failed"), undefined, "boom", { data: 7 }])(
    "without an answer says that the server is away: %s",
    (error) => {
      expect(readFailure(error, text)).toEqual({ kind: "failed", message: text.away, reference: null, way: null });
    },
  );
});
