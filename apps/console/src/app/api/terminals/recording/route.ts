import { handleRecording } from "@holdfast/api/http/handle-recording";
import { serve } from "../../../../server/serve";

export const GET = serve(handleRecording);
