import { describe, expect, it } from "vitest";
import { addressClass } from "./address-class";

describe("the class of an address", () => {
  it.each([
    ["127.0.0.1", "loopback"],
    ["127.9.8.7", "loopback"],
    ["0.0.0.0", "loopback"],
    ["[::1]", "loopback"],
    ["[::]", "loopback"],
    ["localhost", "loopback"],
    ["api.localhost.", "loopback"],
    ["[::ffff:7f00:1]", "loopback"],
    ["[::7f00:1]", "loopback"],
    ["[64:ff9b::7f00:1]", "loopback"],
    ["169.254.169.254", "linkLocal"],
    ["[fe80::1]", "linkLocal"],
    ["[::ffff:a9fe:a9fe]", "linkLocal"],
    ["[fd00:ec2::254]", "linkLocal"],
    ["[fd00:0ec2:0::254]", "linkLocal"],
    ["100.100.100.200", "linkLocal"],
    ["metadata.google.internal", "linkLocal"],
    ["10.0.0.1", "other"],
    ["192.168.1.1", "other"],
    ["[fd00::1]", "other"],
    ["api.example.com", "other"],
    ["metadata.example.com", "other"],
  ] as const)("of %s is %s", (host, kind) => expect(addressClass(host)).toBe(kind));
});
