"use client";
import type { SearchKey } from "@holdfast/contracts/search";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import { searchHref } from "../shared-search/search-href";

const examples = {
  crashing: "status:CrashLoopBackOff",
  troubled: "kind:Pod health:Degraded environment:production",
  image: "image:log4j",
  label: "kind:Deployment label:team=pay",
  young: "kind:Pod age:<10m -health:Healthy",
  everywhere: "core-* kind:Deployment,StatefulSet cluster:prod-*,dr-*",
} as const;

// Not the contract's own list, which would bring its checks into the page; a key that is missing here does not compile.
const told = {
  kind: true,
  cluster: true,
  environment: true,
  namespace: true,
  name: true,
  status: true,
  health: true,
  image: true,
  label: true,
  node: true,
  owner: true,
  age: true,
} satisfies Record<SearchKey, true>;
const keys = Object.keys(told) as SearchKey[];

// The keys are the names of the table.
const names = Object.keys(examples) as (keyof typeof examples)[];

/** What can be asked, by example: each is a way to its answer. And every key in a word. */
export function SearchExamples() {
  const t = useTranslations("search");
  return (
    <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
      <Panel title={t("examples")}>
        <ul className="flex flex-col gap-2.5">
          {names.map((name) => (
            <li key={name} className="min-w-0">
              <p className="text-ink-soft text-small">{t(`example.${name}`)}</p>
              <Link href={searchHref(examples[name])}>
                <span className="break-words font-mono text-small">{examples[name]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("grammar")}>
        <KeyValueList
          items={[
            { label: t("freeText"), value: t("key.text") },
            ...keys.map((key) => ({ label: `${key}:`, value: t(`key.${key}`) })),
            { label: 'a,b  -a  a*  "a b"', value: t("signs") },
          ]}
        />
      </Panel>
    </div>
  );
}
