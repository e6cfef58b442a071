import { checkDecision } from "@appealmod/core";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RoomForm } from "../../../../../../components/room/room-form.tsx";
import { RoomFrame } from "../../../../../../components/room/room-frame.tsx";
import { DecisionShown } from "../../../../../../components/status/decision-shown.tsx";
import { versionField } from "../../../../../../server/decision-fields.ts";
import { readAppeal } from "../../../../../../server/read-appeal.ts";
import { requireSignedIn } from "../../../../../../server/signed-in.ts";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.decide.review"))("title") };
}

/** A decision as its redditor will see it, looked at once more before it is sent. */
export default async function ReviewDecisionPage({ params }: Props) {
  const { id } = await params;
  const path = `/moderate/appeals/${id}`;
  const signedIn = await requireSignedIn(path);
  const page = await readAppeal(signedIn, id);
  if (!page) notFound();
  const { draft, version, subreddit, username } = page;
  // There is nothing to look at, or not any more: its page says why.
  if (!draft || draft.seenVersion !== version || !page.canDecide) redirect(`${path}#decide`);
  const checked = checkDecision(draft.words, new Date());
  if (!checked.isValid) redirect(`${path}?check=1#problems`);
  const { decision } = checked;
  const [t, a] = await Promise.all([
    getTranslations("rooms.decide.review"),
    getTranslations("rooms.appeal"),
  ]);
  return (
    <RoomFrame signedIn={signedIn} title={t("title")} current="queue">
      <div className="column stack review">
        <p className="soft">
          <bdi>{a("of", { name: username })}</bdi> {a("in", { subreddit })}
        </p>
        <p>{t("lead")}</p>
        <section aria-labelledby="on-reddit">
          <h2 id="on-reddit">{t("onReddit")}</h2>
          {decision.reply === null ? (
            <p>{t("onRedditNone")}</p>
          ) : (
            <>
              <p className="soft small">
                {decision.isAuthorHidden ? t("as", { subreddit }) : t("asBot")}
              </p>
              <div className="card said" dir="auto">
                {decision.reply}
              </div>
            </>
          )}
          <p className="soft small">{t("noteOnReddit")}</p>
        </section>
        <section aria-labelledby="on-site">
          <h2 id="on-site">{t("onSite")}</h2>
          <div className="card">
            <DecisionShown decision={decision} subreddit={subreddit} />
          </div>
        </section>
        <RoomForm action={`${path}/decide`} signedIn={signedIn}>
          <input type="hidden" name={versionField} value={version} />
          <div className="actions">
            <button className="button" type="submit" name="intent" value="send">
              {t(`send.${decision.kind}`)}
            </button>
            <a className="onward" href={`${path}#decide`}>
              {t("change")}
            </a>
          </div>
        </RoomForm>
      </div>
    </RoomFrame>
  );
}
