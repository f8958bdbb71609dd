"use client";
import type { CompareRuleView } from "@holdfast/contracts/compare-rule";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import type { Pair } from "./compare-search";
import { gapsOf, matchOfDraft, type RuleDraft, ruleOfDraft } from "./rule-draft";
import { RuleFields } from "./rule-fields";
import { RulePreview } from "./rule-preview";

interface RuleDialogProps {
  readonly pair: Pair;
  /** What the controls hold at first. */
  readonly first: RuleDraft;
  /** The rule that is to change; null: a new one is made. */
  readonly rule: CompareRuleView | null;
  readonly onClose: () => void;
}

/** Keeps the rule, says so, and has everything asked anew that it changes. */
function useKeepRule(onClose: () => void) {
  const t = useTranslations("compare.rule");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const done = {
    onSuccess: () => {
      onClose();
      notify({ tone: "good", title: t("kept") });
      return queryClient.invalidateQueries({ queryKey: trpc.compare.pathKey() });
    },
  };
  const create = useMutation(trpc.compare.createRule.mutationOptions(done));
  const edit = useMutation(trpc.compare.editRule.mutationOptions(done));
  return { create, edit, failure: create.error ?? edit.error, isBusy: create.isPending || edit.isPending };
}

/** Asks what may differ and why, and shows what that would allow before it is kept. */
export function RuleDialog({ pair, first, rule, onClose }: RuleDialogProps) {
  const t = useTranslations("compare.rule");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(first);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { create, edit, failure, isBusy } = useKeepRule(onClose);
  const before = rule?.pair ?? null;
  const submit = () => {
    const now = new Date();
    setErrors(Object.fromEntries(gapsOf(draft, now).map((gap) => [gap, t(`${gap}.needed`)])));
    const made = ruleOfDraft(draft, pair, before, now);
    if (made === null) return;
    if (rule) edit.mutate({ ...made, id: rule.id, version: rule.version });
    else create.mutate(made);
  };
  return (
    <Dialog isOpen onClose={onClose} title={rule ? t("editTitle") : t("title")} description={t("help")} size="l">
      <Stack gap="m">
        {failure && <FailureNotice title={rule ? t("notChanged") : t("notKept")}>{readFailure(failure).message}</FailureNotice>}
        <Form label={t("title")} errors={errors} onSubmit={submit}>
          <RuleFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} pair={pair} rule={rule} />
          <RulePreview pair={pair} match={matchOfDraft(draft, pair, before)} exceptId={rule?.id} />
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
