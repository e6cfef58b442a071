/** A number as it stands in a paper or in the tests of a known library, and how we compute it. */
export interface PrintedNumber {
  readonly method: string;
  /** Where it is printed. */
  readonly source: string;
  /** Which data, and which number of them. */
  readonly of: string;
  /** As printed, every digit. */
  readonly printed: string;
  readonly computed: number;
  /**
   * How far the print itself is off, and why: where it was rounded wrongly, or its library stops its
   * search early. Left out, the number must agree in every digit printed.
   */
  readonly printIsOff?: { readonly by: number; readonly why: string };
}

/** The one number of this name in a result; it fails where there is none. */
export function numberOf(result: object, name: string): number {
  const value = Object.entries(result).find(([key]) => key === name)?.[1];
  if (typeof value === "number") return value;
  throw new Error(`The result has no ${name}: ${JSON.stringify(result)}`);
}

/** Rows for both limits of an interval, printed as "lower upper". */
export function limits(
  about: Omit<PrintedNumber, "printed" | "computed">,
  printed: string,
  result: object,
): PrintedNumber[] {
  const [lower = "", upper = ""] = printed.split(" ");
  return [
    { ...about, of: `${about.of}, lower`, printed: lower, computed: numberOf(result, "lower") },
    { ...about, of: `${about.of}, upper`, printed: upper, computed: numberOf(result, "upper") },
  ];
}

/** Half a unit of the last digit printed: .0524 gives .00005. */
export function halfUnit(printed: string): number {
  const [mantissa = "", exponent = "0"] = printed.split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return 0.5 * 10 ** (Number(exponent) - decimals);
}
