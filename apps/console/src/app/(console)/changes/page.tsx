import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChangesPage } from "../../../features/changes/changes-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("changes") };
}

export default function Changes() {
  return <ChangesPage />;
}
