"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTRPC } from "../../trpc/client";

const AutomationStrip = dynamic(() => import("./automation-strip").then((module) => module.AutomationStrip), { ssr: false });

/** That all automation is stopped, above every page; nothing while it runs. */
export function AutomationStrips() {
  const stop = useQuery(useTRPC().automation.get.queryOptions()).data?.stop ?? null;
  return stop && <AutomationStrip stop={stop} />;
}
