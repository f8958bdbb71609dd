import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RecordingsPage } from "../../../../features/recordings/recordings-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terminal.list"))("title") };
}

export default function Terminals() {
  return <RecordingsPage />;
}
