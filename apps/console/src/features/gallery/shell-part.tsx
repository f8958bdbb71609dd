"use client";
import { Badge } from "@holdfast/ui/badge";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { Button } from "@holdfast/ui/button";
import { Card } from "@holdfast/ui/card";
import { Freshness } from "@holdfast/ui/freshness";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Quantity } from "@holdfast/ui/quantity";
import { Sparkline } from "@holdfast/ui/sparkline";
import { Columns, Inline, Stack } from "@holdfast/ui/stack";
import { Timeline } from "@holdfast/ui/timeline";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { HealthStatus, LinkStatus } from "../shared-status/status-word";
import { reportConnection } from "../shared-stream/connection";
import { screens } from "../shell/screens";
import { ShellFrame } from "../shell/shell-frame";

const all = screens.map((screen) => screen.id);
const clusters = [
  {
    name: "prod-hangzhou",
    environment: "production",
    health: "Healthy",
    link: "connected",
    nodes: 2000,
    pods: 20_417,
    ageMs: 1000,
    p99: [82, 84, 81, 90, 95, 93, 88, 86, 91],
  },
  {
    name: "prod-beijing",
    environment: "production",
    health: "Degraded",
    link: "connected",
    nodes: 412,
    pods: 6_120,
    ageMs: 2000,
    p99: [70, 72, 71, 140, 190, 188, 170, 160, 151],
  },
  {
    name: "dr-shanghai",
    environment: "dr",
    health: "Healthy",
    link: "connected",
    nodes: 1980,
    pods: 811,
    ageMs: 1000,
    p99: [74, 73, 75, 76, 74, 78, 77, 79, 80],
  },
  {
    name: "test-shenzhen",
    environment: "test",
    health: "Healthy",
    link: "unreachable",
    nodes: 12,
    pods: 240,
    ageMs: 320_000,
    p99: [66, 68, 67, 66, null, null, null, null, null],
  },
] as const;

function ClusterCards() {
  const t = useTranslations("status.environment");
  const { renderedAtMs: now } = useUi();
  return (
    <Columns least="s">
      {clusters.map((cluster) => {
        const observation = { observedAt: now - cluster.ageMs, budgetMs: 30_000 };
        const isStale = cluster.ageMs > observation.budgetMs;
        return (
          <Card key={cluster.name} tone={isStale ? "stale" : cluster.health === "Degraded" ? "bad" : "good"}>
            <Stack gap="s">
              <Inline spread="apart">
                <strong>{cluster.name}</strong>
                <Badge tone={cluster.environment === "production" ? "accent" : "plain"}>{t(cluster.environment)}</Badge>
              </Inline>
              <Inline spread="apart">
                <HealthStatus of={cluster.health} observation={observation} />
                {cluster.link !== "connected" && <LinkStatus of={cluster.link} />}
              </Inline>
              <Inline spread="apart" align="end">
                <span>
                  <Quantity value={cluster.nodes} unit="count" noun="nodes" /> · <Quantity value={cluster.pods} unit="count" noun="pods" />
                </span>
                <Sparkline label={`p99 latency of ${cluster.name}`} values={cluster.p99} limit={100} />
              </Inline>
              <Freshness {...observation} />
            </Stack>
          </Card>
        );
      })}
    </Columns>
  );
}

/** The shell around a page like the fleet's, with every screen in its navigation. */
export function ShellPart() {
  const { renderedAtMs: now } = useUi();
  useEffect(() => {
    reportConnection("live");
    return () => reportConnection("off");
  }, []);
  return (
    <ShellFrame ids={all} viewer={{ name: "Ana Petrova", email: "ana@example.com" }}>
      <Stack gap="m">
        <PageHeader
          trail={
            <Breadcrumbs
              trail={[
                { label: "Failover", href: "/gallery" },
                { label: "bank-core", href: "/gallery" },
              ]}
              current="prod-hangzhou → dr-shanghai"
            />
          }
          title="prod-hangzhou → dr-shanghai"
          status={<HealthStatus of="Healthy" emphasis="strong" />}
          description="Could this plan run now, and would it meet 15 s?"
          actions={
            <>
              <Button>Rehearse</Button>
              <Button variant="primary">Request a failover</Button>
            </>
          }
        />
        <ClusterCards />
        <Panel title="What changed" aside={<Freshness observedAt={now - 3000} budgetMs={30_000} />}>
          <Timeline
            label="What changed"
            entries={[
              {
                id: "2",
                at: now - 90_000,
                title: "prod-beijing is Degraded",
                actor: "agent",
                tone: "bad",
                shape: "cross",
                detail: "payments-api: 4 of 9 pods are ready",
              },
              { id: "1", at: now - 320_000, title: "test-shenzhen fell silent", actor: "hub", tone: "caution", shape: "triangle" },
            ]}
          />
        </Panel>
      </Stack>
    </ShellFrame>
  );
}
