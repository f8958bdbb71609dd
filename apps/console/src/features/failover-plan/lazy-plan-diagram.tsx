"use client";
import { SkeletonText } from "@holdfast/ui/skeleton";
import dynamic from "next/dynamic";

/** The diagram of a plan, with its code fetched when it is first shown. */
export const LazyPlanDiagram = dynamic(() => import("./plan-diagram").then((module) => module.PlanDiagram), {
  ssr: false,
  loading: () => (
    <div className="min-h-40">
      <SkeletonText lines={6} />
    </div>
  ),
});
