import { describe, expect, it } from "vitest";
import { dnsEndpointStatus } from "./dns-endpoints";

describe("what external-dns says of a DNSEndpoint", () => {
  it("is that it has never looked, where there is no status", () => {
    expect(dnsEndpointStatus({})).toEqual({ isSeen: false, refusal: "" });
  });

  it("is why it or the provider did not take it, where its version says so", () => {
    const conditions = [
      { type: "Accepted", status: "True", reason: "Accepted" },
      { type: "Ready", status: "False", reason: "Filtered", message: "another owner has it" },
    ];
    expect(dnsEndpointStatus({ status: { observedGeneration: 2, conditions } })).toEqual({
      ...{ isSeen: true, refusal: "Ready: Filtered: another owner has it" },
    });
  });
});
