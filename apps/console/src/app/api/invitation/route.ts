import { handleInvitation } from "@holdfast/api/http/handle-invitation";
import { serve } from "../../../server/serve";

export const POST = serve(handleInvitation);
