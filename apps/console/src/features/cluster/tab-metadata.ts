import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

interface ClusterParams {
  readonly params: Promise<{ readonly cluster: string }>;
}

/** What a tab of a cluster is called in the browser: the tab and the cluster, so that several of one cluster can be told apart. */
export const tabMetadata =
  (tab: "nodes" | "workloads" | "network" | "storage" | "changes" | "events" | "components" | "policies" | "agent") =>
  async ({ params }: ClusterParams): Promise<Metadata> => ({
    title: `${(await getTranslations("cluster.tab"))(tab)} · ${(await params).cluster}`,
  });
