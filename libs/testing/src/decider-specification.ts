interface Decider<State, Command, Event, Refusal> {
  readonly initialState: State;
  decide(command: Command, state: State): { ok: true; events: readonly Event[] } | { ok: false; refusal: Refusal };
  evolve(state: State, event: Event): State;
}

/** given / when / then for rules that are a decider: specifications that read as sentences about events. */
export function specify<State, Command, Event extends { type: string; data: object }, Refusal extends { code: string }>(
  decider: Decider<State, Command, Event, Refusal>,
) {
  return {
    given: (...events: readonly Event[]) => ({
      when: (command: Command) => {
        const state = events.reduce((folded, event) => decider.evolve(folded, event), decider.initialState);
        const decision = decider.decide(command, state);
        return {
          then: (...expected: readonly { type: Event['type']; data?: object }[]) => {
            if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
            expect(decision.events).toMatchObject(expected.map(({ type, data }) => (data ? { type, data } : { type })));
            expect(decision.events).toHaveLength(expected.length);
          },
          thenNothing: () => expect(decision).toEqual({ ok: true, events: [] }),
          thenRefused: (code: Refusal['code']) => expect(decision).toMatchObject({ ok: false, refusal: { code } }),
        };
      },
    }),
  };
}
