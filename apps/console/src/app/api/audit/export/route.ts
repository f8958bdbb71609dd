import { handleAuditExport } from "@holdfast/api/http/handle-audit-export";
import { serve } from "../../../../server/serve";

export const GET = serve(handleAuditExport);
