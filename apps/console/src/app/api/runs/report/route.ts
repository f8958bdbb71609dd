import { handleRunReport } from "@holdfast/api/http/handle-run-report";
import { serve } from "../../../../server/serve";

export const GET = serve(handleRunReport);
