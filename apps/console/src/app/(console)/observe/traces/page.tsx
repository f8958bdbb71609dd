import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TracesPage } from "../../../../features/observe/traces-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("observe.view"))("traces") };
}

export default function Traces() {
  return <TracesPage />;
}
