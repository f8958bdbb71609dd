"use client";
import { RegisterCluster } from "@holdfast/contracts/cluster";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import type { FieldErrors } from "@holdfast/ui/rules/field-errors";
import type { Failure } from "@holdfast/ui/rules/resolve-state";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { readAwayDays } from "../shared-cluster/away-days";
import { AwayField } from "../shared-cluster/away-field";
import { type LabelField, useLabelField } from "../shared-cluster/use-label-field";
import { environments } from "./cluster-search";
import type { Prefill } from "./prefill";

interface DescribeFormProps {
  readonly onDescribed: (cluster: RegisterCluster) => void;
  readonly isBusy: boolean;
  readonly refusal: string | null;
  /** Why the last try was refused, in the server's words. */
  readonly failure: Failure | null;
  /** What the address proposes. */
  readonly first: Prefill;
}

type FormText = ReturnType<typeof useTranslations<"clusters">>;

const told = ["name", "environment", "region", "awayDays"] as const;

/** What the form says, as the contract takes it, or what is wrong with it by field, in the reader's language. */
function readForm(form: FormData, labels: LabelField, t: FormText): { cluster: RegisterCluster } | { errors: FieldErrors } {
  const parsed = RegisterCluster.safeParse({ ...Object.fromEntries(form), labels: labels.labels ?? {}, awayDays: readAwayDays(form) });
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0]));
  const errors: FieldErrors = {
    ...Object.fromEntries(told.filter((field) => wrong.has(field)).map((field) => [field, t(`wrong.${field}`)])),
    ...(labels.error === null ? {} : { labels: labels.error }),
  };
  return parsed.success && Object.keys(errors).length === 0 ? { cluster: parsed.data } : { errors };
}

/** The first page of the wizard: what a person says of a cluster. */
export function DescribeForm({ onDescribed, isBusy, refusal, failure, first }: DescribeFormProps) {
  const t = useTranslations("clusters");
  const words = useTranslations("status.environment");
  const readLabelField = useLabelField();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [name, setName] = useState(first.name);
  const submit = (form: FormData) => {
    const read = readForm(form, readLabelField(form), t);
    setErrors("errors" in read ? read.errors : {});
    if ("cluster" in read) onDescribed(read.cluster);
  };
  return (
    <div className="flex max-w-xl flex-col gap-4">
      {failure !== null && (
        <Notice
          tone="bad"
          shape="cross"
          title={t("notAdded")}
          action={name === "" ? undefined : <Link href={`/clusters/${name}`}>{t("lookAtIt", { name })}</Link>}
        >
          <p>{failure.message}</p>
        </Notice>
      )}
      {first.guessed.length > 0 && (
        <Notice tone="caution" shape="question" title={t("guessed.title")}>
          <p>{t("guessed.help", { what: first.guessed.map((each) => t(each)).join(", ") })}</p>
        </Notice>
      )}
      <Form label={t("add")} errors={errors} onSubmit={submit}>
        <TextField
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          value={name}
          onChange={setName}
          isRequired
          isCode
          autoComplete="off"
        />
        <SelectField
          name="environment"
          label={t("environment")}
          hint={t("environmentHint")}
          options={environments.map((value) => ({ value, label: words(value) }))}
          placeholder={t("choose")}
          defaultValue={first.environment}
          isRequired
        />
        <TextField name="region" label={t("region")} hint={t("regionHint")} defaultValue={first.region} isRequired autoComplete="off" />
        <TextField
          name="labels"
          label={t("labels")}
          hint={t("labelsHint")}
          defaultValue={first.labels}
          lines={3}
          isCode
          autoComplete="off"
        />
        <AwayField />
        <Inline>
          <Button type="submit" variant="primary" isBusy={isBusy} refusal={refusal}>
            {t("toCommand")}
          </Button>
          <Link href="/clusters/import">{t("import")}</Link>
          <Link href="/clusters">{t("back")}</Link>
        </Inline>
      </Form>
    </div>
  );
}
