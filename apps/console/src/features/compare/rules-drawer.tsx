"use client";
import type { Comparison } from "@holdfast/contracts/compare";
import type { CompareRuleView } from "@holdfast/contracts/compare-rule";
import { Button } from "@holdfast/ui/button";
import { Drawer } from "@holdfast/ui/dialog";
import { EmptyState } from "@holdfast/ui/empty-state";
import { notify } from "@holdfast/ui/notify";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";
import { RuleItem } from "./rule-item";

const builtIn = ["autoscaler", "standby", "ownName"] as const;
const PAGE = 50;
const ruleKey = (rule: CompareRuleView) => rule.id;

interface RulesDrawerProps {
  readonly allowedBy: Comparison["allowedBy"];
  readonly onEdit: (rule: CompareRuleView) => void;
  readonly onClose: () => void;
}

/** What is allowed without anybody having said so. */
function BuiltInRules({ allowedBy }: Pick<RulesDrawerProps, "allowedBy">) {
  const t = useTranslations("compare");
  return (
    <section aria-label={t("rule.builtIn")}>
      <h3 className="mb-2 font-semibold">{t("rule.builtIn")}</h3>
      <ul className="flex flex-col gap-3">
        {builtIn.map((each) => (
          <li key={each}>
            <p className="font-medium">{t(`mayDiffer.${each}`)}</p>
            <p className="text-ink-soft">{t(`rule.builtInReason.${each}`)}</p>
            <p>{t("rule.allowsNow", { count: allowedBy[each] ?? 0 })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All rules for what may differ, those of people and those that are built in, with what each allows of the comparison on the page. */
export function RulesDrawer({ allowedBy, onEdit, onClose }: RulesDrawerProps) {
  const t = useTranslations("compare.rule");
  const { readFailure } = useUi();
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const queryClient = useQueryClient();
  const question = { limit: PAGE };
  const query = usePages(trpc.compare.rules.queryKey(question), (cursor, signal) =>
    client.compare.rules.query({ ...question, cursor }, { signal }),
  );
  const remove = useMutation(
    trpc.compare.removeRule.mutationOptions({
      onSuccess: () => notify({ tone: "good", title: t("removed") }),
      onError: (error) => notify({ tone: "bad", title: t("notKept"), detail: readFailure(error).message }),
      // Also after a refusal: somebody else was faster, and what is shown is not true any more.
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.compare.pathKey() }),
    }),
  );
  return (
    <Drawer isOpen onClose={onClose} title={t("all")}>
      <Stack gap="l">
        <Resolve
          query={query}
          loading={<SkeletonText lines={6} />}
          isEmpty={({ pages }) => pages.every((page) => page.rows.length === 0)}
          empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
        >
          {({ pages }) => (
            <Stack gap="s">
              <ul className="flex flex-col gap-3">
                {pagedRows<CompareRuleView>(pages, ruleKey).map((rule) => (
                  <RuleItem
                    key={rule.id}
                    rule={rule}
                    allowed={allowedBy[rule.id] ?? 0}
                    onEdit={() => onEdit(rule)}
                    onRemove={() => remove.mutate({ id: rule.id, version: rule.version })}
                    isRemoving={remove.isPending}
                  />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </Stack>
          )}
        </Resolve>
        <BuiltInRules allowedBy={allowedBy} />
      </Stack>
    </Drawer>
  );
}
