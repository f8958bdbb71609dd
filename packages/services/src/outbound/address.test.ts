import { describe, expect, it } from "vitest";
import { isAddressPermitted } from "./address";
import { nothingAllowed, readAllowedTargets } from "./allowed-targets";
import { requireUrl } from "./check-target";

/** Ways to write addresses that lead inside, as a URL takes them. */
const INSIDE = [
  ...[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "017700000001",
    "127.255.255.254",
    "0.0.0.0",
    "0",
  ],
  ...["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "167772161", "0xa000001", "100.64.0.1", "198.18.0.1"],
  ...["169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "100.100.100.200", "168.63.129.16", "192.0.0.192"],
  ...["224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "203.0.113.7"],
  ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[0:0:0:0:0:ffff:10.0.0.1]"],
  ...["[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]"],
  ...["[2001:0:7f00:1::]", "[2001:db8::1]", "[::ffff:0:127.0.0.1]"],
  // Full-width digits and the ideographic full stop, which readers of addresses turn into plain ones.
  ...["１２７.0.0.1", "127。0。0。1"],
];
const OUTSIDE = ["8.8.8.8", "1.1.1.1", "[2606:4700:4700::1111]", "203.0.112.1", "hooks.example.com"];

describe("an address that notifications go to", () => {
  it.each(INSIDE)("is refused when it leads inside: %s", (host) => {
    expect(() => requireUrl(`https://${host}/hook`, nothingAllowed)).toThrow(expect.objectContaining({ code: "InvalidInput" }));
  });

  it.each(OUTSIDE)("may be outside: %s", (host) => {
    expect(requireUrl(`https://${host}/hook`, nothingAllowed).pathname).toBe("/hook");
  });

  it.each([
    ["http://hooks.example.com/", "https"],
    ["ftp://hooks.example.com/", "not an http"],
    ["file:///etc/passwd", "not an http"],
    ["javascript:alert(1)", "not an http"],
    ["hooks.example.com", "not an http"],
    ["https://user:word@hooks.example.com/", "user and password"],
    ["https://8.8.8.8@127.0.0.1/", "user and password"],
  ])("is told what is wrong with it, and nothing of its path: %s", (url, part) => {
    expect(() => requireUrl(url, nothingAllowed)).toThrow(expect.objectContaining({ message: expect.stringContaining(part) }));
  });

  it("may be inside and in the clear when it is allowed, and only that", () => {
    const allowed = readAllowedTargets("10.1.0.0/16, 127.0.0.1, Hooks.corp, fd00::/8");
    expect(requireUrl("http://10.1.2.3/x", allowed).host).toBe("10.1.2.3");
    expect(requireUrl("http://2130706433:8080/x", allowed).host).toBe("127.0.0.1:8080");
    expect(requireUrl("http://hooks.corp/x", allowed).host).toBe("hooks.corp");
    expect(requireUrl("https://[fd00::1]/x", allowed).host).toBe("[fd00::1]");
    expect(isAddressPermitted("::ffff:10.1.2.3", allowed)).toBe(true);
    for (const host of ["10.2.0.1", "127.0.0.2", "[::1]", "evil.hooks.corp"])
      expect(() => requireUrl(`http://${host}/x`, allowed)).toThrow(expect.objectContaining({ code: "InvalidInput" }));
    // A public address that was not allowed may be called, but not in the clear.
    expect(() => requireUrl("http://8.8.8.8/", allowed)).toThrow(expect.objectContaining({ message: expect.stringContaining("https") }));
  });

  it.each(["10.0.0.0/33", "http://x", "a b", "127.0.0.1:80", "-x", "*.corp"])(
    "is not allowed by a list that can't be read: %s",
    (entry) => {
      expect(() => readAllowedTargets(entry)).toThrow("HOLDFAST_NOTIFY_ALLOW");
    },
  );
});
