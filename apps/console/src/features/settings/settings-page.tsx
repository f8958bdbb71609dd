"use client";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { SelectField } from "@holdfast/ui/select-field";
import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Switch } from "@holdfast/ui/switch";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { isLocale, locales } from "../../i18n/locales";
import { usePreferences } from "../shared-preferences/preferences-context";
import { themes } from "../shared-preferences/themes";
import { useChooseLanguage } from "../shared-preferences/use-choose-language";
import { SettingsFrame } from "../shared-settings/settings-frame";
import { PasswordPanel } from "./password-panel";
import { SecondFactor } from "./second-factor";

const ApiTokens = dynamic(() => import("./api-tokens").then((module) => module.ApiTokens), {
  ssr: false,
  loading: () => <CardSkeleton lines={4} />,
});
const OwnProviders = dynamic(() => import("./own-providers").then((module) => module.OwnProviders), { ssr: false });
const OwnSessions = dynamic(() => import("./own-sessions").then((module) => module.OwnSessions), {
  ssr: false,
  loading: () => <CardSkeleton lines={4} />,
});
const PasskeysPanel = dynamic(() => import("./passkeys-panel").then((module) => module.PasskeysPanel), {
  ssr: false,
  loading: PasskeysOnTheirWay,
});

const never = () => () => {};

/** As high as the panel that comes. */
function PasskeysOnTheirWay() {
  const t = useTranslations("identity.passkey");
  return (
    <Panel title={t("title")}>
      <Stack gap="s">
        <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
        <SkeletonBar width="16rem" />
      </Stack>
    </Panel>
  );
}

function Appearance() {
  const t = useTranslations("settings");
  // The theme is known to this browser only; the server cannot draw the right choice.
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const { theme = "system", setTheme } = useTheme();
  const locale = useLocale();
  const chooseLanguage = useChooseLanguage();
  return (
    <Panel title={t("appearance")}>
      <div className="flex max-w-80 flex-col gap-4">
        <SelectField
          name="theme"
          label={t("theme.title")}
          options={themes.map((each) => ({ value: each, label: t(`theme.${each}`) }))}
          value={isInBrowser ? theme : "system"}
          onChange={setTheme}
        />
        <SelectField
          name="language"
          label={t("language.title")}
          options={locales.map((each) => ({ value: each, label: t(`language.${each}`) }))}
          value={locale}
          onChange={(value) => isLocale(value) && chooseLanguage(value)}
        />
      </div>
    </Panel>
  );
}

function Keyboard() {
  const t = useTranslations("settings.keyboard");
  const { areSingleKeysOn, setSingleKeysOn } = usePreferences();
  return (
    <Panel title={t("title")}>
      <Switch label={t("singleKeys")} hint={t("singleKeysHint")} isOn={areSingleKeysOn} onChange={setSingleKeysOn} />
    </Panel>
  );
}

function Clock() {
  const t = useTranslations("settings.time");
  const { timeZone, renderedAtMs } = useUi();
  return (
    <Panel title={t("title")}>
      <KeyValueList
        items={[
          { label: t("zone"), value: timeZone },
          { label: t("opened"), value: <Time at={renderedAtMs} /> },
        ]}
      />
    </Panel>
  );
}

/** How the console looks and answers for this reader, in this browser. */
export function SettingsPage() {
  return (
    <SettingsFrame tab="own">
      <div className="flex max-w-5xl flex-col gap-4">
        <Appearance />
        <Keyboard />
        <Clock />
      </div>
      <div className="flex max-w-5xl flex-col gap-4">
        <PasswordPanel />
        <SecondFactor />
        <PasskeysPanel />
        <OwnSessions />
        <ApiTokens />
        {/* Last, because it is there only where there is a provider: nothing below it moves when it comes. */}
        <OwnProviders />
      </div>
    </SettingsFrame>
  );
}
