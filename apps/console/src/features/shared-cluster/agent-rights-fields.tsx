"use client";
import { Checkbox } from "@holdfast/ui/checkbox";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { type RightsDraft, readRights } from "./agent-rights";

interface AgentRightsFieldsProps {
  readonly draft: RightsDraft;
  readonly onChange: (draft: RightsDraft) => void;
  /** Whether the reader has tried to go on: only then is said what is wrong. */
  readonly isAsked: boolean;
}

/** What an agent beside the hub may do for people beside the inventory, each with what follows from it. */
export function AgentRightsFields({ draft, onChange, isAsked }: AgentRightsFieldsProps) {
  const t = useTranslations("clusterWords.rights");
  const read = readRights(draft);
  const wrong = isAsked && "fault" in read ? read.fault : null;
  return (
    <fieldset className="flex max-w-3xl min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium">{t("title")}</legend>
      <p className="text-ink-soft">{t("help")}</p>
      <Checkbox label={t("logs")} hint={t("logsHint")} isChecked={draft.logs} onChange={(logs) => onChange({ ...draft, logs })} />
      <Checkbox label={t("exec")} hint={t("execHint")} isChecked={draft.exec} onChange={(exec) => onChange({ ...draft, exec })} />
      <TextField
        name="editable"
        label={t("edit")}
        hint={t("editHint")}
        value={draft.edit}
        onChange={(edit) => onChange({ ...draft, edit })}
        error={wrong === null ? null : t(`wrong.${wrong.kind}`, { resource: "resource" in wrong ? wrong.resource : "" })}
        lines={2}
        isCode
        autoComplete="off"
      />
    </fieldset>
  );
}
