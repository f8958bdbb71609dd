import type { LedgerFilter } from "@holdfast/contracts/ledger";

/** What the address of the ledger can narrow by. */
export const ledgerShape = { sortKeys: [], facets: ["group", "kind", "workflow", "outcome", "rto"] } as const;

// Written out: the lists of the contracts would bring their whole library with them. A test holds them together.
export const kinds = ["real", "drill"] as const satisfies readonly LedgerFilter["kinds"][number][];
export const workflows = ["activate", "failback"] as const satisfies readonly LedgerFilter["workflows"][number][];
export const outcomes = [
  "Succeeded",
  "Failed",
  "Undone",
  "Rejected",
  "Expired",
  "Cancelled",
] as const satisfies readonly LedgerFilter["outcomes"][number][];
export const verdicts = ["within", "over", "unmeasured"] as const satisfies readonly LedgerFilter["rto"][number][];

const GROUP = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const among = <T extends string>(known: readonly T[], asked: readonly string[] = []): T[] => known.filter((each) => asked.includes(each));

/** The question that an address asks; what no ledger knows is left out. */
export const ledgerQuestion = (facets: Readonly<Record<string, readonly string[] | undefined>>): LedgerFilter => ({
  groups: (facets.group ?? []).filter((name) => GROUP.test(name)).slice(0, 50),
  kinds: among(kinds, facets.kind),
  workflows: among(workflows, facets.workflow),
  outcomes: among(outcomes, facets.outcome),
  rto: among(verdicts, facets.rto),
});

/** Where the runs of a question are fetched as a file. */
export const ledgerFile = (format: "csv" | "json", question: LedgerFilter): string =>
  `/api/runs/ledger?${new URLSearchParams({ format, filter: JSON.stringify(question) })}`;
