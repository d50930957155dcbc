import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { streamOf } from '@faxwire/event-log';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';

/** One listening connection for all streams: hands each hint to whoever follows that fax. */
@Injectable()
export class FaxEventHub implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #hints: ApiDependencies['hints'];
  readonly #followers = new Map<string, Set<() => void>>();
  readonly #closing = new AbortController();
  #listener: ReturnType<ApiDependencies['hints']['listen']> | undefined;

  constructor(@Inject(API_DEPENDENCIES) { hints }: ApiDependencies) {
    this.#hints = hints;
  }

  /** Aborted when the server leaves: streams end then, or it would wait for their readers. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  onApplicationBootstrap(): void {
    this.#listener = this.#hints.listen((hint) => this.#wake(hint));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing.abort();
    await this.#listener?.stop();
  }

  /** @returns how to stop following */
  follow(faxId: string, wake: () => void): () => void {
    const stream = streamOf(faxId);
    const followers = this.#followers.get(stream) ?? new Set();
    this.#followers.set(stream, followers.add(wake));
    return () => {
      followers.delete(wake);
      if (followers.size === 0 && this.#followers.get(stream) === followers) this.#followers.delete(stream);
    };
  }

  #wake(hint: { readonly stream: string } | undefined): void {
    const woken = hint ? [this.#followers.get(hint.stream)] : this.#followers.values();
    for (const followers of woken) followers?.forEach((wake) => wake());
  }
}
