"use client";
import { Code, CodeBlock } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import type { ObjectFacts } from "./object-facts";

/** What else the agent told of the object, in the machine's own words: the store keeps a projection, never the whole object. */
export function ObjectProjection({ facts }: { readonly facts: ObjectFacts }) {
  const t = useTranslations("object");
  const hasStructured = Object.keys(facts.structured).length > 0;
  if (facts.single.length === 0 && !hasStructured) return null;
  return (
    <Panel title={t("projection")}>
      <Stack gap="s">
        {facts.single.length > 0 && (
          <KeyValueList items={facts.single.map(([name, value]) => ({ label: name, value: <Code>{String(value)}</Code> }))} />
        )}
        {hasStructured && <CodeBlock label={t("structured")} text={JSON.stringify(facts.structured, null, 2)} maxLines={16} />}
      </Stack>
    </Panel>
  );
}
