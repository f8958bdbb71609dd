"use client";
import type { ChannelView } from "@holdfast/contracts/notification";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useClustersText } from "../shared-identity/grant-words";
import { usePageTitle } from "../shared-page/use-page-title";
import { ChannelActions } from "./channel-actions";
import { ChannelMark } from "./channel-mark";
import { DeliveryList } from "./delivery-list";
import { destinationText } from "./destination-text";

function Facts({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("notification");
  const clusters = useClustersText();
  const { destination } = channel;
  const mail =
    destination.kind === "email"
      ? [
          { label: t("field.from"), value: destination.from },
          { label: t("field.host"), value: `${destination.host}:${destination.port} (${t(`security.${destination.security}`)})` },
        ]
      : [];
  return (
    <Panel title={t("about")}>
      <KeyValueList
        items={[
          { label: t("column.kind"), value: t(`kind.${destination.kind}`) },
          { label: t("column.destination"), value: destinationText(destination) },
          ...mail,
          { label: t("field.language"), value: t(`language.${channel.language}`) },
          { label: t("column.clusters"), value: clusters(channel.selector) },
          { label: t("field.isForAlerts"), value: t(channel.isForAlerts ? "yes" : "no") },
          { label: t("column.created"), value: <Time at={channel.createdAt} /> },
          { label: t("column.createdBy"), value: channel.createdByName },
        ]}
      />
    </Panel>
  );
}

function Topics({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("notification");
  return (
    <Panel title={t("field.topics")}>
      {channel.topics.length === 0 ? (
        <p className="text-ink-soft">{t("noTopics")}</p>
      ) : (
        <ul className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {channel.topics.map((topic) => (
            <li key={topic}>{t(`topic.${topic}`)}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Detail({ channel }: { readonly channel: ChannelView }) {
  usePageTitle(channel.name);
  const t = useTranslations("settings");
  const nav = useTranslations("nav");
  const trail = [
    { label: nav("settings"), href: "/settings" },
    { label: t("tab.notifications"), href: "/settings/notifications" },
  ];
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={trail} current={channel.name} />}
        title={channel.name}
        status={<ChannelMark of={channel} />}
        actions={<ChannelActions channel={channel} />}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Topics channel={channel} />
        <Facts channel={channel} />
      </div>
      <DeliveryList channel={channel} />
    </Stack>
  );
}

/** One channel: where it leads, what it is told of, and what became of each message. */
export function ChannelPage({ channelId }: { readonly channelId: string }) {
  const t = useTranslations("notification");
  const query = useQuery(useTRPC().notification.channel.queryOptions({ id: channelId }));
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <SkeletonBar width="14rem" />
          <CardSkeleton lines={6} />
        </Stack>
      }
      isEmpty={() => false}
      empty={null}
      forbiddenHelp={t("forbiddenHelp")}
    >
      {(channel) => <Detail channel={channel} />}
    </Resolve>
  );
}
