import { cache } from "react";
import { theSite } from "./site.ts";

/** Whether this request's reader may not see which arm is which. Looked up once for each request. */
export const areArmsHidden = cache((): Promise<boolean> => theSite().research.areArmsHidden());
