import { WarrantEnd, WarrantLine, type WarrantView } from "@holdfast/contracts/warrant";
import type { StoredWarrant } from "@holdfast/db/run-warrants";
import { isOpenWarrant, warrantState } from "@holdfast/domain/warrant/warrant-state";
import { z } from "zod";

const Steps = z.array(z.looseObject({ name: z.string() }));
const Lines = z.array(WarrantLine);

/** A warrant as the run page shows it, as it stands now. */
export const warrantView = (warrant: StoredWarrant, siteName: (clusterId: string) => string, now: Date): WarrantView => {
  const { row } = warrant;
  return {
    id: row.id,
    number: row.number,
    clusterName: siteName(row.clusterId),
    state: warrantState(warrant, now),
    isOpen: isOpenWarrant(warrant, now),
    issuedAt: row.issuedAt,
    expiresAt: row.expiresAt,
    silentSeconds: row.silentSeconds,
    steps: Steps.parse(row.steps).map((step) => step.name),
    end: WarrantEnd.nullable().parse(row.endedAs),
    lines: Lines.parse(row.lines),
  };
};
