"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTRPC } from "../../trpc/client";

const ElevationStrip = dynamic(() => import("./elevation-strip").then((module) => module.ElevationStrip), { ssr: false });

/** What the reader is elevated to now, above every page; nothing for who is not. */
export function ElevationStrips() {
  const elevations = useQuery(useTRPC().self.me.queryOptions()).data?.elevations ?? [];
  return elevations.map((elevation) => <ElevationStrip key={elevation.id} elevation={elevation} />);
}
