"use client";
import { LinkState } from "@holdfast/contracts/cluster";
import { RunPhase, StepState } from "@holdfast/contracts/failover-phase";
import { Health } from "@holdfast/contracts/health";
import { DeploymentState, RolloutPhase } from "@holdfast/contracts/policy";
import { Badge } from "@holdfast/ui/badge";
import { Freshness, FreshnessScope } from "@holdfast/ui/freshness";
import { inkColor, markColor, type Tone, washColor } from "@holdfast/ui/rules/tone";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { DeploymentStatus, HealthStatus, LinkStatus, RolloutStatus, RunStatus, StepStatus } from "../shared-status/status-word";
import { Sample } from "./sample";

const tones: readonly Tone[] = ["good", "busy", "caution", "bad", "idle", "unknown", "stale"];
const sizes = ["text-micro", "text-small", "text-base", "text-lead", "text-title", "text-figure", "text-clock"] as const;

function Statuses() {
  return (
    <>
      <Sample title="Health">
        <Inline gap="m">
          {Health.options.map((word) => (
            <HealthStatus key={word} of={word} />
          ))}
        </Inline>
      </Sample>
      <Sample title="Link">
        <Inline gap="m">
          {LinkState.options.map((word) => (
            <LinkStatus key={word} of={word} />
          ))}
        </Inline>
      </Sample>
      <Sample title="Run">
        <Inline gap="m">
          {RunPhase.options.map((word) => (
            <RunStatus key={word} of={word} />
          ))}
        </Inline>
      </Sample>
      <Sample title="Step">
        <Inline gap="m">
          {StepState.options.map((word) => (
            <StepStatus key={word} of={word} />
          ))}
        </Inline>
      </Sample>
      <Sample title="Rollout and deployment">
        <Inline gap="m">
          {RolloutPhase.options.map((word) => (
            <RolloutStatus key={word} of={word} />
          ))}
          {DeploymentState.options.map((word) => (
            <DeploymentStatus key={word} of={word} />
          ))}
        </Inline>
      </Sample>
    </>
  );
}

/** Colours, sizes and statuses. */
export function FoundationsPart() {
  const { renderedAtMs } = useUi();
  const old = { observedAt: renderedAtMs - 260_000, budgetMs: 30_000 };
  return (
    <Stack gap="l">
      <Statuses />
      <Sample title="A stale green is grey, and says how old it is">
        <Inline gap="m">
          <FreshnessScope {...old}>
            <HealthStatus of="Healthy" />
            <LinkStatus of="connected" />
          </FreshnessScope>
          <FreshnessScope observedAt={null} budgetMs={30_000}>
            <HealthStatus of="Healthy" />
          </FreshnessScope>
          <Freshness observedAt={renderedAtMs - 4000} budgetMs={30_000} />
          <Freshness {...old} />
          <Freshness observedAt={null} budgetMs={30_000} />
        </Inline>
      </Sample>
      <Sample title="Tones">
        <Inline>
          {tones.map((tone) => (
            <span key={tone} className={`inline-flex items-center gap-2 rounded-m px-3 py-2 ${washColor[tone]} ${inkColor[tone]}`}>
              <svg viewBox="0 0 12 12" className={`size-3 fill-current ${markColor[tone]}`} aria-hidden="true">
                <rect width="12" height="12" rx="2" />
              </svg>
              {tone}
            </span>
          ))}
        </Inline>
      </Sample>
      <Sample title="Badges">
        <Inline>
          <Badge>v1.31.4</Badge>
          <Badge tone="accent">production</Badge>
          {tones.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </Inline>
      </Sample>
      <Sample title="Type">
        <Stack gap="xs">
          {sizes.map((size) => (
            <p key={size} className={`tabular-nums ${size}`}>
              Failover 0123456789 故障切换 prod-hangzhou
            </p>
          ))}
          <p className="font-mono">kubectl get pods -n bank-core 0O1lI 中文</p>
        </Stack>
      </Sample>
    </Stack>
  );
}
