import { describe, expect, it } from "vitest";
import type { MirrorMaker } from "../kube/mirror-maker";
import { mirrorDirection } from "./mirrormaker-reverse";

const west = { alias: "west", bootstrapServers: "west:9093", authentication: { type: "tls" }, config: { "ssl.cipher.suites": "A" } };
const east = { alias: "east", bootstrapServers: "east:9092", config: { "config.storage.replication.factor": 3 } };
const connectors = { sourceConnector: { tasksMax: 2, state: "stopped" }, checkpointConnector: { state: "stopped" } };
const around = { source: "east", target: "west", state: "running" } as const;

/** The object after the writes. */
function reversed(object: MirrorMaker, wanted: { source: string; target: string; state: "running" | "stopped" } = around): MirrorMaker {
  const fields = mirrorDirection.lens?.write(object, wanted) ?? [];
  const spec = Object.fromEntries(fields.map(({ pointer, value }) => [pointer.replace("/spec/", ""), value]));
  return { ...object, spec: { ...object.spec, ...spec } };
}
const directionOf = (object: MirrorMaker) => mirrorDirection.lens?.read(object);

describe("a mirror that is reversed", () => {
  const layouts: [string, MirrorMaker][] = [
    ["with its clusters in their places", { spec: { target: { ...east, groupId: "mirror" }, mirrors: [{ source: west, ...connectors }] } }],
    [
      "with its clusters in a list",
      {
        spec: {
          ...{ connectCluster: "east", clusters: [west, east, { alias: "other" }] },
          mirrors: [{ sourceCluster: "west", targetCluster: "east", ...connectors }],
        },
      },
    ],
  ];

  it.each(layouts)("%s, runs the other way round, and reversed again is as it was", (_, object) => {
    expect(directionOf(object)).toEqual({ source: "west", target: "east", state: "stopped" });
    const there = reversed(object);
    expect(directionOf(there)).toEqual(around);
    expect(reversed(there, { source: "west", target: "east", state: "stopped" })).toEqual(object);
  });

  it("takes each cluster's connection along, and leaves what the role configures of the workers in its place", () => {
    const { spec } = reversed(layouts[0]?.[1] ?? {});
    expect(spec?.target).toEqual({
      ...{ groupId: "mirror", alias: "west", bootstrapServers: "west:9093", authentication: { type: "tls" } },
      config: { "config.storage.replication.factor": 3, "ssl.cipher.suites": "A" },
    });
    expect(spec?.mirrors?.[0]?.source).toEqual({ alias: "east", bootstrapServers: "east:9092" });
  });

  it.each<[string, MirrorMaker, string]>([
    ["with several mirrors", { spec: { target: east, mirrors: [{ source: west }, { source: { alias: "south" } }] } }, "one mirror"],
    ["between other clusters", { spec: { target: east, mirrors: [{ source: { alias: "south" }, ...connectors }] } }, "south and east"],
    [
      "of a cluster that it does not name",
      { spec: { connectCluster: "east", clusters: [west], mirrors: [{ sourceCluster: "west" }] } },
      "not among",
    ],
  ])("is refused %s", (_, object, why) => {
    expect(() => reversed(object)).toThrow(why);
  });
});
