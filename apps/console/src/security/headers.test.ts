import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./headers";

const directive = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe("the content security policy", () => {
  const policy = contentSecurityPolicy("abc123", false);

  it("runs only scripts of this response", () => {
    expect(directive(policy, "script-src")).toBe("'self' 'nonce-abc123' 'strict-dynamic'");
    expect(policy).not.toContain("unsafe-eval");
  });

  it("allows style attributes, but no style element without the nonce", () => {
    expect(directive(policy, "style-src-elem")).toBe("'self' 'nonce-abc123'");
    expect(directive(policy, "style-src-attr")).toBe("'unsafe-inline'");
    expect(directive(policy, "style-src")).toBe("'self'");
  });

  it("talks to nobody else and cannot be framed, re-based or made to post elsewhere", () => {
    expect(directive(policy, "connect-src")).toBe("'self'");
    expect(directive(policy, "frame-ancestors")).toBe("'none'");
    expect(directive(policy, "base-uri")).toBe("'none'");
    expect(directive(policy, "form-action")).toBe("'self'");
    expect(policy).not.toMatch(/https?:/);
  });

  it("is wider in development only", () => {
    expect(contentSecurityPolicy("abc123", true)).toContain("'unsafe-eval'");
  });
});
