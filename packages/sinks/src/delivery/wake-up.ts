/** Lets one loop sleep until a time has passed or somebody calls. */
export class WakeUp {
  #wake: (() => void) | null = null;
  #isCalled = false;

  /** Ends the sleep, or the next one at once where nobody sleeps. */
  call(): void {
    this.#isCalled = true;
    this.#wake?.();
  }

  async sleep(limitMs: number): Promise<void> {
    if (!this.#isCalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        timer.unref();
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = null;
    this.#isCalled = false;
  }
}
