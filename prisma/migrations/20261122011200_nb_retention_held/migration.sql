-- How long recordings were kept before a shorter time was said, which holds for another week.
ALTER TABLE "retention_setting" ADD COLUMN "held_days" INTEGER;
