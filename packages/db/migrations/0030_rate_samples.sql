CREATE TABLE "rate_samples" (
	"account_key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"least_remaining" integer NOT NULL,
	CONSTRAINT "rate_samples_account_key_at_pk" PRIMARY KEY("account_key","at")
);
