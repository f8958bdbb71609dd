import { ViolationRow } from "@holdfast/contracts/compliance";
import { describe, expect, it } from "vitest";
import { violationCsv, violationJson } from "./violation-csv";

const at = new Date("2026-11-20T00:00:00.000Z");
const row = (name: string, message: string) =>
  ViolationRow.parse({
    ...{ id: "01938f6e-0000-7000-8000-000000000001", policyId: "01938f6e-0000-7000-8000-000000000002", policyName: "tags", rule: "tags" },
    ...{ version: 1, clusterId: "01938f6e-0000-7000-8000-000000000003", clusterName: "prod", resource: "pods", kind: "Pod" },
    ...{ namespace: "bank", name, workload: { kind: "Deployment", name: "web" }, team: null, effect: "deny", message, state: "open" },
    ...{ firstSeen: at, lastSeen: at, resolvedAt: null, waiverId: null },
  });
async function* parts() {
  yield [row("web-1", '=HYPERLINK("https://evil.example")'), row("web-2", 'say "latest", twice\nor not')];
  yield [row("web-3", "@SUM(1)")];
}
const textOf = async (texts: AsyncGenerator<string>) => {
  let text = "";
  for await (const part of texts) text += part;
  return text;
};

describe("violations as a file", () => {
  it("are no formulas to a spreadsheet, whatever a policy says of an object", async () => {
    const text = await textOf(violationCsv(parts()));
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(text).toContain("'@SUM(1)");
    expect(text).toContain('"say ""latest"", twice\nor not"');
    expect(text.split("\r\n")[0]).toMatch(/^policy,version,rule,cluster,kind,namespace,name/);
  });

  it("are one JSON array over all parts, also when there are none", async () => {
    expect(JSON.parse(await textOf(violationJson(parts()))).map(({ name }: { name: string }) => name)).toEqual(["web-1", "web-2", "web-3"]);
    expect(await textOf(violationJson((async function* () {})()))).toBe("[]\n");
  });
});
