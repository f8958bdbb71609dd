import { beforeAll, describe, expect, it } from "vitest";
import { configMap, strandedPod } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

/** Label and field selectors. */
export function describeSelectors(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const found = async (resource: string, query: string) => {
    const { body } = await suite.client.get(`${suite.path(resource)}?${query}`);
    return (body.items ?? []).map(({ metadata }) => metadata?.name);
  };
  const byLabel = (selector: string) => found("configmaps", `labelSelector=${encodeURIComponent(`suite,${selector}`)}`);

  beforeAll(async () => {
    const labels = { one: { tier: "web", zone: "1" }, two: { tier: "db", zone: "2" }, three: { tier: "web", zone: "10" }, four: {} };
    for (const [name, own] of Object.entries(labels)) {
      await suite.client.post(suite.path("configmaps"), configMap(name, {}, { labels: { suite: "yes", ...own } }));
    }
    await suite.client.post(suite.path("pods"), strandedPod("stranded", { app: "x" }));
    await suite.client.post(suite.path("secrets"), { metadata: { name: "typed" }, type: "example.com/kind" });
    for (const [name, type, kind] of [
      ["warned", "Warning", "Pod"],
      ["told", "Normal", "Node"],
    ]) {
      const involvedObject = { kind, name: "thing", namespace: suite.namespace };
      await suite.client.post(suite.path("events"), { metadata: { name }, type, reason: "Because", involvedObject });
    }
  });

  describe("a label selector", () => {
    it.each([
      ["tier=web", ["one", "three"]],
      ["tier==db", ["two"]],
      ["tier!=web", ["four", "two"]],
      ["tier in (web, db)", ["one", "three", "two"]],
      ["tier notin (web)", ["four", "two"]],
      ["tier", ["one", "three", "two"]],
      ["!tier", ["four"]],
      ["tier=web,zone in (1)", ["one"]],
      ["zone>1", ["three", "two"]],
      ["zone<2", ["one"]],
    ])("%s finds %j", async (selector, expected) => {
      expect(await byLabel(selector)).toEqual(expected);
    });

    it.each(["a===", "a in (b", "in ("])("that is malformed is a bad request: %s", async (selector) => {
      const answer = await suite.client.get(`${suite.path("configmaps")}?labelSelector=${encodeURIComponent(selector)}`);
      expect(answer).toMatchObject({
        status: 400,
        body: { reason: "BadRequest", message: expect.stringContaining("unable to parse requirement") },
      });
    });
  });

  describe("a field selector", () => {
    it.each([
      ["configmaps", "metadata.name=two", ["two"]],
      ["configmaps", "metadata.namespace=elsewhere", []],
      ["pods", "spec.nodeName=nowhere", ["stranded"]],
      ["pods", "spec.nodeName!=nowhere", []],
      ["pods", "status.phase=Pending,metadata.name=stranded", ["stranded"]],
      ["secrets", "type=example.com/kind", ["typed"]],
      ["events", "type=Warning", ["warned"]],
      ["events", "involvedObject.kind=Node,involvedObject.name=thing", ["told"]],
      ["events", "reason=Because,type!=Warning", ["told"]],
    ])("on %s: %s", async (resource, selector, expected) => {
      const names = await found(resource, `fieldSelector=${encodeURIComponent(selector)}`);
      expect(names.filter((name) => name !== "kube-root-ca.crt")).toEqual(expected);
    });

    it("on a field that cannot be selected by is a bad request, in the words of the kind", async () => {
      const asked = async (resource: string, selector: string) =>
        (await suite.client.get(`${suite.path(resource)}?fieldSelector=${encodeURIComponent(selector)}`)).body;
      expect(await asked("pods", "spec.x=1")).toMatchObject({ code: 400, message: "field label not supported: spec.x" });
      expect((await asked("apps/v1/deployments", "spec.x=1")).message).toContain('"spec.x" is not a known field selector');
      expect((await asked("pods", "abc")).message).toContain("can't understand 'abc'");
    });
  });
}
