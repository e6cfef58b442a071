CREATE TABLE "community_revisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subreddit_key" text NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text,
	"changed" jsonb NOT NULL,
	"settings" jsonb NOT NULL,
	"texts" jsonb NOT NULL,
	"question_set_id" text,
	CONSTRAINT "community_revisions_actor_known" CHECK ("community_revisions"."actor_kind" in ('redditor', 'visitor', 'moderator', 'operator', 'researcher', 'program')),
	CONSTRAINT "community_revisions_changed_object" CHECK (jsonb_typeof("community_revisions"."changed") = 'object'),
	CONSTRAINT "community_revisions_settings_object" CHECK (jsonb_typeof("community_revisions"."settings") = 'object'),
	CONSTRAINT "community_revisions_texts_object" CHECK (jsonb_typeof("community_revisions"."texts") = 'object')
);
--> statement-breakpoint
ALTER TABLE "communities" DROP CONSTRAINT "communities_settings_object";--> statement-breakpoint
ALTER TABLE "communities" DROP CONSTRAINT "communities_texts_object";--> statement-breakpoint
ALTER TABLE "communities" DROP CONSTRAINT "communities_question_set_id_question_sets_id_fk";
--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "community_revision_id" bigint;--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "revision_id" bigint;--> statement-breakpoint
-- What communities set so far becomes their first revision, whatever it holds: what cannot be read is named when it is read.
INSERT INTO "community_revisions" ("subreddit_key", "number", "at", "actor_kind", "changed", "settings", "texts", "question_set_id")
SELECT "key", 1, "updated_at", 'program',
	jsonb_build_object(
		'settings', coalesce((SELECT jsonb_agg("name" ORDER BY "name" COLLATE "C") FROM jsonb_object_keys("settings") AS "name"), '[]'),
		'texts', coalesce((SELECT jsonb_agg("language" || '.' || "name" ORDER BY "language" || '.' || "name" COLLATE "C")
			FROM jsonb_each("worded"."texts") AS "wordings" ("language", "texts"),
			jsonb_object_keys(CASE jsonb_typeof("wordings"."texts") WHEN 'object' THEN "wordings"."texts" ELSE '{}' END) AS "name"), '[]'),
		'questions', "question_set_id" IS NOT NULL),
	"settings", "worded"."texts", "question_set_id"
FROM "communities", LATERAL (
	SELECT coalesce(jsonb_object_agg("language", "texts"), '{}') AS "texts"
	FROM jsonb_each("communities"."texts") AS "wordings" ("language", "texts") WHERE "texts" <> '{}') AS "worded"
WHERE "settings" <> '{}' OR "worded"."texts" <> '{}' OR "question_set_id" IS NOT NULL;--> statement-breakpoint
UPDATE "communities" SET "revision_id" = "community_revisions"."id"
FROM "community_revisions" WHERE "subreddit_key" = "key";--> statement-breakpoint
ALTER TABLE "community_revisions" ADD CONSTRAINT "community_revisions_question_set_id_question_sets_id_fk" FOREIGN KEY ("question_set_id") REFERENCES "public"."question_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "community_revisions_numbered" ON "community_revisions" USING btree ("subreddit_key","number");--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_community_revision_id_community_revisions_id_fk" FOREIGN KEY ("community_revision_id") REFERENCES "public"."community_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "communities" ADD CONSTRAINT "communities_revision_id_community_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."community_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "communities" DROP COLUMN "settings";--> statement-breakpoint
ALTER TABLE "communities" DROP COLUMN "texts";--> statement-breakpoint
ALTER TABLE "communities" DROP COLUMN "question_set_id";