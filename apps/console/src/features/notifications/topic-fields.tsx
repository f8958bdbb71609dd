"use client";
import type { NotificationTopic } from "@holdfast/contracts/notification";
import { Checkbox } from "@holdfast/ui/checkbox";
import { useTranslations } from "next-intl";
import { topicGroupNames, topicGroups } from "./topics";

interface TopicFieldsProps {
  readonly chosen: readonly NotificationTopic[];
  readonly onChange: (chosen: readonly NotificationTopic[]) => void;
}

/** What the channel is told of, by what it is about. */
export function TopicFields({ chosen, onChange }: TopicFieldsProps) {
  const t = useTranslations("notification");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">{t("field.topics")}</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {topicGroupNames.map((group) => (
          <fieldset key={group} className="flex min-w-0 flex-col gap-1">
            <legend className="text-ink-soft text-small">{t(`group.${group}`)}</legend>
            {topicGroups[group].map((topic) => (
              <Checkbox
                key={topic}
                label={t(`topic.${topic}`)}
                isChecked={chosen.includes(topic)}
                onChange={(isOn) => onChange(isOn ? [...chosen, topic] : chosen.filter((each) => each !== topic))}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
