"use client";
import type { AppRouter } from "@holdfast/api/router";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { TRPCProvider } from "./client";
import { createQueryClient } from "./query-client";

const URL = "/api/trpc";
const MAX_BATCH = 12;

let kept: QueryClient | undefined;

/** One cache for the life of a tab; on the server a fresh one each time, so that no reader sees another's. */
const queryClient = () => {
  if (typeof window === "undefined") return createQueryClient();
  kept ??= createQueryClient();
  return kept;
};

/** The API and its cache, for everything inside. */
export function TrpcProviders({ children }: { readonly children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (op) => op.type === "subscription",
          true: httpSubscriptionLink({ url: URL, transformer: superjson }),
          false: httpBatchStreamLink({ url: URL, transformer: superjson, maxItems: MAX_BATCH }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
