"use client";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { type ContextDraft, type DraftFault, environments } from "./import-draft";

interface DraftFieldsProps {
  /** Unique on the page. */
  readonly id: string;
  readonly draft: ContextDraft;
  readonly onChange: (draft: ContextDraft) => void;
  readonly faults: readonly DraftFault[];
}

/** What somebody says of a cluster before it is brought in: its name, what it is for, where it is, and its labels. */
export function DraftFields({ id, draft, onChange, faults }: DraftFieldsProps) {
  const t = useTranslations("import");
  const words = useTranslations("status.environment");
  const wrong = (...of: DraftFault[]) => {
    const fault = of.find((each) => faults.includes(each));
    return fault ? t(`wrong.${fault}`) : null;
  };
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <TextField
        name={`name/${id}`}
        label={t("name")}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        error={wrong("name", "nameTaken", "nameTwice")}
        isRequired
        isCode
        autoComplete="off"
      />
      <SelectField
        name={`environment/${id}`}
        label={t("environment")}
        value={draft.environment}
        options={environments.map((value) => ({ value, label: words(value) }))}
        placeholder={t("choose")}
        onChange={(chosen) => onChange({ ...draft, environment: environments.find((each) => each === chosen) ?? "" })}
        error={wrong("environment")}
        isRequired
      />
      <TextField
        name={`region/${id}`}
        label={t("region")}
        value={draft.region}
        onChange={(region) => onChange({ ...draft, region })}
        error={wrong("region")}
        isRequired
        autoComplete="off"
      />
      <div className="sm:col-span-3">
        <TextField
          name={`labels/${id}`}
          label={t("labels")}
          hint={t("labelsHint")}
          value={draft.labels}
          onChange={(labels) => onChange({ ...draft, labels })}
          error={wrong("labels")}
          lines={2}
          isCode
          autoComplete="off"
        />
      </div>
    </div>
  );
}
