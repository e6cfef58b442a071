import { getTranslations } from "next-intl/server";
import { SignUpForm } from "../../components/sign-up-form.tsx";

export default async function Landing() {
  const [t, s] = await Promise.all([getTranslations("landing"), getTranslations("signUp")]);
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      <p className="lead column mt-4">{t("lead")}</p>
      <section className="column mt-10" id="sign-up">
        <h2>{s("title")}</h2>
        <p className="mt-2">{s("lead")}</p>
        <div className="card mt-5">
          <SignUpForm />
        </div>
      </section>
    </div>
  );
}
