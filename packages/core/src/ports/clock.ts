/** The time. Nothing below the edge asks the machine for it. */
export interface Clock {
  now(): Date;
}
