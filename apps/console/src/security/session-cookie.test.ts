import { describe, expect, it } from "vitest";
import { lacksSession } from "./session-cookie";

const none = () => false;

describe("a page without a session", () => {
  it.each(["/", "/clusters", "/settings", "/sign-in-help", "/galleryx"])("%s is not drawn", (path) => {
    expect(lacksSession(path, none)).toBe(true);
  });

  it.each(["/sign-in", "/setup", "/gallery", "/gallery/shell"])("%s is", (path) => {
    expect(lacksSession(path, none)).toBe(false);
  });

  it("is drawn for whoever carries a session's cookie, with and without TLS", () => {
    expect(lacksSession("/clusters", (name) => name === "holdfast.session_token")).toBe(false);
    expect(lacksSession("/clusters", (name) => name === "__Secure-holdfast.session_token")).toBe(false);
    expect(lacksSession("/clusters", (name) => name === "session")).toBe(true);
  });
});
