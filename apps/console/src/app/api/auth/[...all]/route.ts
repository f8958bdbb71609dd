import { handleSignIn } from "@holdfast/api/http/handle-sign-in";
import { serve } from "../../../../server/serve";

const handler = serve(handleSignIn);

export { handler as GET, handler as POST };
