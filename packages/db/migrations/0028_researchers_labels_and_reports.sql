CREATE TABLE "research_labels" (
	"appeal_id" uuid NOT NULL,
	"coder" text NOT NULL,
	"is_toxic" boolean NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "research_labels_appeal_id_coder_pk" PRIMARY KEY("appeal_id","coder")
);
--> statement-breakpoint
CREATE TABLE "transparency_reports" (
	"subreddit_key" text NOT NULL,
	"month" date NOT NULL,
	"version" integer NOT NULL,
	"report" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"correction" text,
	CONSTRAINT "transparency_reports_subreddit_key_month_version_pk" PRIMARY KEY("subreddit_key","month","version"),
	CONSTRAINT "transparency_reports_object" CHECK (jsonb_typeof("transparency_reports"."report") = 'object'),
	CONSTRAINT "transparency_reports_month" CHECK (extract(day from month) = 1)
);
--> statement-breakpoint
ALTER TABLE "research_labels" ADD CONSTRAINT "research_labels_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE cascade ON UPDATE no action;