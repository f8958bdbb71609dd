"use client";
import type { ElevationState, ElevationView } from "@holdfast/contracts/elevation";
import { Button } from "@holdfast/ui/button";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useClustersText } from "../shared-identity/grant-words";
import { ExpiryMark } from "./expiry-mark";

const marks: Readonly<Record<ElevationState, { tone: Tone; shape: StatusShape }>> = {
  requested: { tone: "caution", shape: "diamond" },
  approved: { tone: "good", shape: "tick" },
  declined: { tone: "bad", shape: "cross" },
  withdrawn: { tone: "idle", shape: "ring" },
  expired: { tone: "idle", shape: "clock" },
  ended: { tone: "idle", shape: "ring" },
};

function OwnElevation({ elevation }: { readonly elevation: ElevationView }) {
  const t = useTranslations("approvals.elevation");
  const identity = useTranslations("identity");
  const clusters = useClustersText();
  const { readFailure } = useUi();
  const end = useMutation(
    useTRPC().elevation.end.mutationOptions({
      onError: (cause) => notify({ tone: "bad", title: t("notEnded"), detail: readFailure(cause).message }),
    }),
  );
  const { state, decidedByName, comment, endsAt } = elevation;
  const until = state === "approved" ? endsAt : state === "requested" ? elevation.expiresAt : null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-line border-b px-3 py-3 last:border-b-0">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-3">
          <StatusMark {...marks[state]} word={t(`state.${state}`)} />
          <span className="break-words font-medium">
            {identity(`role.${elevation.role}`)}: {clusters(elevation.selector)}
          </span>
        </span>
        <span className="break-words text-ink-soft">
          {elevation.reason} · {t("span", { hours: elevation.hours })} · <Time at={elevation.requestedAt} show="relative" />
        </span>
        {decidedByName !== null && (
          <span className="break-words text-ink-soft">{comment ? `${decidedByName}: ${comment}` : decidedByName}</span>
        )}
        {until !== null && <ExpiryMark expiresAt={until} />}
      </div>
      {elevation.canEnd.isMet && (
        <Button size="s" isBusy={end.isPending} onClick={() => end.mutate({ elevationId: elevation.id })}>
          {t(state === "requested" ? "withdraw" : "end")}
        </Button>
      )}
    </li>
  );
}

/** The roles that the reader asked for, and what became of each; nothing while they never did. */
export function OwnElevations() {
  const t = useTranslations("approvals.elevation");
  const query = useQuery(useTRPC().elevation.own.queryOptions());
  if (!query.data || query.data.length === 0) return null;
  return (
    <Panel title={t("own")} padding="none">
      <ul>
        {query.data.map((elevation) => (
          <OwnElevation key={elevation.id} elevation={elevation} />
        ))}
      </ul>
    </Panel>
  );
}
