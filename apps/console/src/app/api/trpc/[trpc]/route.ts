import { handleTrpc } from "@holdfast/api/http/handle-trpc";
import { serve } from "../../../../server/serve";

const handler = serve(handleTrpc);

export { handler as GET, handler as POST };
