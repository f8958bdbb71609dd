import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WaiversPage } from "../../../../features/waivers/waivers-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("waivers"))("title") };
}

export default function Waivers() {
  return <WaiversPage />;
}
