"use client";
import { Button, LinkButton } from "@holdfast/ui/button";
import { CodeEditor } from "@holdfast/ui/code-editor";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Panel } from "@holdfast/ui/panel";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
import { PlacementFields } from "./placement-fields";
import { StrategyFields } from "./strategy-fields";
import { useLeaveWarning } from "./use-leave-warning";
import { type PolicyDraft, useSavePolicy } from "./use-save-policy";

interface PolicyFormProps {
  readonly label: string;
  readonly initial: PolicyDraft;
  /** Where Cancel leads. */
  readonly backHref: string;
}

/** Writes a policy. Saving makes a version and changes no cluster; what is wrong stands at its place in the text. */
export function PolicyForm({ label, initial, backHref }: PolicyFormProps) {
  const t = useTranslations("policyEditor");
  const [draft, setDraft] = useState(initial);
  const [isSaved, setIsSaved] = useState(false);
  const { submit, isBusy, errors, problems, testProblems, failure } = useSavePolicy(() => setIsSaved(true));
  const refusal = useRefusal("policy:edit");
  useLeaveWarning(!isSaved && draft !== initial);
  const change = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const isNew = initial.basedOnVersion === 0;
  return (
    <Form label={label} errors={errors} onSubmit={() => submit(draft)}>
      <div className="grid min-w-0 items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <Stack gap="m">
          <CodeEditor
            name="yaml"
            label={t("yaml")}
            hint={t("yamlHint")}
            value={draft.yaml}
            onChange={(yaml) => change({ yaml })}
            problems={problems}
            problemsLabel={t("problems", { count: problems.length })}
            placeText={({ line, column }) => t("place", { line, column })}
            isRequired
          />
          <CodeEditor
            name="tests"
            label={t("tests")}
            hint={t("testsHint")}
            value={draft.tests}
            onChange={(tests) => change({ tests })}
            problems={testProblems}
            problemsLabel={t("testProblems", { count: testProblems.length })}
            placeText={({ line, column }) => t("place", { line, column })}
          />
        </Stack>
        <Stack gap="m">
          <Panel title={t("about")}>
            <Stack gap="m">
              {isNew && (
                <TextField
                  name="name"
                  label={t("name")}
                  hint={t("nameHint")}
                  value={draft.name}
                  onChange={(name) => change({ name })}
                  autoComplete="off"
                  isCode
                  isRequired
                />
              )}
              <TextField
                name="description"
                label={t("description")}
                hint={t("descriptionHint")}
                value={draft.description}
                onChange={(description) => change({ description })}
                lines={3}
              />
            </Stack>
          </Panel>
          <Panel title={t("placement")}>
            <PlacementFields placement={draft.placement} onChange={(placement) => change({ placement })} strategy={draft.strategy} />
          </Panel>
          {draft.strategy !== null && (
            <Panel title={t("strategy.title")}>
              <StrategyFields strategy={draft.strategy} onChange={(strategy) => change({ strategy })} />
            </Panel>
          )}
        </Stack>
      </div>
      {failure !== null && <FailureNotice title={t("notSaved")}>{failure.message}</FailureNotice>}
      <Inline>
        <LinkButton href={backHref}>{t("cancel")}</LinkButton>
        <Button type="submit" variant="primary" isBusy={isBusy} refusal={refusal}>
          {isNew ? t("save") : t("saveVersion", { version: initial.basedOnVersion + 1 })}
        </Button>
        <span className="text-ink-soft">{t("saveHint")}</span>
      </Inline>
    </Form>
  );
}
