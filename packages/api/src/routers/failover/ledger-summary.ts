import { LedgerFilter, LedgerSummary } from "@holdfast/contracts/ledger";
import { summariseLedger } from "@holdfast/services/ledger/summarise-ledger";
import { procedure } from "../../procedures";

/** What the runs of a filter say together. */
export const ledgerSummary = procedure("failover:read")
  .input(LedgerFilter)
  .output(LedgerSummary)
  .query(({ ctx, input }) => summariseLedger(ctx.as, input));
