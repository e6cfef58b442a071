import { showLocalTimes } from "../components/show-local-times.ts";

showLocalTimes();
