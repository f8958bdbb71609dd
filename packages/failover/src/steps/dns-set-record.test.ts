import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { describeFieldsStep } from "../../test/fields-step-cases";

const record = (targets: string[], recordTTL: number | null = 5, more: object = {}) => ({
  ...{ dnsName: "pay.bank.example", recordType: "A", setIdentifier: null, targets, recordTTL },
  ...more,
});
const other = record(["192.0.2.9"], 300, { dnsName: "other.bank.example" });
const status = (refusal = "", isSeen = true) => ({ isSeen, refusal });

const { hub, scene, findings } = describeFieldsStep({
  use: "dns.set-record",
  parameters: { dnsName: "pay.bank.example", targets: ["198.51.100.1"] },
  from: { records: [other, record(["192.0.2.1"])] },
  to: { records: [other, record(["198.51.100.1"])] },
  status: { before: status(), pending: status("Ready: Filtered"), settled: status() },
  says: {
    pending: "external-dns to take it, it says: Ready: Filtered",
    done: "external-dns has taken pay.bank.example; what resolvers answer is not verified",
  },
  strange: { records: [other, record(["203.0.113.1"])] },
});

describe("dns.set-record", () => {
  it("waits for an external-dns that has never looked", async () => {
    const { stage, object, step } = await scene();
    object.follow = (self) => {
      self.status = status("", false);
    };
    const runId = await stage.run([step()]);
    const says = eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);
    await says.toBe("waiting for external-dns to look at it, which it never has");
  });

  it.each([
    ["as long as the answer that clients have already said", 60, ["warning DnsTtlLong"]],
    ["unknown where no time to live is set", null, ["warning DnsTtlUnset"]],
    ["short enough below 15 seconds", 14, []],
  ])("finds how long clients go to the old address: %s", async (_, ttl, found) => {
    const all = await scene();
    all.object.values = { records: [other, record(["192.0.2.1"], ttl)] };
    expect(await findings(all)).toEqual(found);
  });

  it("is refused for a record that is not there: it adds none", async () => {
    const { stage, step } = await scene();
    const parameters = step().with as object;
    const run = await hub.reaches(await stage.run([step({ with: { ...parameters, setIdentifier: "dr" } })]), "Paused");
    expect(run.journal.find((line) => line.transition === "failed")?.detail).toMatchObject({ reason: "DnsRecordAbsent" });
    expect(stage.effects()).toEqual([]);
  });
});
