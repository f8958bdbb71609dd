import type { AppRouter } from "@holdfast/api/router";
import { createTRPCContext } from "@trpc/tanstack-react-query";

/** The browser's way to the API, typed by the router and by nothing else of it. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
