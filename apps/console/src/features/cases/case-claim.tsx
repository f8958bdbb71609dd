"use client";
import type { CaseView } from "@holdfast/contracts/scenario-case";
import { Badge } from "@holdfast/ui/badge";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Columns, Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { profileWord } from "./profile-word";

const pairs = (record: Readonly<Record<string, string>>, label: (key: string) => string) =>
  Object.entries(record).map(([key, value]) => ({ label: label(key), value }));

/** What the case says of itself: kept as it was written, and never shown as a measurement. */
export function CaseClaim({ scenario }: { readonly scenario: CaseView }) {
  const t = useTranslations("cases.claim");
  const profile = useTranslations("cases.profile");
  const { spec } = scenario.spec;
  return (
    <Panel title={t("title")} aside={<Badge tone="idle">{t("notMeasured")}</Badge>}>
      <Columns least="m">
        <Stack gap="xs">
          <h3 className="font-medium">{t("about")}</h3>
          <KeyValueList
            items={[
              { label: t("claims"), value: spec.claim },
              { label: t("collected"), value: spec.collectedOn },
              { label: t("review"), value: spec.reviewOn },
            ]}
          />
        </Stack>
        <Stack gap="xs">
          <h3 className="font-medium">{t("profile")}</h3>
          <KeyValueList items={pairs(spec.profile, (key) => profileWord(key, profile))} />
        </Stack>
        {Object.keys(spec.stack).length > 0 && (
          <Stack gap="xs">
            <h3 className="font-medium">{t("stack")}</h3>
            <KeyValueList items={pairs(spec.stack, (key) => key)} />
          </Stack>
        )}
      </Columns>
    </Panel>
  );
}
