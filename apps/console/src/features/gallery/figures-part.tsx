"use client";
import { Card } from "@holdfast/ui/card";
import { ChartFrame, seriesDashes } from "@holdfast/ui/chart-frame";
import { Duration, Elapsed } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { ProgressBar } from "@holdfast/ui/progress-bar";
import { Quantity } from "@holdfast/ui/quantity";
import { sparkline } from "@holdfast/ui/rules/sparkline";
import { Sparkline } from "@holdfast/ui/sparkline";
import { Columns, Inline, Stack } from "@holdfast/ui/stack";
import { Stepper } from "@holdfast/ui/stepper";
import { Time } from "@holdfast/ui/time";
import { Timeline } from "@holdfast/ui/timeline";
import { useUi } from "@holdfast/ui/ui-provider";
import { HealthStatus, LinkStatus } from "../shared-status/status-word";
import { Sample } from "./sample";

const hangzhou = [82, 84, 81, 90, 95, 93, 88, 86, null, null, 91, 97, 103, 99, 94];
const shanghai = [74, 73, 75, 76, 74, 78, 77, 79, 80, 78, 77, 75, 76, 78, 79];

function Numbers() {
  const { renderedAtMs: now } = useUi();
  return (
    <Panel title="Instants, durations, quantities">
      <KeyValueList
        layout="wide"
        items={[
          { label: "Now", value: <Time at={now} /> },
          { label: "Minutes ago", value: <Time at={now - 400_000} /> },
          { label: "Days ago", value: <Time at={now - 3 * 86_400_000} /> },
          { label: "Years ago", value: <Time at={now - 800 * 86_400_000} /> },
          { label: "To come", value: <Time at={now + 3_000_000} /> },
          { label: "Never", value: <Time at={null} /> },
          { label: "Duration", value: <Duration ms={2840} /> },
          { label: "Longer", value: <Duration ms={7_500_000} /> },
          { label: "Running", value: <Elapsed since={now - 62_000} /> },
          { label: "Not measured", value: <Duration ms={null} /> },
          { label: "Pods", value: <Quantity value={20_417} unit="count" noun="pods" /> },
          { label: "Memory", value: <Quantity value={3.4e10} unit="bytes" /> },
          { label: "Availability", value: <Quantity value={0.99994} unit="ratio" /> },
          { label: "Cores", value: <Quantity value={0.25} unit="cores" /> },
          { label: "Rate", value: <Quantity value={50_120.4} unit="perSecond" /> },
          { label: "Unknown", value: <Quantity value={null} unit="bytes" /> },
        ]}
      />
    </Panel>
  );
}

function Progresses() {
  const { renderedAtMs: now } = useUi();
  return (
    <Panel title="Progress">
      <Stack>
        <p className="text-clock tabular-nums">
          <Elapsed since={now - 9400} show="clock" />
        </p>
        <Stepper
          label="Phases"
          steps={[
            { id: "detect", label: "Detect", state: "done", detail: "2.8 s" },
            { id: "decide", label: "Decide", state: "done", detail: "0.3 s" },
            { id: "act", label: "Act", state: "current", detail: "postgres.promote" },
            { id: "verify", label: "Verify", state: "upcoming" },
          ]}
        />
        <Stepper
          label="A wizard"
          steps={[
            { id: "name", label: "Name", state: "done" },
            { id: "install", label: "Install the agent", state: "failed", detail: "the token expired" },
            { id: "connected", label: "Connected", state: "upcoming" },
          ]}
        />
        <ProgressBar
          label="Rollout of pss-restricted"
          done={38}
          total={50}
          noun="clusters"
          current="wave 2: test"
          elapsedMs={42_000}
          remainingMs={13_000}
        />
        <ProgressBar label="Reading the inventory" done={0} total={20_000} noun="objects" current="listing pods" elapsedMs={900} />
        <ProgressBar label="Verification" done={12} total={12} noun="entries" tone="good" elapsedMs={1200} />
      </Stack>
    </Panel>
  );
}

function Lines() {
  const [width, height] = [320, 120];
  const drawn = [sparkline(hangzhou, width, height, null), sparkline(shanghai, width, height, null)];
  return (
    <svg viewBox={`-4 -4 ${width + 8} ${height + 8}`} className="w-full" role="img" aria-label="p99 latency of two clusters">
      {drawn.flatMap((shape, series) =>
        shape.paths.map((path) => (
          <path
            key={path}
            d={path}
            fill="none"
            stroke={`var(--hf-series-${series + 1})`}
            strokeDasharray={seriesDashes[series]}
            strokeWidth="1.5"
          />
        )),
      )}
    </svg>
  );
}

const table = {
  head: ["Time", "prod-hangzhou", "dr-shanghai"],
  rows: hangzhou.map((value, index) => [`14:${index + 10}`, String(value ?? "—"), String(shanghai[index])]),
};

function Charts() {
  return (
    <>
      <ChartFrame
        title="p99 latency"
        unit="ms"
        series={[
          { label: "prod-hangzhou", series: 1 },
          { label: "dr-shanghai", series: 2 },
        ]}
        table={table}
        sources={{ answered: 2, silent: [{ name: "test-shenzhen", reason: "did not answer within 3 s" }] }}
      >
        <Lines />
      </ChartFrame>
      <ChartFrame title="Errors" unit="%" series={[]} table={{ head: ["Time"], rows: [] }}>
        <Lines />
      </ChartFrame>
    </>
  );
}

function Cards() {
  const { renderedAtMs: now } = useUi();
  return (
    <Sample title="Cards and sparklines">
      <Columns least="s">
        <Card tone="good">
          <Inline spread="apart">
            <strong>prod-hangzhou</strong>
            <HealthStatus of="Healthy" />
          </Inline>
          <Sparkline label="p99 latency, 82 to 103 ms in the last hour, target 100 ms" values={hangzhou} limit={100} size="m" />
        </Card>
        <Card tone="stale">
          <Inline spread="apart">
            <strong>prod-beijing</strong>
            <LinkStatus of="connected" observation={{ observedAt: now - 300_000, budgetMs: 30_000 }} />
          </Inline>
          <Sparkline label="Nothing was measured" values={[null, null]} size="m" />
        </Card>
        <Card>
          <Inline spread="apart">
            <strong>Without a tone</strong>
            <Sparkline label="p99 latency, steady near 77 ms" values={shanghai} tone="good" />
          </Inline>
        </Card>
      </Columns>
    </Sample>
  );
}

/** What is measured and counted. */
export function FiguresPart() {
  const { renderedAtMs: now } = useUi();
  return (
    <Stack gap="m">
      <Numbers />
      <Columns least="l">
        <Progresses />
        <Panel title="Timeline">
          <Timeline
            label="What happened"
            entries={[
              {
                id: "3",
                at: now - 20_000,
                title: "Verified",
                actor: "hub",
                tone: "good",
                shape: "tick",
                detail: "primary is on timeline 7",
              },
              { id: "2", at: now - 24_000, title: "postgres.promote sent", actor: "hub", tone: "busy", shape: "play" },
              { id: "1", at: now - 400_000, title: "Approved", actor: "Ana Petrova", detail: "2 of 2, by the hash that was on the screen" },
            ]}
          />
        </Panel>
        <Charts />
      </Columns>
      <Cards />
    </Stack>
  );
}
