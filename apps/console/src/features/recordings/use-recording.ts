"use client";
import { useQuery } from "@tanstack/react-query";
import { readCast } from "./cast";

/** Where the file of a recording is. */
export const recordingHref = (id: string, as: "view" | "file") => `/api/terminals/recording?${new URLSearchParams({ id, as })}`;

const INTEGRITIES = ["intact", "altered", "open"] as const;

/** Fetches a recording to be looked at, once: each fetch is in the audit trail. */
export const useRecording = (id: string, isAsked: boolean) =>
  useQuery({
    queryKey: ["recording", id],
    enabled: isAsked,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: async ({ signal }) => {
      const response = await fetch(recordingHref(id, "view"), { signal });
      const text = await response.text();
      if (!response.ok) throw new Error(text.trim());
      const said = response.headers.get("x-recording-integrity");
      return { cast: readCast(text), integrity: INTEGRITIES.find((each) => each === said) ?? "altered" };
    },
  });
