import { watchForm } from "../components/form/watch-form.ts";
import { showLocalTimes } from "../components/show-local-times.ts";

const form = document.getElementById("appeal-form");
const companion = document.getElementById("form-companion");
const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });

if (form instanceof HTMLFormElement && companion)
  watchForm(form, (keeping) => {
    const words = companion.dataset[keeping] ?? "";
    companion.textContent = words.replace("{time}", time.format(new Date()));
  });

showLocalTimes();
