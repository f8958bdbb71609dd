import { handleViolationExport } from "@holdfast/api/http/handle-violation-export";
import { serve } from "../../../../server/serve";

export const GET = serve(handleViolationExport);
