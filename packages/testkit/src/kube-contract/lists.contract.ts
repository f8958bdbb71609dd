import { beforeAll, describe, expect, it } from "vitest";
import { configMap } from "./fixtures";
import type { KubeBody } from "./kube-client";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const names = ({ items = [] }: KubeBody) => items.map(({ metadata }) => metadata?.name);
/** Kubernetes itself puts a ConfigMap into every namespace. */
const OURS = "labelSelector=contract";

/** Lists: order, pages, versions. */
export function describeLists(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const list = (query: string) => suite.client.get(`${suite.path("configmaps")}?${query}`);

  beforeAll(async () => {
    for (const name of ["m.1", "m", "a-b", "a", "z0", "m-1"]) {
      await suite.client.post(suite.path("configmaps"), configMap(name, {}, { labels: { contract: "yes", first: name[0] } }));
    }
  });

  describe("a list", () => {
    it("is of its kind, carries a version, and comes in the order of etcd's keys", async () => {
      const { body } = await list(OURS);
      expect(body).toMatchObject({
        kind: "ConfigMapList",
        apiVersion: "v1",
        metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
      });
      expect(names(body)).toEqual(["a", "a-b", "m", "m-1", "m.1", "z0"]);
    });

    it("does not repeat in every item what kind it is", async () => {
      const [item] = (await list(OURS)).body.items ?? [];
      expect(item?.kind).toBeUndefined();
      expect(item?.apiVersion).toBeUndefined();
    });

    it("orders across namespaces by the bytes of namespace, slash, name", async () => {
      const [short, long] = [suite.unique("order"), `${suite.unique("order")}-x`];
      for (const namespace of [long, short]) {
        await suite.client.post("/api/v1/namespaces", { metadata: { name: namespace } });
        await suite.client.post(`/api/v1/namespaces/${namespace}/configmaps`, configMap("c", {}, { labels: { order: suite.namespace } }));
      }
      const { body } = await suite.client.get(`/api/v1/configmaps?labelSelector=order%3D${suite.namespace}`);
      // A dash comes before a slash.
      expect(body.items?.map(({ metadata }) => metadata?.namespace)).toEqual([long, short]);
      for (const namespace of [long, short]) await suite.client.delete(`/api/v1/namespaces/${namespace}`);
    });

    it("is empty, not missing, where there is nothing", async () => {
      expect((await suite.client.get(suite.path("secrets"))).body).toMatchObject({ kind: "SecretList", items: [] });
    });
  });

  describe("a paged list", () => {
    it("goes on where it stopped and counts what remains", async () => {
      const first = (await list("limit=2")).body;
      expect(names(first)).toEqual(["a", "a-b"]);
      expect(first.metadata?.remainingItemCount).toBeGreaterThanOrEqual(4);
      const second = (await list(`limit=500&continue=${first.metadata?.continue}`)).body;
      expect(names(second)).toEqual(expect.arrayContaining(["m", "m-1", "m.1", "z0"]));
      expect(names(second)).not.toContain("a-b");
      expect(second.metadata?.continue ?? "").toBe("");
      expect(second.metadata?.remainingItemCount).toBeUndefined();
    });

    it("does not count what remains when a selector leaves some out", async () => {
      const page = (await list(`limit=1&${OURS}`)).body;
      expect(page.metadata?.continue).toEqual(expect.any(String));
      expect(page.metadata?.remainingItemCount).toBeUndefined();
    });

    it("shows all pages as of one version, whatever is written between", async () => {
      const first = (await list("limit=2")).body;
      const path = suite.path("configmaps");
      await suite.client.post(path, configMap("n-late", {}, { labels: { contract: "yes" } }));
      await suite.client.delete(`${path}/m-1`);
      await suite.client.patch(`${path}/m`, { data: { changed: "since" } });
      const second = (await list(`limit=500&continue=${first.metadata?.continue}`)).body;
      expect(second.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
      expect(names(second)).toContain("m-1");
      expect(names(second)).not.toContain("n-late");
      expect(second.items?.find(({ metadata }) => metadata?.name === "m")?.data).toBeUndefined();
    });

    it("refuses a token that is none, and one together with a version", async () => {
      expect(await list("limit=1&continue=abc")).toMatchObject({
        ...{ status: 400, body: { reason: "BadRequest", message: expect.stringContaining("continue key is not valid") } },
      });
      const first = (await list("limit=1")).body;
      expect(await list(`limit=1&resourceVersion=5&continue=${first.metadata?.continue}`)).toMatchObject({
        ...{ status: 400, body: { message: "specifying resource version is not allowed when using continue" } },
      });
    });

    it("is refused as expired once its history is gone, with a token for the rest as it is now", async (context) => {
      if (!suite.target.compact) return context.skip("this server's history cannot be compacted from here");
      const first = (await list("limit=2")).body;
      await suite.client.post(suite.path("configmaps"), configMap("y-later"));
      await suite.target.compact();
      const refused = await list(`limit=500&continue=${first.metadata?.continue}`);
      expect(refused).toMatchObject({ status: 410, body: { reason: "Expired", code: 410, metadata: { continue: expect.any(String) } } });
      const rest = await list(`limit=500&continue=${refused.body.metadata?.continue}`);
      expect(rest.status).toBe(200);
      expect(names(rest.body)).toContain("y-later");
      expect(names(rest.body)).not.toContain("a");
    });
  });

  describe("the version of a list", () => {
    it("may be exact, and then shows the state of then", async () => {
      const before = (await list(OURS)).body.metadata?.resourceVersion;
      await suite.client.post(suite.path("configmaps"), configMap("b-new", {}, { labels: { contract: "yes" } }));
      const then = (await list(`${OURS}&resourceVersion=${before}&resourceVersionMatch=Exact`)).body;
      expect(names(then)).not.toContain("b-new");
      expect(then.metadata?.resourceVersion).toBe(before);
      const since = (await list(`${OURS}&resourceVersion=${before}&resourceVersionMatch=NotOlderThan`)).body;
      expect(names(since)).toContain("b-new");
    });

    it("cannot be one that has not been reached", async () => {
      const answer = await list("resourceVersion=999999999&resourceVersionMatch=NotOlderThan");
      expect(answer).toMatchObject({
        status: 504,
        body: { reason: "Timeout", message: expect.stringContaining("Too large resource version") },
      });
    });

    it.each([
      ["resourceVersion=abc", 400, "BadRequest"],
      ["resourceVersionMatch=Exact", 422, "Invalid"],
      ["resourceVersion=0&resourceVersionMatch=Exact", 422, "Invalid"],
      ["limit=abc", 400, "BadRequest"],
    ])("is refused when it makes no sense: %s", async (query, status, reason) => {
      expect(await list(query)).toMatchObject({ status, body: { kind: "Status", reason, code: status } });
    });
  });
}
