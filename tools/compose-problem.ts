/** A sentence for each thing that is wrong; every check of the Compose file answers with those. */
export type Problems = readonly string[];

export const wrong = (condition: boolean, problem: string): Problems => (condition ? [problem] : []);
