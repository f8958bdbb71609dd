import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LogsPage } from "../../../../features/observe/logs-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("observe.view"))("logs") };
}

export default function Logs() {
  return <LogsPage />;
}
