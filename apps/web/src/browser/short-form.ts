import { watchShortForm } from "../components/field/watch-short-form.ts";

const form = document.querySelector("main form");
if (form instanceof HTMLFormElement) watchShortForm(form);
