"use client";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { AgentCommands } from "./agent-commands";
import { AgentHistory } from "./agent-history";
import { AgentIdentityPanel } from "./agent-identity-panel";
import { AgentLinkPanel } from "./agent-link-panel";
import { AgentResources } from "./agent-resources";
import { useTheCluster } from "./cluster-context";
import { EnrolPanel } from "./enrol-panel";
import { HostedPanel } from "./hosted-panel";

/** The agent of a cluster: who it is, how it has come and gone, what it has still to do and what it may read. */
export function AgentTab() {
  const cluster = useTheCluster();
  const query = useQuery(useTRPC().cluster.agent.queryOptions({ clusterId: cluster.id }));
  return (
    <Stack gap="m">
      {cluster.link.state !== "connected" && query.data?.hosted === null && <EnrolPanel cluster={cluster} />}
      <Resolve
        query={query}
        loading={
          <Stack gap="m">
            <CardSkeleton lines={8} />
            <CardSkeleton lines={8} />
          </Stack>
        }
        isEmpty={() => false}
        empty={null}
      >
        {(detail) => (
          <Stack gap="m">
            {detail.hosted && <HostedPanel cluster={detail.cluster} hosted={detail.hosted} />}
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <AgentLinkPanel detail={detail} />
              <AgentIdentityPanel detail={detail} />
            </div>
            <AgentCommands queue={detail.queue} />
            <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
              <AgentResources resources={detail.resources} />
              <AgentHistory transitions={detail.transitions} />
            </div>
          </Stack>
        )}
      </Resolve>
    </Stack>
  );
}
