import { handleLedgerExport } from "@holdfast/api/http/handle-ledger-export";
import { serve } from "../../../../server/serve";

export const GET = serve(handleLedgerExport);
