import { Health } from "@holdfast/contracts/health";
import type { Sort } from "@holdfast/ui/rules/sort";

/** A workload as a list shows it. */
export interface SampleRow {
  readonly id: string;
  readonly name: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly health: Health;
  readonly ready: number;
  readonly desired: number;
  readonly restarts: number;
  readonly memoryBytes: number;
  readonly ageMs: number;
}

const apps = ["bank-core-service", "ledger", "payments-api", "fraud-scoring", "statement-render", "session-store", "notifier"];
const clusters = ["prod-hangzhou", "prod-beijing", "dr-shanghai", "test-shenzhen"];

/** Strings that a hostile cluster would report. They must be drawn, and nothing else. */
export const hostileNames = [
  "<img src=x onerror=\"document.title='owned'\">",
  "\"><script>document.title='owned'</script>",
  "{{constructor.constructor('document.title=1')()}}",
  "javascript:document.title='owned'",
  "pod-\u202egnp.exe",
  "a-name-that-is-as-long-as-kubernetes-allows-it-to-be-and-then-some-more-of-it-until-no-column-can-hold-it-in-one-line",
];

/** A fixed sequence: every run of the gallery looks alike. */
const mixed = (index: number, spread: number) => ((index * 2_654_435_761) % 4_294_967_296) % spread;

const healthOf = (index: number): Health =>
  index % 23 === 7 ? "Degraded" : index % 29 === 11 ? "Unknown" : index % 17 === 5 ? "Progressing" : "Healthy";

/** All rows that the pretended server has. */
export const sampleRows: readonly SampleRow[] = Array.from({ length: 450 }, (_, index) => {
  const desired = 1 + mixed(index, 12);
  const health = healthOf(index);
  return {
    id: `w${index}`,
    name: hostileNames[index - 3] ?? `${apps[index % apps.length]}-${index}`,
    cluster: clusters[mixed(index, 4)] ?? "prod-hangzhou",
    namespace: index % 3 === 0 ? "bank-core" : "payments",
    health,
    ready: health === "Healthy" ? desired : Math.max(0, desired - 1 - mixed(index, 3)),
    desired,
    restarts: mixed(index, 40) > 34 ? mixed(index, 90) : 0,
    memoryBytes: 64 * 1024 * 1024 * (1 + mixed(index, 50)),
    ageMs: 40_000 + index * 7_000_000,
  };
});

const sorts: Readonly<Record<string, (row: SampleRow) => string | number>> = {
  name: (row) => row.name,
  health: (row) => Health.options.indexOf(row.health),
  memory: (row) => row.memoryBytes,
  age: (row) => row.ageMs,
};

/** What the pretended server answers: filtered, sorted, and the first `limit`. */
export function askRows(text: string, health: readonly string[], sort: Sort | null, limit: number): { rows: SampleRow[]; total: number } {
  const fitting = sampleRows.filter((row) => row.name.includes(text) && (health.length === 0 || health.includes(row.health)));
  const by = sort === null ? undefined : sorts[sort.key];
  const turned = sort?.direction === "descending" ? -1 : 1;
  const ordered = by === undefined ? fitting : fitting.toSorted((one, other) => (by(one) < by(other) ? -turned : turned));
  return { rows: ordered.slice(0, limit), total: fitting.length };
}
