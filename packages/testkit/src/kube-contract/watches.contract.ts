import { describe, expect, it } from "vitest";
import { configMap, widgetDefinition } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const INITIAL = "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan";

/** Watches. */
export function describeWatches(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const path = () => suite.path("configmaps");
  const labelled = (name: string, watch: string, data: Record<string, string> = {}) => configMap(name, data, { labels: { watch } });
  const watching = (label: string, query: string) => suite.client.watch(`${path()}?labelSelector=watch%3D${label}&${query}`);
  const versionNow = async () => (await suite.client.get(path())).body.metadata?.resourceVersion ?? "";

  describe("a watch", () => {
    it("tells what is added, changed and deleted after a version, in order", async () => {
      const watch = await watching("order", `watch=1&resourceVersion=${await versionNow()}`);
      await suite.client.post(path(), labelled("o", "order"));
      await suite.client.patch(`${path()}/o`, { data: { b: "2" } });
      await suite.client.delete(`${path()}/o`);

      const events = [await watch.next(), await watch.next(), await watch.next()];
      watch.close();
      expect(events.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
      expect(events[1]?.object).toMatchObject({ kind: "ConfigMap", apiVersion: "v1", data: { b: "2" } });
      const versions = events.map(({ object }) => Number(object.metadata?.resourceVersion));
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(new Set(versions).size).toBe(3);
    });

    it("without a version begins with what is there", async () => {
      await suite.client.post(path(), labelled("there", "begin"));
      const watch = await watching("begin", "watch=1");
      expect(await watch.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "there" } } });
      watch.close();
    });

    it("resumes after the last version that was seen, without a gap", async () => {
      const first = await watching("resume", `watch=1&resourceVersion=${await versionNow()}`);
      await suite.client.post(path(), labelled("r1", "resume"));
      const seen = (await first.next()).object.metadata?.resourceVersion;
      first.close();
      await suite.client.post(path(), labelled("r2", "resume"));
      await suite.client.post(path(), labelled("r3", "resume"));
      const second = await watching("resume", `watch=1&resourceVersion=${seen}`);
      expect((await second.next()).object.metadata?.name).toBe("r2");
      expect((await second.next()).object.metadata?.name).toBe("r3");
      second.close();
    });

    it("shows an object that stops to match as deleted, and one that starts to match as added", async () => {
      await suite.client.post(path(), labelled("moving", "left"));
      const watch = await watching("left", `watch=1&resourceVersion=${await versionNow()}`);
      await suite.client.patch(`${path()}/moving`, { metadata: { labels: { watch: "right" } } });
      await suite.client.patch(`${path()}/moving`, { metadata: { labels: { watch: "left" } } });
      expect(await watch.next()).toMatchObject({ type: "DELETED", object: { metadata: { name: "moving" } } });
      expect(await watch.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "moving" } } });
      watch.close();
    });

    it("ends when its time is up, with a bookmark before for those who take them", async () => {
      const version = await versionNow();
      const watch = await watching("nothing", `watch=1&allowWatchBookmarks=true&timeoutSeconds=6&resourceVersion=${version}`);
      const events = await watch.rest();
      expect(events.length).toBeGreaterThan(0);
      for (const { type, object } of events) {
        expect(type).toBe("BOOKMARK");
        expect(object).toMatchObject({ kind: "ConfigMap", apiVersion: "v1" });
        expect(Number(object.metadata?.resourceVersion)).toBeGreaterThanOrEqual(Number(version));
      }
    });

    it("sends no bookmarks to those who do not take them", async () => {
      const watch = await watching("nothing", `watch=1&timeoutSeconds=2&resourceVersion=${await versionNow()}`);
      expect(await watch.rest()).toEqual([]);
    });

    it("sends the initial state and a bookmark that ends it, when asked to", async () => {
      await suite.client.post(path(), labelled("i1", "initial"));
      await suite.client.post(path(), labelled("i2", "initial"));
      const watch = await watching("initial", `${INITIAL}&allowWatchBookmarks=true`);
      const events = [await watch.next(), await watch.next(), await watch.next()];
      expect(events.slice(0, 2)).toMatchObject([
        { type: "ADDED", object: { metadata: { name: "i1" } } },
        { type: "ADDED", object: { metadata: { name: "i2" } } },
      ]);
      expect(events[2]).toMatchObject({
        type: "BOOKMARK",
        object: { metadata: { annotations: { "k8s.io/initial-events-end": "true" }, resourceVersion: expect.stringMatching(/^\d+$/) } },
      });
      await suite.client.post(path(), labelled("i3", "initial"));
      expect(await watch.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "i3" } } });
      watch.close();
    });

    it("refuses contradictory options", async () => {
      for (const query of ["watch=1&sendInitialEvents=true", "watch=1&resourceVersionMatch=NotOlderThan"]) {
        expect(await suite.client.get(`${path()}?${query}`)).toMatchObject({ status: 422, body: { reason: "Invalid" } });
      }
    });

    it("from a version that is too old is told so by an error event, 410", async () => {
      const group = `${suite.unique("old")}.example.com`;
      await suite.client.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", widgetDefinition(group));
      const widgets = `/apis/${group}/v1/namespaces/${suite.namespace}/widgets`;
      await expect.poll(async () => (await suite.client.get(widgets)).status).toBe(200);
      const watch = await suite.client.watch(`${widgets}?watch=1&resourceVersion=1`);
      const [event, ...more] = await watch.rest();
      expect(event).toMatchObject({
        type: "ERROR",
        object: {
          kind: "Status",
          status: "Failure",
          reason: "Expired",
          code: 410,
          message: expect.stringContaining("too old resource version: 1"),
        },
      });
      expect(more).toEqual([]);
      await suite.client.delete(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.${group}`);
    });

    it("can follow one object by its name, and metadata alone", async () => {
      await suite.client.post(path(), labelled("single", "single", { a: "1" }));
      const byName = await suite.client.watch(`${path()}?watch=1&fieldSelector=metadata.name%3Dsingle`);
      expect(await byName.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "single" }, data: { a: "1" } } });
      byName.close();
      const accept = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json";
      const metadataOnly = await suite.client.watch(`${path()}?watch=1&fieldSelector=metadata.name%3Dsingle`, { accept });
      const { object } = await metadataOnly.next();
      expect(object).toMatchObject({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: { name: "single" } });
      expect(object.data).toBeUndefined();
      metadataOnly.close();
    });
  });
}
