"use client";
import type { FreezeWindowView } from "@holdfast/contracts/freeze-window";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Inline } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTimesText } from "./use-times-text";

interface FreezeItemProps {
  readonly freeze: FreezeWindowView;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly isRemoving: boolean;
}

/** Whether it holds now, and until when or from when on. */
function Standing({ freeze: { holdsUntil, nextAt, times } }: Pick<FreezeItemProps, "freeze">) {
  const t = useTranslations("failoverGuards.freeze");
  const said = useTimesText()(times);
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      {holdsUntil ? (
        <>
          <StatusMark tone="caution" shape="pause" word={t("holds")} /> {t("until")} <Time at={holdsUntil} />
        </>
      ) : nextAt ? (
        <>
          <StatusMark tone="idle" shape="ring" word={t("comes")} /> {t("from")} <Time at={nextAt} />
        </>
      ) : (
        <StatusMark tone="idle" shape="tick" word={t("over")} />
      )}
      {said !== null && <span className="text-ink-soft">{said}</span>}
    </p>
  );
}

/** A freeze: when it holds, what for, whose it is. Removing asks once more. */
export function FreezeItem({ freeze, onEdit, onRemove, isRemoving }: FreezeItemProps) {
  const t = useTranslations("failoverGuards.freeze");
  const [isAsked, setAsked] = useState(false);
  const refusal = freeze.mayManage ? null : t("notYours");
  return (
    <li className="flex min-w-0 flex-col gap-1 border-line border-b pb-3 last:border-b-0">
      <h3 className="min-w-0 break-words font-medium">
        <OutsideText>{freeze.name}</OutsideText>
      </h3>
      <Standing freeze={freeze} />
      <p className="min-w-0 break-words">
        <OutsideText>{freeze.reason}</OutsideText>
      </p>
      <p className="flex flex-wrap gap-x-2 text-ink-soft">
        {freeze.groups.length === 0 ? t("allGroups") : freeze.groups.map((group) => <Code key={group}>{group}</Code>)}
        <span>
          {t("by", { name: freeze.madeByName })} <Time at={freeze.madeAt} />
        </span>
      </p>
      <Inline gap="s">
        <Button size="s" refusal={refusal} onClick={onEdit}>
          {t("edit")}
        </Button>
        {isAsked ? (
          <>
            <Button size="s" variant="danger" isBusy={isRemoving} onClick={onRemove}>
              {t("reallyRemove")}
            </Button>
            <Button size="s" onClick={() => setAsked(false)}>
              {t("keepIt")}
            </Button>
          </>
        ) : (
          <Button size="s" refusal={refusal} onClick={() => setAsked(true)}>
            {t("remove")}
          </Button>
        )}
      </Inline>
    </li>
  );
}
