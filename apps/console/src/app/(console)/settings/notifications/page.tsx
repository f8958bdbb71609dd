import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotificationsPage } from "../../../../features/notifications/notifications-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tab.notifications") };
}

export default function Notifications() {
  return <NotificationsPage />;
}
