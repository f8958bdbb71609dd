import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MembersPage } from "../../../../../features/import/members-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("import.members"))("title") };
}

export default function Members() {
  return <MembersPage />;
}
