/** Seconds from one attempt to the next, by Persona's documents; after the last it gives up. */
export const retryDelays: readonly number[] = [3, 64, 729, 4096, 15_625, 46_656, 117_649]
