import { LedgerPage, ListLedger } from "@holdfast/contracts/ledger";
import { listLedger } from "@holdfast/services/ledger/list-ledger";
import { procedure } from "../../procedures";

/** A page of the runs that have ended, with what was measured. */
export const ledger = procedure("failover:read")
  .input(ListLedger)
  .output(LedgerPage)
  .query(({ ctx, input }) => listLedger(ctx.as, input));
