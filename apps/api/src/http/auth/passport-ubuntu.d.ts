declare module 'passport-ubuntu' {
  import type { Strategy as PassportStrategy } from 'passport';

  interface DiscoveredProvider {
    version: string;
    endpoint: string;
  }

  type Done = (error: unknown, value?: unknown) => void;

  /** The parts of the strategy, and of `passport-openid` under it, that are used here. */
  export class Strategy implements PassportStrategy {
    constructor(
      options: { returnURL: string; realm?: string; providerURL?: string; stateless: boolean },
      verify: (claimedIdentifier: string, done: Done) => void,
    );
    name: string;
    _relyingParty: { extensions: unknown[] };
    loadDiscoveredInfo(
      load: (identifier: string, done: (error: unknown, provider: DiscoveredProvider | null) => void) => void,
    ): this;
    authenticate: PassportStrategy['authenticate'];
  }
}
