import { handleHealth } from "@holdfast/api/http/handle-health";
import { serve } from "../../../server/serve";

export const GET = serve(handleHealth);
