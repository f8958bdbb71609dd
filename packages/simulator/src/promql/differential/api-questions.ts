import { type Question, rangeQuestion } from "./answers";
import { DATASET_START_MS } from "./dataset";

const start = String(DATASET_START_MS / 1_000);
const end = String(DATASET_START_MS / 1_000 + 7_200);
const window: readonly [string, string][] = [
  ["start", start],
  ["end", end],
];
const query = (params: [string, string][]): Question => ({ path: "/api/v1/query", params: [["query", "sum(up)"], ...params] });
const range = (params: [string, string][]): Question => ({ path: "/api/v1/query_range", params: [["query", "sum(up)"], ...params] });
const list = (path: string, params: [string, string][] = []): Question => ({ path, params: [...window, ...params] });

/** Requests that show the HTTP API itself: lists, forms of time, limits and refusals. Each must be answered like a real Prometheus. */
export const apiQuestions: readonly Question[] = [
  query([["time", start]]),
  query([["time", "2026-01-05T08:03:11Z"]]),
  query([["time", "2026-01-05T08:03:11.250+00:00"]]),
  query([["time", "2026-01-05T16:03:11+08:00"]]),
  query([["time", "1767601000.123"]]),
  query([["time", "yesterday"]]),
  query([
    ["time", start],
    ["timeout", "5s"],
  ]),
  query([
    ["time", start],
    ["timeout", "5"],
  ]),
  query([
    ["time", start],
    ["timeout", "soon"],
  ]),
  { path: "/api/v1/query", params: [["time", start]] },
  range([]),
  range([["start", start]]),
  range(window as [string, string][]),
  range([...window, ["step", "5m"]]),
  range([...window, ["step", "61.5"]]),
  range([...window, ["step", "0"]]),
  range([...window, ["step", "-5"]]),
  range([...window, ["step", "often"]]),
  range([...window, ["step", "0.5"]]),
  range([
    ["start", end],
    ["end", start],
    ["step", "15"],
  ]),
  range([
    ["start", "2026-01-05T07:10:00Z"],
    ["end", "2026-01-05T07:20:00Z"],
    ["step", "1m"],
  ]),
  rangeQuestion("mem_bytes[5m]"),
  rangeQuestion('"text"'),
  rangeQuestion("1"),
  {
    path: "/api/v1/query",
    params: [
      ["query", "mem_bytes[1m]"],
      ["time", String(DATASET_START_MS / 1_000 + 600)],
    ],
  },
  {
    path: "/api/v1/query",
    params: [
      ["query", '"text"'],
      ["time", start],
    ],
  },
  list("/api/v1/labels"),
  list("/api/v1/labels", [["match[]", "mem_bytes"]]),
  list("/api/v1/labels", [
    ["match[]", "mem_bytes"],
    ["match[]", 'odd{kind="nan"}'],
  ]),
  list("/api/v1/labels", [["match[]", "up{"]]),
  list("/api/v1/label/cluster/values"),
  list("/api/v1/label/cluster/values", [["match[]", "quota_bytes"]]),
  list("/api/v1/label/__name__/values"),
  list("/api/v1/label/nope/values"),
  list("/api/v1/label/bad-name/values"),
  list("/api/v1/series"),
  list("/api/v1/series", [["match[]", "up"]]),
  list("/api/v1/series", [
    ["match[]", "up"],
    ["match[]", '{cluster="hz",svc="core"}'],
  ]),
  list("/api/v1/series", [["match[]", "nope"]]),
  list("/api/v1/series", [["match[]", "{}"]]),
  list("/api/v1/metadata"),
];
