"use client";
import { Badge } from "@holdfast/ui/badge";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Quantity } from "@holdfast/ui/quantity";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { ImageLink } from "./image-link";
import type { ContainerAmounts, ObjectContainer } from "./object-facts";

function Amounts({ of: { cores, memoryBytes } }: { readonly of: ContainerAmounts }) {
  return (
    <span>
      <Quantity value={cores} unit="cores" /> · <Quantity value={memoryBytes} unit="bytes" />
    </span>
  );
}

function State({ container }: { readonly container: ObjectContainer }) {
  const t = useTranslations("object.container");
  const word = container.reason ?? container.state ?? t("unknownState");
  if (container.isReady === true) return <StatusMark tone="good" shape="disc" word={word} />;
  // An init container that has ended well is done, not ill.
  const isDone = container.state === "terminated" && container.reason === "Completed";
  return isDone ? <StatusMark tone="idle" shape="tick" word={word} /> : <StatusMark tone="bad" shape="cross" word={word} />;
}

function Container({ container }: { readonly container: ObjectContainer }) {
  const t = useTranslations("object.container");
  const { lastEnd } = container;
  return (
    <section aria-label={visibleName(container.name)} className="min-w-0 border-line border-b pb-3 last:border-b-0 last:pb-0">
      <Inline gap="s">
        <h3 className="font-semibold">{visibleName(container.name)}</h3>
        {container.isInit && <Badge>{t("init")}</Badge>}
        {container.isReady !== null && <State container={container} />}
      </Inline>
      <KeyValueList
        items={[
          { label: t("image"), value: container.image === null ? "—" : <ImageLink image={container.image} /> },
          ...(container.restarts === null ? [] : [{ label: t("restarts"), value: <Quantity value={container.restarts} unit="count" /> }]),
          ...(lastEnd === null
            ? []
            : [
                {
                  label: t("lastEnd"),
                  value: (
                    <Inline gap="xs">
                      <span>{visibleName(lastEnd.reason ?? "—")}</span>
                      {lastEnd.exitCode !== null && <span className="text-ink-soft">{t("exitCode", { code: lastEnd.exitCode })}</span>}
                      {lastEnd.at !== null && <Time at={lastEnd.at} />}
                    </Inline>
                  ),
                },
              ]),
          { label: t("requests"), value: <Amounts of={container.requests} /> },
          { label: t("limits"), value: <Amounts of={container.limits} /> },
        ]}
      />
    </section>
  );
}

/** The containers of a pod as they run, or of the template that makes pods. */
export function ObjectContainers({ containers }: { readonly containers: readonly ObjectContainer[] }) {
  const t = useTranslations("object.container");
  return (
    <Panel title={t("title")}>
      <Stack gap="s">
        {containers.map((container) => (
          <Container key={`${container.isInit ? "init" : "main"}/${container.name}`} container={container} />
        ))}
      </Stack>
    </Panel>
  );
}
