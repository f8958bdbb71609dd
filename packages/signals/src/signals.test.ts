import { Series } from "@holdfast/contracts/signals";
import { describe, expect, it } from "vitest";
import { logPanel } from "./loki/log-panel";
import { goldenPanels } from "./prometheus/golden-panels";
import { goldenQueries } from "./prometheus/golden-queries";
import { queryRange } from "./prometheus/query-range";
import { queryValue } from "./prometheus/query-value";
import { serviceTraffic } from "./prometheus/service-traffic";
import { type SignalCluster, SignalFault, type SignalPort } from "./signal-port";

const prod = { id: "0199a000-0000-7000-8000-000000000001", name: "prod" };
const dr = { id: "0199a000-0000-7000-8000-000000000002", name: "dr" };
const now = new Date("2026-11-21T03:00:00.000Z");
const window = { fromMs: now.getTime() - 600_000, toMs: now.getTime(), points: 10 };
const options = { deadlineMs: 1000, now, limit: 10 };

const answering = (answer: (cluster: SignalCluster, path: string, params: Map<string, string>) => unknown): SignalPort => ({
  async get(cluster, _source, path, params) {
    const body = answer(cluster, path, new Map(params.map(([key, value]) => [key, value])));
    return typeof body === "string" ? body : JSON.stringify(body);
  },
});
const vector = (...values: string[]) => ({
  status: "success",
  data: { resultType: "vector", result: values.map((value) => ({ metric: {}, value: [1, value] })) },
});

describe("golden signals", () => {
  it("name the clusters that were silent and show those that answered", async () => {
    const port = answering((cluster) => {
      if (cluster.name === "dr") throw new SignalFault("unreachable", "The cluster's agent is not connected.");
      return { status: "success", data: { resultType: "matrix", result: [{ metric: {}, values: [[window.toMs / 1000, "12.5"]] }] } };
    });
    const target = {
      service: { namespace: "bank", name: "bank-core-service" },
      podPatterns: new Map([
        [prod.id, "core-.*"],
        [dr.id, "core-.*"],
      ]),
    };
    const panels = await goldenPanels(port, [prod, dr], target, window, options);
    expect(panels.map((panel) => panel.signal)).toEqual(["rate", "errors", "p50", "p99", "cpu", "memory"]);
    for (const { result } of panels) {
      expect(result.answered.map((series) => series.clusterName)).toEqual(["prod"]);
      expect(result.heard).toEqual([{ clusterId: prod.id, clusterName: "prod" }]);
      expect(result.silent).toEqual([
        { clusterId: dr.id, clusterName: "dr", reason: "unreachable", message: "The cluster's agent is not connected." },
      ]);
    }
  });

  it("do not ask what pods use where there are none, and that is an answer, not a silence", async () => {
    const asked: string[] = [];
    const port = answering((cluster, _, params) => {
      asked.push(`${cluster.name} ${params.get("query")}`);
      return { status: "success", data: { resultType: "matrix", result: [] } };
    });
    const target = { service: { namespace: "bank", name: "core" }, podPatterns: new Map([[prod.id, "core-[a-z0-9]+"]]) };
    const panels = await goldenPanels(port, [prod, dr], target, window, options);
    expect(asked.filter((question) => question.includes("container_"))).toEqual([
      expect.stringMatching(/^prod sum\(rate\(container_cpu_usage_seconds_total\{namespace="bank",pod=~"core-\[a-z0-9\]\+"/),
      expect.stringContaining("prod sum(container_memory_working_set_bytes"),
    ]);
    for (const { result } of panels) expect(result).toMatchObject({ heard: [{ clusterName: "prod" }, { clusterName: "dr" }], silent: [] });
  });

  it("can't be broken out of by a service's name", () => {
    const [rate] = goldenQueries({ namespace: "bank", name: 'x"} or up{a="' }, 15);
    expect(rate?.query).toContain(String.raw`destination_service_name="x\"} or up{a=\""`);
  });
});

describe("a range query", () => {
  it("puts every cluster's samples on the same instants and draws a gap as a gap", async () => {
    const asked: Map<string, string>[] = [];
    const port = answering((_, __, params) => {
      asked.push(params);
      const start = Number(params.get("start"));
      return {
        status: "success",
        data: {
          resultType: "matrix",
          result: [
            {
              metric: { __name__: "up", pod: "a" },
              values: [
                [start, "1"],
                [start + 120, "NaN"],
                [start + 180, "+Inf"],
              ],
            },
          ],
        },
      };
    });
    const [series] = await queryRange(port, prod, "up", { ...window, fromMs: window.fromMs + 1234 }, options);
    expect(asked[0]?.get("step")).toBe("60");
    expect(Number(asked[0]?.get("start")) % 60).toBe(0);
    expect(series?.label).toBe('pod="a"');
    expect(Series.safeParse(series).success).toBe(true);
    expect(series?.points.slice(0, 4).map(([, value]) => value)).toEqual([1, null, null, Number.POSITIVE_INFINITY]);
  });
});

describe("the services that serve requests", () => {
  it("come from all clusters, the busiest first, without what Istio cannot name", async () => {
    const sample = (name: string | undefined, value: string) => ({
      metric: { destination_service_namespace: "bank", ...(name === undefined ? {} : { destination_service_name: name }) },
      value: [1, value],
    });
    const port = answering((cluster) => ({
      status: "success",
      data: {
        resultType: "vector",
        result: cluster.name === "prod" ? [sample("core", "3"), sample(undefined, "99"), sample("odd", "NaN")] : [sample("core", "7")],
      },
    }));
    const { answered } = await serviceTraffic(port, [prod, dr], options);
    expect(answered.map(({ clusterName, service, requestsPerSecond }) => [clusterName, service.name, requestsPerSecond])).toEqual([
      ["dr", "core", 7],
      ["prod", "core", 3],
    ]);
  });
});

describe("an instant value", () => {
  it("is the number, or null when the query returns nothing", async () => {
    expect(
      await queryValue(
        answering(() => vector("42.5")),
        prod,
        "x",
        options,
      ),
    ).toBe(42.5);
    expect(
      await queryValue(
        answering(() => vector()),
        prod,
        "x",
        options,
      ),
    ).toBeNull();
    expect(
      await queryValue(
        answering(() => vector("NaN")),
        prod,
        "x",
        options,
      ),
    ).toBeNull();
  });

  it("is refused when it is not clear which one is meant", async () => {
    await expect(
      queryValue(
        answering(() => vector("1", "2")),
        prod,
        "x",
        options,
      ),
    ).rejects.toThrow(/returns 2 values/);
  });

  it("passes on what Prometheus said of a bad query, and does not take a web page for an answer", async () => {
    await expect(
      queryValue(
        answering(() => ({ status: "error", errorType: "bad_data", error: "1:5: parse error" })),
        prod,
        "sum(",
        options,
      ),
    ).rejects.toThrow(/1:5: parse error/);
    await expect(
      queryValue(
        answering(() => "<html>login</html>"),
        prod,
        "x",
        options,
      ),
    ).rejects.toThrow(/not answer in JSON/);
  });
});

describe("logs", () => {
  it("of several clusters come merged by time to the nanosecond, newest first", async () => {
    const port = answering((cluster) => ({
      status: "success",
      data: {
        resultType: "streams",
        result: [
          {
            stream: { pod: `${cluster.name}-1`, level: "WARN" },
            values: [
              [cluster.name === "prod" ? "1700000000000000002" : "1700000000000000003", "a"],
              ["1700000000000000001", "error: b"],
            ],
          },
        ],
      },
    }));
    const { answered } = await logPanel(port, [prod, dr], "{}", window, { ...options, limit: 3 });
    expect(answered.map((line) => line.atNs)).toEqual(["1700000000000000003", "1700000000000000002", "1700000000000000001"]);
    expect(answered[0]).toMatchObject({ clusterName: "dr", pod: "dr-1", level: "warn" });
  });

  it("show Loki's plain-text refusal of a bad query", async () => {
    const { silent } = await logPanel(
      answering(() => "parse error at line 1, col 2"),
      [prod],
      "{",
      window,
      options,
    );
    expect(silent[0]).toMatchObject({ reason: "failed", message: expect.stringContaining("parse error at line 1") });
  });
});
