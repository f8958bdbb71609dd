"use client";
import type { ClusterId, ObjectUid } from "@holdfast/contracts/ids";
import { Button } from "@holdfast/ui/button";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { instantOf, localMinute } from "../shared-time/local-minute";
import { AsOfAnswer } from "./as-of-answer";

interface AsOfPanelProps {
  readonly clusterId: ClusterId;
  readonly uid: ObjectUid;
  /** The instant that is asked about; null for none. */
  readonly at: Date | null;
  readonly onChange: (at: string | null) => void;
}

function Answer({ clusterId, uid, at }: Omit<AsOfPanelProps, "onChange" | "at"> & { readonly at: Date }) {
  const query = useQuery(useTRPC().history.asOf.queryOptions({ clusterId, uid, at }));
  return (
    <Resolve query={query} loading={<SkeletonText lines={6} />} isEmpty={() => false} empty={null}>
      {(view) => <AsOfAnswer view={view} />}
    </Resolve>
  );
}

/** Asks what the object was at an instant, which stands in the address. */
export function AsOfPanel({ clusterId, uid, at, onChange }: AsOfPanelProps) {
  const t = useTranslations("object.asOf");
  const enter = (minute: string) => {
    const chosen = instantOf(minute);
    if (chosen !== null) onChange(chosen);
  };
  return (
    <Panel title={t("title")}>
      <Stack gap="m">
        <Inline gap="s" align="end">
          <TextField name="at" label={t("at")} type="datetime-local" value={localMinute(at ?? undefined)} onChange={enter} />
          {at !== null && <Button onClick={() => onChange(null)}>{t("clear")}</Button>}
          {at !== null && <Time at={at} />}
        </Inline>
        {at !== null && <Answer clusterId={clusterId} uid={uid} at={at} />}
      </Stack>
    </Panel>
  );
}
