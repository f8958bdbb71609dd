import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgentsPage } from "../../../../features/identity/agents-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("identity"))("tab.agents") };
}

export default function Agents() {
  return <AgentsPage />;
}
