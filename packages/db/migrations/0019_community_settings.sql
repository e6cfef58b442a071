CREATE TABLE "question_drafts" (
	"subreddit_key" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"version" integer NOT NULL,
	"begun_from" integer NOT NULL,
	"updated_by" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "question_drafts_content_object" CHECK (jsonb_typeof("question_drafts"."content") = 'object')
);
--> statement-breakpoint
CREATE TABLE "unsaved_posts" (
	"redditor_id" text NOT NULL,
	"page" text NOT NULL,
	"content" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "unsaved_posts_redditor_id_page_pk" PRIMARY KEY("redditor_id","page")
);
--> statement-breakpoint
CREATE INDEX "unsaved_posts_by_age" ON "unsaved_posts" USING btree ("at");