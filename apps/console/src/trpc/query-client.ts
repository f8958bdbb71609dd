import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";

const isFinal = (error: unknown): boolean => {
  const code = (error as { data?: { code?: unknown } } | null)?.data?.code;
  return typeof code === "string" && code !== "SERVICE_UNAVAILABLE" && code !== "TIMEOUT" && code !== "INTERNAL_SERVER_ERROR";
};

/**
 * A cache of answers. Nothing is asked again by the clock: events say what has changed. A refusal is final; what may pass is
 * tried twice more.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: (count, error) => count < 2 && !isFinal(error) },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
