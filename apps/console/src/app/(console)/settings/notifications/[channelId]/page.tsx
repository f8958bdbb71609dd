import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChannelPage } from "../../../../../features/notifications/channel-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tab.notifications") };
}

export default async function Channel({ params }: { params: Promise<{ channelId: string }> }) {
  return <ChannelPage channelId={(await params).channelId} />;
}
