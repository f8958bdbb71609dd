"use client";
import type { ContextView } from "@holdfast/contracts/cluster-import";
import { Checkbox } from "@holdfast/ui/checkbox";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { OutsideText } from "@holdfast/ui/outside-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { DraftFields } from "./draft-fields";
import type { ContextDraft, DraftFault, ProbeState } from "./import-draft";
import { ProbeStatus } from "./probe-status";

interface ContextCardProps {
  readonly of: ContextView;
  readonly draft: ContextDraft;
  readonly onChange: (draft: ContextDraft) => void;
  readonly probe: ProbeState | undefined;
  readonly twin: string | undefined;
  /** What is wrong with the draft; empty until the reader has tried to go on. */
  readonly faults: readonly DraftFault[];
}

/** One context: what it leads to and with what, what was found there, and the cluster that it becomes. */
export function ContextCard({ of, draft, onChange, probe, twin, faults }: ContextCardProps) {
  const t = useTranslations("import");
  const say = useSay();
  const isRefused = of.refusals.length > 0;
  return (
    <li className="flex flex-col gap-3 rounded-m border border-line bg-surface p-3">
      <Checkbox
        label={of.context}
        isChecked={draft.isChosen}
        isDisabled={isRefused}
        onChange={(isChosen) => onChange({ ...draft, isChosen })}
        {...(of.isCurrent ? { hint: t("current") } : {})}
      />
      {isRefused && (
        <div>
          <StatusMark tone="bad" shape="cross" word={t("refused")} />
          <ul className="break-words text-ink-soft">
            {of.refusals.map((each) => (
              <li key={each.message}>
                <OutsideText>{say(each)}</OutsideText>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="grid gap-3 lg:grid-cols-2">
        <KeyValueList
          items={[
            { label: t("server"), value: of.server === "" ? "—" : <Code>{of.server}</Code> },
            { label: t("credential"), value: t(`kind.${of.credentialKind}`) },
            ...(of.expiresAt === null ? [] : [{ label: t("ends"), value: <Time at={of.expiresAt} /> }]),
          ]}
        />
        <ProbeStatus state={probe} twin={twin} />
      </div>
      {draft.isChosen && <DraftFields id={of.context} draft={draft} onChange={onChange} faults={faults} />}
    </li>
  );
}
