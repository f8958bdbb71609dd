"use client";
import type { DrillScheduleView } from "@holdfast/contracts/drill";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { NextDrills } from "./next-drills";
import { draftOfSchedule, emptySchedule, scheduleGaps, scheduleOfDraft, timesOfDraft } from "./schedule-draft";
import { ScheduleFields } from "./schedule-fields";

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Keeps the schedule, says so, and has the calendar asked anew. */
function useKeepSchedule(onClose: () => void) {
  const t = useTranslations("drills.schedule");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const done = {
    onSuccess: () => {
      onClose();
      notify({ tone: "good" as const, title: t("kept") });
      return queryClient.invalidateQueries({ queryKey: trpc.drill.pathKey() });
    },
  };
  const create = useMutation(trpc.drill.create.mutationOptions(done));
  const edit = useMutation(trpc.drill.edit.mutationOptions(done));
  return { create, edit, failure: create.error ?? edit.error, isBusy: create.isPending || edit.isPending };
}

interface ScheduleDialogProps {
  /** The schedule that is to change; null: a new one is made. */
  readonly schedule: DrillScheduleView | null;
  readonly onClose: () => void;
}

/** Asks which plan is to be drilled, when and why, and shows when that falls next. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const t = useTranslations("drills.schedule");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(() => (schedule ? draftOfSchedule(schedule, ownZone()) : emptySchedule(ownZone())));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { create, edit, failure, isBusy } = useKeepSchedule(onClose);
  const times = useMemo(() => timesOfDraft(draft, new Date()), [draft]);
  const title = schedule ? t("editTitle") : t("new");
  const submit = () => {
    const now = new Date();
    setErrors(Object.fromEntries(scheduleGaps(draft, now).map((gap) => [gap, t(`needed.${gap}`)])));
    const made = scheduleOfDraft(draft, now);
    if (made === null) return;
    const { planId: _, ...said } = made;
    if (schedule) edit.mutate({ ...said, id: schedule.id, version: schedule.version });
    else create.mutate(made);
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} description={t("help")} size="l">
      <Stack gap="m">
        {failure && <FailureNotice title={t("notKept")}>{readFailure(failure).message}</FailureNotice>}
        <Form label={title} errors={errors} onSubmit={submit}>
          <ScheduleFields
            draft={draft}
            change={(part) => setDraft({ ...draft, ...part })}
            errors={errors}
            isPlanFixed={schedule !== null}
          />
          <NextDrills times={times} />
          <Inline>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="primary" isBusy={isBusy}>
              {t("keep")}
            </Button>
          </Inline>
        </Form>
      </Stack>
    </Dialog>
  );
}
