import { handleSetup } from "@holdfast/api/http/handle-setup";
import { serve } from "../../../server/serve";

export const POST = serve(handleSetup);
