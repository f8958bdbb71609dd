import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CasesPage } from "../../../features/cases/cases-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("cases") };
}

export default function Cases() {
  return <CasesPage />;
}
