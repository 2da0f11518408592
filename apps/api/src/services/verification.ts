import { AppError } from '@ubuntu-aliases/shared';
import type { Verification } from '../domain/verification.ts';
import type { LaunchpadClient } from '../launchpad/index.ts';
import { examineName, type ContestedNamePorts } from './contested-names.ts';

/** The whole check, retries included (milliseconds). */
const CHECK_DEADLINE = 10_000;

export interface VerificationService {
  /**
   * Asks who a claimed identifier is and which of `teams` list them: one look-up and, for nearly everybody, one
   * page of teams. Throws `launchpad.unavailable` or `launchpad.unexpected_response` when that could not be
   * asked, which says nothing about the person. A name
   * that may be somebody else's costs a few more (see examineName).
   */
  verify(claimedIdentifier: string, teams: readonly string[], signal?: AbortSignal): Promise<Verification>;
}

export function createVerificationService(
  launchpad: Pick<LaunchpadClient, 'findAccount' | 'findByName' | 'listTeams'>,
  listKnown: ContestedNamePorts['listKnown'],
  clock: () => Date,
  deadlineMs = CHECK_DEADLINE,
): VerificationService {
  return {
    async verify(claimedIdentifier, teams, signal) {
      // One deadline for all calls.
      const options = { deadlineAt: clock().getTime() + deadlineMs, ...(signal && { signal }) };
      const found = await launchpad.findAccount(claimedIdentifier, options);
      if (!found) return { account: null, teams: null };
      const { name, displayName, isValid, isCocSigner } = found;
      const listed = await launchpad.listTeams(name, options);
      // Launchpad hides the teams of an account that is not valid. Of a valid one it cannot: the name changed
      // hands between the two requests, or something lies. Either way it was not answered.
      if (listed === null && isValid) {
        throw new AppError('launchpad.unexpected_response', { details: { reason: 'name_vanished' } });
      }
      const { isContested, since } = await examineName(claimedIdentifier, found, {
        listKnown,
        ask: (other) => launchpad.findAccount(other, options),
        findByName: (other) => launchpad.findByName(other, options),
      });
      return {
        account: { name, displayName, isValid, isCocSigner, since },
        teams: listed && Object.fromEntries(teams.map((team) => [team, listed.has(team)])),
        ...(isContested && { isNameContested: true }),
      };
    },
  };
}
