import { handleSearchExport } from "@holdfast/api/http/handle-search-export";
import { serve } from "../../../../server/serve";

export const GET = serve(handleSearchExport);
