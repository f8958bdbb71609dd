import type { Environment } from "@holdfast/contracts/cluster";
import { Labels } from "@holdfast/contracts/selector";
import type { Cluster } from "@holdfast/db/generated/prisma/client";

/** The part of a cluster that access is decided by. */
export interface ClusterRow {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly region: string;
  readonly labels: Labels;
  readonly isSimulated: boolean;
}

/** What to select of a cluster for a decision. */
export const clusterRowFields = { id: true, name: true, environment: true, region: true, labels: true, isSimulated: true } as const;

/** The row with its labels checked. */
export const clusterRow = (row: Pick<Cluster, keyof typeof clusterRowFields>): ClusterRow => ({ ...row, labels: Labels.parse(row.labels) });
