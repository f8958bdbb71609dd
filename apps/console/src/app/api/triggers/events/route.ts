import { handleSiteEvent } from "@holdfast/api/http/handle-site-event";
import { serve } from "../../../../server/serve";

export const POST = serve(handleSiteEvent);
